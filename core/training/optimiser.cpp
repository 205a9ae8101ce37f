#include "core/training/optimiser.h"

#include "core/ops/kernels/kernels.h"
#include "core/settings/choices.h"
#include "core/tensor/views.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr Index kStretch = 16384;

void sgd(const TrainConfig& config, double rate, ArrayView w, ConstArrayView g, ArrayView velocity)
{
    const auto mu = static_cast<Real>(config.momentum), step = static_cast<Real>(rate);
    velocity = mu * velocity + g; // u ← μ u + g
    if (config.nesterov) {
        w -= step * (g + mu * velocity);
    } else {
        w -= step * velocity;
    }
}

void adam(const TrainConfig& config, double rate, double decay, long t, ArrayView w, ConstArrayView g, Real* m, Real* v)
{
    const auto steps = static_cast<double>(t);
    kernels::active().adam({.n = w.size(),
                            .w = w.data(),
                            .g = g.data(),
                            .m = m,
                            .v = v,
                            .beta1 = static_cast<Real>(config.beta1),
                            .beta2 = static_cast<Real>(config.beta2),
                            .epsilon = static_cast<Real>(config.epsilon),
                            .step = static_cast<Real>(rate / (1 - std::pow(config.beta1, steps))),
                            .rootInverse = static_cast<Real>(1 / std::sqrt(1 - std::pow(config.beta2, steps))),
                            .decay = static_cast<Real>(rate * decay)});
}

void shrink(Real by, ArrayView w)
{
    w = w.sign() * (w.abs() - by).max(Real(0));
}

} // namespace

std::vector<Stretch> stretchesOf(const ParameterTable& table)
{
    std::vector<Stretch> stretches;
    for (int p = 0; p < table.count(); ++p) {
        const ParameterSlot& slot = table.slot(p);
        const Index cols = table[p].shape.cols();
        const Index most = std::max<Index>(1, kStretch / cols) * cols;
        for (Index at = 0; at < slot.size; at += most) {
            stretches.push_back({p, slot.offset + at, std::min(most, slot.size - at)});
        }
    }
    return stretches;
}

void update(const TrainConfig& config, double rate, const Parameter& parameter, const Stretch& s, const Real* gradient,
            Weights& weights, OptimiserState& state)
{
    const ArrayView w(weights.data() + s.offset, s.size);
    const ConstArrayView g(gradient, s.size);
    Real* first = state.first.data() + s.offset;
    if (config.optimiser == "sgd") {
        sgd(config, rate, w, g, {first, s.size});
    } else {
        const double decay = config.optimiser == "adamw" && parameter.decays ? config.decay : 0;
        adam(config, rate, decay, state.steps, w, g, first, state.second.data() + s.offset);
    }
    if (config.l1 > 0 && parameter.decays) {
        shrink(static_cast<Real>(rate * config.l1), w);
    }
}

OptimiserState freshState(const ParameterTable& table)
{
    const auto size = static_cast<std::size_t>(table.arraySize());
    return {Reals(size, Real(0)), Reals(size, Real(0)), 0};
}

std::vector<Choice> optimiserChoices()
{
    return {
        {"sgd", "plain steps", "SGD", "Steps down the gradient, with momentum where asked."},
        {"adam", "Adam", "Adam", "Each weight gets a step of its own size (Kingma and Ba 2015)."},
        {"adamw", "AdamW", "AdamW", "Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019)."}};
}

} // namespace fovea
