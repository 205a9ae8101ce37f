// Judgement: everything that is counted about a network's answers to the images of one split.
#pragma once

#include "core/tasks/ranking.h"
#include "core/tasks/reliability.h"
#include "core/training/evaluate.h"

namespace fovea {

struct Judgement
{
    Predictions predictions; ///< image by image, in the split's order
    Confusion confusion;
    Scores scores;
    std::vector<Ranking> rankings;                                         ///< one a class
    double meanRocArea = kUndefined, meanPrecisionRecallArea = kUndefined; ///< over the classes where they are defined
    Reliability reliability;

    /// The images of one class that were taken for another (or for itself), in the split's order.
    std::vector<Index> imagesOf(int is, int answered) const;
};

Judgement judgementOf(Predictions predictions);

/// The network's answers to a whole split. Empty where `stop` came first, which it notices within a few images. The result
/// does not depend on the number of threads.
std::optional<Predictions> predict(const Examined& examined, const Split& split, std::uint64_t seed,
                                   Workspace& workspace, std::stop_token stop = {});

} // namespace fovea
