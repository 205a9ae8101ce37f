// Trains a run with the program's own core, and measures after each pass what truth.h needs.
#pragma once

#include "core/data/catalog.h"
#include "core/settings/rules.h"
#include "core/training/advance.h"
#include "core/training/baselines.h"
#include "core/training/class_counts.h"
#include "tests/core/diagnosis/examples.h"
#include "tests/core/diagnosis/truth.h"

#include <map>

namespace fovea {

inline void measure(Measured& measured, const Run& run, Workspace& workspace)
{
    const Examined examined{*run.network, run.weights, *run.task, *run.data};
    const auto all = evaluate(examined, run.data->test, -1, {}, run.config.seed, workspace);
    std::map<int, double> named;
    for (const SampleResult& sample : all->samples) {
        named[sample.answered() ? sample.answer.label : -1] += 1 / static_cast<double>(all->samples.size());
    }
    measured.accuracy.push_back(all->accuracy);
    measured.loss.push_back(all->loss);
    measured.mostNamed.push_back(
        std::max_element(named.begin(), named.end(), [](auto& a, auto& b) { return a.second < b.second; })->second);
}

/// Of these settings, with kFurther test images.
inline Measured measuredRun(Config config, ThreadPool& pool, Workspace& workspace)
{
    config.data.test = kFurther;
    requireValid(config);
    Run run = startRun(config, makeDataset(config, pool));
    Measured measured;
    const Examined examined{*run.network, run.weights, *run.task, *run.data};
    measured.firstLoss = evaluate(examined, run.data->train, kMeasuredAfterEpoch, {}, config.seed, workspace)->loss;
    measured.furtherGuess = majorityOf(run.data->test, run.data->classes.size());
    const double ceiling = baselinesOf(run, run.data->validation, workspace).accuracyCeiling;
    Mailbox mailbox;
    LearnerMemory memory;
    Outcome outcome;
    while (outcome.kind == Outcome::Kind::Paused) {
        const std::size_t before = run.history.size();
        outcome = advance(run, 1, {}, mailbox, workspace, memory);
        if (run.history.size() > before) {
            measure(measured, run, workspace);
        }
    }
    measured.curves = recordedCurves(run, ceiling, outcome.kind == Outcome::Kind::Diverged);
    return measured;
}

} // namespace fovea
