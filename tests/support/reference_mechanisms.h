// The networks of mechanisms.json, calculated by us: gates, mixing and pooling. Shared by the test in float and the one in
// double.
#pragma once

#include "core/settings/fields.h"
#include "tests/support/reference_cases.h"

namespace fovea {

/// What make_mechanisms.py's some() kept of an array: all of it, or every seventh number.
inline double distanceFromSome(const Real* ours, Index count, const Json& reference)
{
    if (count <= 60) {
        return distance(ours, count, reference);
    }
    Reals kept;
    for (Index i = 0; i < count; i += 7) {
        kept.push_back(ours[i]);
    }
    return distance(kept.data(), static_cast<Index>(kept.size()), reference);
}

/// The settings of a case, in words: what a failing test prints.
inline std::string nameOfMechanism(const Json& c)
{
    return c["settings"].dump();
}

/// One case of mechanisms.json: a network of three classes, its loss and all its maps.
inline Distances distancesOfMechanism(const Json& c)
{
    Config config;
    for (const auto& [key, text] : c["settings"].items()) {
        setFromText(config, key, text.get<std::string>());
    }
    const Shape size = shapeOf(c["size"]);
    const auto network = makeNetwork(config, {size, 3});
    const ParameterTable& table = network->parameters();
    const Weights weights = waveWeights(table, [](const std::string&) { return 0.5; });

    Tape tape;
    Gradients gradients(table.layout(), nullptr);
    gradients.clear();
    tape.restart(true, &gradients);
    const Context context{.drawn = true};
    Pass pass(tape, table, weights, context);
    const Tensor image = wave({2, size.dim(0), size.dim(1), size.dim(2)}, 1);
    const Var x = tape.input(image.data(), image.shape());
    const Output output = network->forward(pass, {x});
    const Var loss = makeClassify(3)->loss(tape, output.logits, referenceLabels(2, 3), Real(0.1));
    loss.gradArray() += array(wave({2}, 99));
    Distances d;
    d.addForward(output.maps.size() == c["maps"].size() ? 0 : HUGE_VAL);
    for (std::size_t i = 0; i < output.maps.size(); ++i) {
        const Var map = output.maps[i].weights;
        map.gradArray() += array(wave({map.size()}, 98 - static_cast<Index>(i)));
        d.addForward(distanceFromSome(map.data(), map.size(), c["maps"].at(i)));
    }
    tape.backward();

    d.addForward(distanceFromSome(loss.data(), loss.size(), c["loss"]));
    d.addForward(distanceFromSome(output.logits.data(), output.logits.size(), c["logits"]));
    d.addGradient(distanceFromSome(x.gradData(), x.size(), c["image"]));
    for (int p = 0; p < table.count(); ++p) {
        d.addGradient(distanceFromSome(gradients.of(p), table.slot(p).size, c["gradients"].at(table[p].name)));
    }
    d.addForward(static_cast<int>(c["gradients"].size()) == table.count() ? 0 : HUGE_VAL);
    return d;
}

} // namespace fovea
