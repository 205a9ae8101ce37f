#include "core/tasks/interval.h"

#include "core/tensor/check.h"

#include <algorithm>
#include <cmath>

namespace fovea {

Interval wilson(long hits, long trials, double z)
{
    FOVEA_CHECK(hits >= 0 && hits <= trials, "as many hits as trials at most");
    if (trials == 0) {
        return {};
    }
    const auto n = static_cast<double>(trials);
    const double p = static_cast<double>(hits) / n, square = z * z / n;
    const double middle = (p + square / 2) / (1 + square);
    const double half = z * std::sqrt(p * (1 - p) / n + square / (4 * n)) / (1 + square);
    return {hits == 0 ? 0 : std::max(0.0, middle - half), hits == trials ? 1 : std::min(1.0, middle + half)};
}

} // namespace fovea
