#include "core/training/snapshot.h"

#include <algorithm>

namespace fovea {

SnapshotPtr snapshotOf(const Run& run)
{
    return std::make_shared<const Snapshot>(Snapshot{run.step, run.epochs(), run.epochs() / std::max(1, run.horizon),
                                                     run.config, run.data, run.task, run.network, run.weights});
}

SnapshotPtr untrainedTwin(const Snapshot& snapshot)
{
    return std::make_shared<const Snapshot>(
        Snapshot{0, 0, 0, snapshot.config, snapshot.data, snapshot.task, snapshot.network,
                 snapshot.network->parameters().initialWeights(snapshot.config.seed)});
}

} // namespace fovea
