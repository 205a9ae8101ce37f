// What a few samples of a batch teach: they go forward on one tape, loss and rewards are put at its end, and it goes back.
//
//     L = mean over the batch and its paths of [ l(answer) + w Σ_t l(answer after look t) + what rewards teach ]
//
//     w   look.early_weight, for the first part of a run: the network learns to read before it learns to look
//
// What rewards teach stands in policy_gradient.h.
#pragma once

#include "core/training/run.h"

namespace fovea {

/// What was measured of the samples of a batch, kept one a sample, so that whoever adds them up does it in order.
struct SampleSums
{
    std::vector<double> loss;
    std::vector<double> correct;  ///< share of the paths, where there are several
    std::vector<double> reward;   ///< NaN where nothing learns from reward
    std::vector<double> promised; ///< the same

    explicit SampleSums(std::size_t samples)
        : loss(samples), correct(samples), reward(samples, kUndefined), promised(samples, kUndefined)
    {
    }
};

/// Forward and back for samples [first, first + count) of a batch, whose indices are `samples`: adds their share of the
/// gradient of the whole batch's loss to `gradients`, and notes what was measured in their places of `sums`.
void learnChunk(const Run& run, const std::vector<Index>& samples, Index first, Index count, Tape& tape,
                Gradients& gradients, SampleSums& sums);

} // namespace fovea
