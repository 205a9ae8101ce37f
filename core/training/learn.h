// One batch: forward, loss, backward, step. The arithmetic of learning is all here and in what it calls.
#pragma once

#include "core/training/run.h"
#include "core/training/workspace.h"

namespace fovea {

struct BatchResult
{
    double loss = 0; ///< mean over the batch
    double accuracy = 0;
    double gradientNorm = 0;
    std::vector<double> parameterNorms;
    double reward = kUndefined, promised = kUndefined; ///< of gazes that learn from reward
    bool finite = true;                                ///< where false, the weights were left as they were
};

/// Memory for the gradients of a batch, used again for the next.
struct LearnerMemory
{
    std::vector<Gradients> parts;
    std::unique_ptr<Prepared> prepared;
    WideFactorList wide;
    Reals gradient; ///< of the batch, but for stretches that were stepped at once
    std::vector<Stretch> stretches;
    std::vector<Reals> rooms;               ///< one a thread, for a stretch that is stepped at once
    std::shared_ptr<const Network> network; ///< whose shapes these are; kept, so that no other can take its address
    std::vector<Index> order;               ///< of the samples in epoch `orderedEpoch`
    int orderedEpoch = -1;
};

/// Learns from the samples with these indices. `rate` is the learning rate of this step.
BatchResult learn(Run& run, const std::vector<Index>& samples, double rate, Workspace& workspace,
                  LearnerMemory& memory);

} // namespace fovea
