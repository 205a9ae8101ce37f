// Optimisers: how a gradient becomes a step.
#pragma once

#include "core/layers/parameters.h"
#include "core/settings/config.h"

namespace fovea {

/// What an optimiser remembers between steps; arrays as long as the weights.
struct OptimiserState
{
    Reals first;  ///< SGD: the velocity; Adam: the mean gradient m
    Reals second; ///< Adam: the mean squared gradient v
    long steps = 0;
};

/// A stretch of one parameter that is updated in one go. All of an update is cut into these, by shape alone.
struct Stretch
{
    int parameter = 0;
    Index offset = 0; ///< in the array of all weights
    Index size = 0;
};

/// The stretches of a table: at most some 16,000 numbers each, whole rows of a parameter's matrix.
std::vector<Stretch> stretchesOf(const ParameterTable& table);

/// One step of the optimiser on one stretch, given its gradient; `state.steps` counts this step already.
///
///     SGD     u ← μ u + g;   w ← w − rate (g + μ u with Nesterov, else u)        (Sutskever et al. 2013; PyTorch's form)
///     Adam    kernels.h
///     AdamW   the same, with w ← w − rate · decay · w first                      (Loshchilov and Hutter 2019)
///     L1      afterwards w ← sign(w) max(|w| − rate · l1, 0)                     (proximal; makes exact zeros)
///
/// Decay and L1 apply to matrices only. L2 is part of the gradient already.
void update(const TrainConfig& config, double rate, const Parameter& parameter, const Stretch& stretch,
            const Real* gradient, Weights& weights, OptimiserState& state);

/// The state before the first step.
OptimiserState freshState(const ParameterTable& table);

} // namespace fovea
