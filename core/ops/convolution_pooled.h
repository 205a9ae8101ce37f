// Convolution, ReLU and 2 × 2 pooling as one operation: the three that a trunk repeats, without what lies between them.
#pragma once

#include "core/ops/convolution.h"

namespace fovea {

/// y = maxPool(relu(convolve(x, W, b))), pooled 2 × 2: the same numbers, several times faster.
///
///     x (B × H × W × C)   W (size × size × C × O)   b (O)   y (B × H′/2 × W′/2 × O), halves rounded down
Var convolveReluPool(Tape& tape, Var x, Var W, Var b, const Window& window);

} // namespace fovea
