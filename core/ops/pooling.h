// Pooling: several places become one.
#pragma once

#include "core/autograd/tape.h"
#include "core/ops/convolution.h"

namespace fovea {

/// The largest of each window, channel by channel; its gradient goes to the first largest. Padding counts as −∞.
///
///     x (B × H × W × C)   y (B × H′ × W′ × C)
Var maxPool(Tape& tape, Var x, const Window& window = {.size = 2, .stride = 2});

/// The mean of each window, channel by channel. No padding.
Var averagePool(Tape& tape, Var x, const Window& window = {.size = 2, .stride = 2});

} // namespace fovea
