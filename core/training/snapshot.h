// Snapshot: the network at one moment. Everything that is shown is an answer about one of these.
#pragma once

#include "core/training/evaluate.h"
#include "core/training/run.h"

#include <memory>

namespace fovea {

/// Never changed once it is made, so any thread may look at it.
struct Snapshot
{
    long step = 0;
    double epoch = 0;
    double progress = 0; ///< share of the run's horizon that is done: what σ goes by
    Config config;
    std::shared_ptr<const Dataset> data;
    std::shared_ptr<const Task> task;
    std::shared_ptr<const Network> network;
    Weights weights;

    Examined examined() const { return {*network, weights, *task, *data}; }
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// The run's network as it is now.
SnapshotPtr snapshotOf(const Run& run);

/// The same network before its first batch: the untrained twin.
SnapshotPtr untrainedTwin(const Snapshot& snapshot);

} // namespace fovea
