// The linear layer's operation: the first to read, the others are written the same way.
#pragma once

#include "core/autograd/tape.h"

namespace fovea {

/// y = x W + b for every row of x; without b where `b` is not valid.
///
///     x (… × in)   W (in × out)   b (out)   y (… × out)
Var linear(Tape& tape, Var x, Var W, Var b = {});

} // namespace fovea
