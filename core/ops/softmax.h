// Softmax: numbers that compete. What attention is made of.
#pragma once

#include "core/autograd/tape.h"

namespace fovea {

/// y = softmax(x / τ) over the last dimension: positive, each row sums to one. τ → 0 takes the largest alone, τ → ∞ makes
/// all equal. Over one single number it is 1 whatever that number is.
Var softmax(Tape& tape, Var x, Real temperature = 1);

/// y = log softmax(x) over the last dimension, without overflow.
Var logSoftmax(Tape& tape, Var x);

} // namespace fovea
