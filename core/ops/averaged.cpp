#include "core/ops/averaged.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace fovea {
namespace {

constexpr double kLeast = std::numeric_limits<Real>::min(); // its logarithm is finite

/// Adds the probabilities of one row: of all classes, or of no and yes.
void addProbabilities(const Real* row, Index K, std::vector<double>& sums)
{
    if (K == 1) {
        const double yes = 1 / (1 + std::exp(-static_cast<double>(row[0])));
        sums[0] += 1 - yes;
        sums[1] += yes;
        return;
    }
    const auto largest = static_cast<double>(*std::max_element(row, row + K));
    double total = 0;
    for (Index k = 0; k < K; ++k) {
        total += std::exp(static_cast<double>(row[k]) - largest);
    }
    for (Index k = 0; k < K; ++k) {
        sums[static_cast<std::size_t>(k)] += std::exp(static_cast<double>(row[k]) - largest) / total;
    }
}

} // namespace

Var averagedAnswers(Tape& tape, Var logits, Index M)
{
    const Index K = logits.cols(), B = logits.rows() / M;
    const Var y = tape.make({B, K});
    for (Index b = 0; b < B; ++b) {
        std::vector<double> sums(static_cast<std::size_t>(std::max<Index>(2, K)));
        for (Index m = 0; m < M; ++m) {
            addProbabilities(logits.data() + (b * M + m) * K, K, sums);
        }
        const auto logOf = [&](std::size_t k) { return std::log(std::max(sums[k] / static_cast<double>(M), kLeast)); };
        for (Index k = 0; k < K; ++k) {
            const auto at = static_cast<std::size_t>(k);
            y.data()[b * K + k] = static_cast<Real>(K == 1 ? logOf(1) - logOf(0) : logOf(at));
            if (std::isnan(sums[at])) {
                y.data()[b * K + k] = std::numeric_limits<Real>::quiet_NaN(); // max() above would hide it
            }
        }
    }
    return y;
}

} // namespace fovea
