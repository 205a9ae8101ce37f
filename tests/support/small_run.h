// For tests of training: runs that take a fraction of a second, and somebody who advances them.
#pragma once

#include "core/data/catalog.h"
#include "core/tensor/floating_point.h"
#include "core/training/advance.h"

#include <cstring>
#include <limits>

namespace fovea {

/// A needle in 100 images for a network of some 1,000 weights: 4 batches an epoch, the last of 4; 12 in all.
inline Config smallNeedle()
{
    Config config;
    config.data.samples = 100;
    config.data.validation = 30;
    config.data.test = 30;
    config.model.trunk = "conv 4 5x5, pool, conv 8, pool";
    config.attention.mechanism = "soft";
    config.attention.hidden = 8;
    config.train.epochs = 3;
    config.train.batchSize = 32;
    config.train.optimiser = "adamw"; // written out, because defaults change with what is measured
    config.train.learningRate = 4e-3;
    config.train.decay = 0.01;
    config.train.schedule = "one_cycle";
    config.train.warmup = 0.3;
    return config;
}

/// Threads, memory and mailbox, with one call that trains.
struct Practice
{
    ThreadPool pool;
    Workspace workspace;
    Mailbox mailbox;
    LearnerMemory memory;

    explicit Practice(int threads = 1) : pool(threads), workspace(pool) { flushDenormals(); }

    Run start(const Config& config) { return startRun(config, makeDataset(config, pool)); }

    Outcome advance(Run& run, long steps = std::numeric_limits<long>::max(), std::stop_token stop = {})
    {
        return fovea::advance(run, steps, stop, mailbox, workspace, memory);
    }

    /// A run from its first batch to its end.
    Run trained(const Config& config)
    {
        Run run = start(config);
        advance(run);
        return run;
    }
};

/// Equal as bits: 0 and −0 differ, NaN equals itself.
inline bool sameBits(const Reals& a, const Reals& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(Real)) == 0;
}

/// The values of one parameter.
inline Reals valuesOf(const ParameterTable& table, const std::string& name, const Weights& weights)
{
    for (int p = 0; p < table.count(); ++p) {
        if (table[p].name == name) {
            const Real* from = weights.data() + table.slot(p).offset;
            return {from, from + table.slot(p).size};
        }
    }
    checkFailed("the network has this parameter", __FILE__, __LINE__, name);
}

} // namespace fovea
