// The operations and networks that have reference numbers, calculated by us. Shared by the test in float and the test in
// double.
#pragma once

#include "core/networks/network.h"
#include "core/ops/bilinear.h"
#include "core/ops/convolution.h"
#include "core/ops/elementwise.h"
#include "core/ops/filter_bank.h"
#include "core/ops/heads.h"
#include "core/ops/linear.h"
#include "core/ops/losses.h"
#include "core/ops/normalisation.h"
#include "core/ops/policy.h"
#include "core/ops/pooling.h"
#include "core/ops/rearrange.h"
#include "core/ops/retina.h"
#include "core/ops/softmax.h"
#include "core/ops/weighted_sum.h"
#include "core/tasks/task.h"
#include "tests/support/reference.h"

#include <functional>
#include <map>

namespace fovea {

using Operation = std::function<Var(Tape&, const std::vector<Var>&)>;

/// Two gazes (x, y) at each of two images, as make_reference.py has them.
inline const Tensor& referenceGazes()
{
    static const Tensor kGazes({4, 2}, {0, 0, Real(-0.9), Real(0.8), Real(0.31), Real(-0.42), Real(1.2), Real(1.1)});
    return kGazes;
}

/// By the names of ops.json.
inline const std::map<std::string, Operation>& referenceOperations()
{
    using In = const std::vector<Var>&;
    static const std::map<std::string, Operation> kOperations = {
        {"linear", [](Tape& t, In x) { return linear(t, x[0], x[1], x[2]); }},
        {"linear, no bias", [](Tape& t, In x) { return linear(t, x[0], x[1]); }},
        {"convolve 3x3", [](Tape& t, In x) { return convolve(t, x[0], x[1], x[2], {}); }},
        {"convolve 3x3, padded", [](Tape& t, In x) { return convolve(t, x[0], x[1], x[2], {.padding = 1}); }},
        {"convolve 3x3, stride 2",
         [](Tape& t, In x) { return convolve(t, x[0], x[1], x[2], {.stride = 2, .padding = 1}); }},
        {"convolve 5x5, deep", [](Tape& t, In x) { return convolve(t, x[0], x[1], x[2], {.size = 5, .padding = 2}); }},
        {"maxPool", [](Tape& t, In x) { return maxPool(t, x[0]); }},
        {"maxPool, overlapping",
         [](Tape& t, In x) { return maxPool(t, x[0], {.size = 3, .stride = 2, .padding = 1}); }},
        {"averagePool", [](Tape& t, In x) { return averagePool(t, x[0], {.size = 3, .stride = 2}); }},
        {"relu", [](Tape& t, In x) { return relu(t, x[0]); }},
        {"tanh", [](Tape& t, In x) { return tanh(t, x[0]); }},
        {"sigmoid", [](Tape& t, In x) { return sigmoid(t, x[0]); }},
        {"gelu", [](Tape& t, In x) { return gelu(t, x[0]); }},
        {"exp", [](Tape& t, In x) { return exp(t, x[0]); }},
        {"softmax", [](Tape& t, In x) { return softmax(t, x[0]); }},
        {"softmax, temperature 0.3", [](Tape& t, In x) { return softmax(t, x[0], Real(0.3)); }},
        {"logSoftmax", [](Tape& t, In x) { return logSoftmax(t, x[0]); }},
        {"crossEntropy", [](Tape& t, In x) { return crossEntropy(t, x[0], referenceLabels(6, 5)); }},
        {"crossEntropy, smoothing 0.1",
         [](Tape& t, In x) { return crossEntropy(t, x[0], referenceLabels(6, 5), Real(0.1)); }},
        {"binaryCrossEntropy", [](Tape& t, In x) { return binaryCrossEntropy(t, x[0], referenceLabels(9, 2)); }},
        {"binaryCrossEntropy, smoothing 0.2",
         [](Tape& t, In x) { return binaryCrossEntropy(t, x[0], referenceLabels(9, 2), Real(0.2)); }},
        {"layerNorm", [](Tape& t, In x) { return layerNorm(t, x[0], x[1], x[2]); }},
        {"groupNorm", [](Tape& t, In x) { return groupNorm(t, x[0], x[1], x[2], 3); }},
        {"lookUp", [](Tape& t, In x) { return lookUp(t, x[0], referenceLabels(7, 5)); }},
        {"mean", [](Tape& t, In x) { return mean(t, x[0], 1); }},
        {"sum", [](Tape& t, In x) { return sum(t, x[0], 0); }},
        {"max", [](Tape& t, In x) { return max(t, x[0], -1); }},
        {"add", [](Tape& t, In x) { return add(t, x[0], x[1]); }},
        {"multiply", [](Tape& t, In x) { return multiply(t, x[0], x[1]); }},
        {"weightedSum", [](Tape& t, In x) { return weightedSum(t, x[0], x[1]); }},
        {"swapDims", [](Tape& t, In x) { return swapDims(t, x[0], 0, 2); }},
        {"takeRows", [](Tape& t, In x) { return takeRows(t, x[0], referenceLabels(7, 5)); }},
        {"inverse", [](Tape& t, In x) { return inverse(t, x[0]); }},
        {"headScores", [](Tape& t, In x) { return headScores(t, x[0], x[1], 3); }},
        {"headScores, shared queries", [](Tape& t, In x) { return headScores(t, x[0], x[1], 2); }},
        {"headMix", [](Tape& t, In x) { return headMix(t, x[0], x[1]); }},
        {"headOuter", [](Tape& t, In x) { return headOuter(t, x[0], x[1], 2); }},
        {"retina",
         [](Tape& t, In x) {
             return retina(t, x[0], t.constant(referenceGazes().data(), {4, 2}), 3, 1);
         }},
        {"retina, three scales",
         [](Tape& t, In x) {
             return retina(t, x[0], t.constant(referenceGazes().data(), {4, 2}), 2, 3);
         }},
        {"gaussianLogDensity", [](Tape& t, In x) { return gaussianLogDensity(t, x[0], x[1], Real(0.2)); }},
        {"sampleWindow", [](Tape& t, In x) { return sampleWindow(t, x[0], x[1], 3, 4); }},
        {"filterBank",
         [](Tape& t, In x) {
             static const Tensor kOne({1}, {1}), kThree({1}, {3});
             return filterBank(t, add(t, x[0], t.constant(kThree.data(), {1})),
                               add(t, x[1], t.constant(kOne.data(), {1})), exp(t, x[2]), 4, 7);
         }},
        {"readThrough", [](Tape& t, In x) { return readThrough(t, x[0], x[1], x[2]); }},
        {"headApply", [](Tape& t, In x) { return headApply(t, x[0], x[1]); }},
    };
    return kOperations;
}

/// One case of ops.json: the gradient is that of Σ u ⊙ y with u = wave(99).
inline Distances distancesOfOperation(const Json& c)
{
    std::vector<Tensor> inputs;
    for (std::size_t i = 0; i < c["shapes"].size(); ++i) {
        inputs.push_back(
            wave(shapeOf(c["shapes"][i]), static_cast<Index>(1 + i), i == 0 ? c["scale"].get<double>() : 1.0));
    }
    Tape tape;
    std::vector<Var> x;
    for (const Tensor& input : inputs) {
        x.push_back(tape.input(input.data(), input.shape()));
    }
    const Var y = referenceOperations().at(c["name"])(tape, x);
    y.gradArray() += array(wave(y.shape(), 99));
    tape.backward();

    Distances d;
    d.addForward(distance(y.data(), y.size(), c["output"]));
    for (std::size_t i = 0; i < x.size(); ++i) {
        d.addGradient(distance(x[i].gradData(), x[i].size(), c["gradients"][i]));
    }
    return d;
}

/// Weights by the formula of make_reference.py: parameter i is wave(11 + i), scaled.
inline Weights waveWeights(const ParameterTable& table, const std::function<double(const std::string& name)>& scale)
{
    Weights weights(static_cast<std::size_t>(table.arraySize()), Real(0));
    for (int p = 0; p < table.count(); ++p) {
        fillWave(table.slot(p).size, 11 + p, scale(table[p].name), weights.data() + table.slot(p).offset);
    }
    return weights;
}

/// One case of networks.json: a whole network with its loss.
inline Distances distancesOfNetwork(const Json& c)
{
    Config config;
    config.model.trunk = c["trunk"];
    config.model.hidden = c["dense"];
    config.attention.mechanism = c["mechanism"];
    config.attention.hidden = c.value("hidden", 0);
    config.attention.temperature = c.value("temperature", 1.0);
    config.attention.coordinates = c.value("coordinates", false);
    const auto answers = c["answers"].get<Index>();
    const auto task = makeClassify(answers == 1 ? 2 : static_cast<int>(answers));
    const auto network = makeNetwork(config, {{8, 10, 1}, answers});
    const ParameterTable& table = network->parameters();
    const Weights weights = waveWeights(table, [](const std::string&) { return 0.5; });

    Tape tape;
    Gradients gradients(table.layout(), nullptr);
    gradients.clear();
    tape.restart(true, &gradients);
    const Context context;
    Pass pass(tape, table, weights, context);
    const Tensor image = wave({3, 8, 10, 1}, 1);
    const Var x = tape.input(image.data(), image.shape());
    const Output output = network->forward(pass, {x});
    const Var loss = task->loss(tape, output.logits, referenceLabels(3, answers == 1 ? 2 : 3), Real(0.1));
    const Var map = output.maps.front().weights;
    loss.gradArray() += array(wave({3}, 99));
    map.gradArray() += array(wave({map.size()}, 98));
    tape.backward();

    Distances d;
    d.addForward(distance(loss.data(), loss.size(), c["loss"]));
    d.addForward(distance(output.logits.data(), output.logits.size(), c["logits"]));
    d.addForward(distance(map.data(), map.size(), c["map"]));
    d.addGradient(distance(x.gradData(), x.size(), c["image"]));
    for (int p = 0; p < table.count(); ++p) {
        d.addGradient(distance(gradients.of(p), table.slot(p).size, c["gradients"].at(table[p].name)));
    }
    d.addForward(static_cast<int>(c["gradients"].size()) == table.count() ? 0 : HUGE_VAL);
    return d;
}

} // namespace fovea
