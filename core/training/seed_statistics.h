// What several seeds of one setting say: their mean and standard deviation, and how far two settings lie apart.
#pragma once

#include "core/training/history.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fovea {

/// m = Σ xᵢ / n,  s = √(Σ (xᵢ − m)² / (n − 1)).
struct SeedMean
{
    double mean = 0;      ///< undefined of no values
    double deviation = 0; ///< undefined of fewer than two
};
SeedMean meanOverSeeds(std::span<const double> values);

/// What one seed reached.
struct SeedValue
{
    std::uint64_t seed = 0;
    double value = 0;
};

/// The mean of the second setting minus that of the first, and its standard error.
struct SeedDifference
{
    double mean = 0, error = 0;
    double freedom = 1; ///< degrees of freedom of the error
    int pairs = 0;      ///< equal seeds that were compared one by one; 0: each setting had seeds of its own

    /// |mean| > t se with Student's t of this freedom: luck alone gives as much in one case of twenty.
    bool isClear() const;
};

/// Student's t of which 95 % lies within ± t, for at least one degree of freedom; of a fraction that of the whole number below,
/// which is on the safe side. To three decimals up to 30, from there to 2 % too large at most. Source: any table of the
/// distribution.
double studentBound(double freedom);

/// Where both settings have the same seeds, each is compared with itself, since it has the same images and first weights:
///
///     dᵢ = bᵢ − aᵢ,  se = s(d) / √n,  n − 1 degrees of freedom
///
/// else, each with its own variance,
///
///     se = √(u + v),  u = s(a)² / n,  v = s(b)² / m,  (u + v)² / (u² / (n − 1) + v² / (m − 1)) degrees of freedom
///
/// Each seed stands there once. Nothing where one of them has fewer than two seeds, or a value is not finite. Source: the
/// paired comparison, and Welch 1947.
std::optional<SeedDifference> seedDifference(std::vector<SeedValue> a, std::vector<SeedValue> b);

} // namespace fovea
