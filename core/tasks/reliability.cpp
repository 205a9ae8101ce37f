#include "core/tasks/reliability.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

double edge(int bin)
{
    return static_cast<double>(bin) / Reliability::kBins;
}

/// The bin of a probability: (k / 10, (k + 1) / 10].
int binOf(double probability)
{
    int bin = 0;
    while (bin + 1 < Reliability::kBins && probability > edge(bin + 1)) {
        ++bin;
    }
    return bin;
}

} // namespace

Reliability reliabilityOf(const Predictions& predictions)
{
    Reliability reliability;
    std::array<double, Reliability::kBins> sums{};
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        const int answer = predictions.answers[i];
        if (answer < 0) {
            continue;
        }
        const double probability = predictions.probability(i, answer);
        const auto bin = static_cast<std::size_t>(binOf(probability));
        sums[bin] += probability;
        ++reliability.bins[bin].images;
        reliability.bins[bin].right += answer == predictions.labels[i] ? 1 : 0;
        ++reliability.images;
    }
    for (int b = 0; b < Reliability::kBins; ++b) {
        ReliabilityBin& bin = reliability.bins[static_cast<std::size_t>(b)];
        bin.low = edge(b);
        bin.high = edge(b + 1);
        if (bin.images == 0) {
            continue;
        }
        const auto images = static_cast<double>(bin.images);
        bin.confidence = sums[static_cast<std::size_t>(b)] / images;
        bin.accuracy = static_cast<double>(bin.right) / images;
        bin.interval = wilson(bin.right, bin.images);
        const double error = std::abs(bin.accuracy - bin.confidence);
        const double before = std::isnan(reliability.expectedError) ? 0 : reliability.expectedError;
        reliability.expectedError = before + images / static_cast<double>(reliability.images) * error;
        reliability.largestError =
            std::isnan(reliability.largestError) ? error : std::max(reliability.largestError, error);
    }
    return reliability;
}

} // namespace fovea
