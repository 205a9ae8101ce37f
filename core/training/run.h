// Run: everything that training changes. One thread owns it at a time; it is moved into the worker and moved back.
//
// Pausing is stopping and keeping the Run, so 60 steps and then 40 give the same bits as 100.
#pragma once

#include "core/data/dataset.h"
#include "core/networks/network.h"
#include "core/tasks/task.h"
#include "core/training/history.h"
#include "core/training/optimiser.h"

#include <algorithm>
#include <memory>

namespace fovea {

/// The epoch with the lowest validation loss so far.
struct BestEpoch
{
    int epoch = 0; ///< 0: none yet
    double valLoss = 0;
    Weights weights; ///< kept only while early stopping is on; while the run is `restored`, the last ones instead
};

struct Run
{
    // Fixed for the run.
    std::shared_ptr<const Dataset> data;
    std::shared_ptr<const Network> network;
    std::shared_ptr<const Task> task;
    int horizon = 0; ///< epochs that the schedule was laid out for

    // What learning changes.
    Config config; ///< as it is now, live changes included
    Weights weights;
    OptimiserState optimiser;
    BestEpoch best;

    // Where it is.
    long step = 0;         ///< batches done
    int epoch = 0;         ///< epochs done and measured
    Index seen = 0;        ///< samples of the current epoch that were learned from
    int batchSize = 0;     ///< of the current epoch
    bool over = false;     ///< an epoch has closed without improvement for as long as patience was; see stopsEarly()
    bool restored = false; ///< it has ended, and `weights` are those of the best epoch
    double lossSum = 0, correctSum = 0, normSum = 0; ///< of the current epoch: over samples, samples, batches
    double rewardSum = 0, promisedSum = 0;           ///< the same of gazes that learn from reward, over samples
    long batches = 0;

    // What was measured.
    std::vector<EpochRecord> history;
    std::vector<Change> changes;
    std::vector<Change> replay; ///< changes still to come, from the run that this one repeats

    Index samples() const { return data->train.size(); }
    /// Passes done, with fractions.
    double epochs() const
    {
        return epoch + static_cast<double>(seen) / static_cast<double>(std::max<Index>(1, samples()));
    }
    /// Whether early stopping ends it, with the patience as it is now: more of it lets the run go on.
    bool stopsEarly() const { return over && config.train.patience > 0 && epoch - best.epoch >= config.train.patience; }
    /// Whether there is nothing left to do.
    bool finished() const
    {
        return stopsEarly() || epoch >= config.train.epochs || (config.train.steps > 0 && step >= config.train.steps);
    }
};

/// A run before its first batch. The configuration is valid; `data` is its data.
Run startRun(const Config& config, std::shared_ptr<const Dataset> data);

} // namespace fovea
