// The training runs that have reference numbers, done by us: small networks for ten batches, the essay's for a few.
#pragma once

#include "core/settings/presets.h"
#include "core/training/learn.h"
#include "tests/support/reference_cases.h"

namespace fovea {

/// How far a run is from the reference.
struct RunDistances
{
    double loss = 0, gradient = 0, weights = 0;
};

/// A data set of training images only, with the labels of make_reference.py.
inline std::shared_ptr<Dataset> referenceData(const Shape& image, Index count, int classes)
{
    auto data = std::make_shared<Dataset>();
    data->image = image;
    data->classes.assign(static_cast<std::size_t>(classes), "class");
    data->train.images.shape = image;
    data->train.labels = referenceLabels(count, classes);
    return data;
}

inline TrainConfig referenceRule(const Json& c)
{
    TrainConfig train;
    train.optimiser = c["optimiser"];
    train.momentum = c.value("momentum", 0.0);
    train.nesterov = c.value("nesterov", false);
    train.l1 = c.value("l1", 0.0);
    train.l2 = c.value("l2", 0.0);
    train.decay = c.value("decay", 0.0);
    train.clip = c.value("clip", 0.0);
    train.labelSmoothing = c.value("label_smoothing", 0.0);
    train.beta2 = 0.99;
    train.epsilon = 1e-7;
    return train;
}

inline double referenceRate(int step)
{
    return 0.01 * (1 + step % 3);
}

/// One case of training.json: ten batches from images to weights.
inline RunDistances distancesOfTraining(const Json& c)
{
    Config config;
    config.model.trunk = "conv 3 valid";
    config.model.hidden = 4;
    config.attention.mechanism = c["mechanism"];
    config.attention.hidden = 3;
    config.train = referenceRule(c);
    const int answers = c["answers"];
    const auto data = referenceData({6, 6, 1}, 12, answers == 1 ? 2 : answers);
    const Tensor images = wave({12, 6, 6, 1}, 1);
    data->train.images.reals.assign(images.data(), images.data() + images.size());

    Run run = startRun(config, data);
    const ParameterTable& table = run.network->parameters();
    run.weights = waveWeights(table, [](const std::string&) { return 0.5; });
    ThreadPool pool(2);
    Workspace workspace(pool);
    LearnerMemory memory;
    RunDistances d;
    for (int step = 0; step < 10; ++step) {
        std::vector<Index> samples;
        for (Index i = 0; i < (step % 2 == 1 ? 10 : 12); ++i) {
            samples.push_back((5 * i + step) % 12);
        }
        const BatchResult batch = learn(run, samples, referenceRate(step), workspace, memory);
        d.loss = std::max(d.loss, std::abs(batch.loss - c["losses"][static_cast<std::size_t>(step)].get<double>()));
    }
    for (int p = 0; p < table.count(); ++p) {
        const Real* ours = run.weights.data() + table.slot(p).offset;
        d.weights = std::max(d.weights, distance(ours, table.slot(p).size, c["weights"].at(table[p].name)));
    }
    return d;
}

/// How far a large array is from what make_reference.py's summary() kept of it, relative to its largest number or norm.
inline double distanceFromSummary(const Real* ours, Index size, const Json& summary)
{
    const double largest = std::max(summary["largest"].get<double>(), 1e-6);
    const double norm = std::max(summary["norm"].get<double>(), 1e-6);
    double mostOurs = 0, squares = 0, projection = 0;
    Reals direction(static_cast<std::size_t>(size));
    fillWave(size, 99, 1, direction.data());
    for (Index i = 0; i < size; ++i) {
        const auto value = static_cast<double>(ours[i]);
        mostOurs = std::max(mostOurs, std::abs(value));
        squares += value * value;
        projection += value * static_cast<double>(direction[static_cast<std::size_t>(i)]);
    }
    double most = std::max({std::abs(mostOurs - summary["largest"].get<double>()) / largest,
                            std::abs(std::sqrt(squares) - summary["norm"].get<double>()) / norm,
                            std::abs(projection - summary["projection"].get<double>()) / norm});
    const auto step = summary["distance"].get<Index>();
    for (std::size_t i = 0; i < summary["entries"].size(); ++i) {
        const auto value = static_cast<double>(ours[static_cast<Index>(i) * step]);
        most = std::max(most, std::abs(value - summary["entries"][i].get<double>()) / largest);
    }
    return most;
}

/// One case of essay.json: training steps of the preset `essay` at full size, on 20 images.
inline RunDistances distancesOfEssay(const Json& c, std::size_t steps)
{
    constexpr Index kBatch = 20;
    const auto data = referenceData({28, 28, 1}, kBatch, 2);
    const Tensor pixels = wave({kBatch, 28, 28, 1}, 5);
    for (Index i = 0; i < pixels.size(); ++i) {
        data->train.images.bytes.push_back(static_cast<std::uint8_t>((static_cast<double>(pixels[i]) + 1) * 127.5));
    }
    data->scale = {0, static_cast<Real>(c["factor"].get<double>())};

    Config config = configOf(*findPreset("essay"));
    config.train.clip = 1e9; // so far away that it changes nothing, but the whole gradient is made before the step
    Run run = startRun(config, data);
    const ParameterTable& table = run.network->parameters();
    FOVEA_CHECK(table.learned() == 1'406'529, "the essay's network has " + std::to_string(table.learned()));
    run.weights = waveWeights(table, [](const std::string& name) {
        return name == "trunk.0.weight"           ? 0.14
               : name == "attention.score.weight" ? 0.05
               : name == "hidden.weight"          ? 0.016
               : name == "answer.weight"          ? 0.3
                                                  : 0.01;
    });
    std::vector<Index> samples;
    for (Index i = 0; i < kBatch; ++i) {
        samples.push_back(i);
    }
    ThreadPool pool(2);
    Workspace workspace(pool);
    LearnerMemory memory;
    RunDistances d;
    for (std::size_t step = 0; step < std::min(steps, c["steps"].size()); ++step) {
        const Json& wanted = c["steps"][step];
        const BatchResult batch = learn(run, samples, run.config.train.learningRate, workspace, memory);
        d.loss = std::max(d.loss, std::abs(batch.loss - wanted["loss"].get<double>()));
        for (int p = 0; p < table.count(); ++p) {
            const ParameterSlot& slot = table.slot(p);
            const std::string& name = table[p].name;
            d.gradient = std::max(d.gradient, distanceFromSummary(memory.gradient.data() + slot.offset, slot.size,
                                                                  wanted["gradients"].at(name)));
            d.weights = std::max(d.weights, distanceFromSummary(run.weights.data() + slot.offset, slot.size,
                                                                wanted["weights"].at(name)));
        }
    }
    return d;
}

} // namespace fovea
