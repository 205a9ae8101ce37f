// The mixture that attention ends in.
#pragma once

#include "core/autograd/tape.h"

namespace fovea {

/// y[b] = Σₙ a[b, n] x[b, n].        a (B × N)   x (B × N × C)   y (B × C)
Var weightedSum(Tape& tape, Var a, Var x);

} // namespace fovea
