// Functions of one number, applied to each element, and sums and products of arrays element by element.
#pragma once

#include "core/autograd/tape.h"

namespace fovea {

Var relu(Tape& tape, Var x);    ///< max(x, 0)
Var tanh(Tape& tape, Var x);    ///< tanh x
Var sigmoid(Tape& tape, Var x); ///< 1 / (1 + e⁻ˣ)
Var gelu(Tape& tape, Var x);    ///< x Φ(x), exact (Hendrycks and Gimpel 2016, eq. 1)
Var exp(Tape& tape, Var x);     ///< eˣ

Var inverse(Tape& tape, Var x); ///< 1 / x

/// c x, c a constant.
Var scale(Tape& tape, Var x, Real c);

/// x + y and x ⊙ y. A dimension of size 1 in one of them is repeated to fit the other, and missing leading dimensions
/// count as 1: (B × N × C) and (C), (B × N × 1), (1 × N × C) … all fit.
Var add(Tape& tape, Var x, Var y);
Var multiply(Tape& tape, Var x, Var y);

/// Mean over one dimension, which is left out of the result.
Var mean(Tape& tape, Var x, int dim);
/// Sum over one dimension, which is left out of the result.
Var sum(Tape& tape, Var x, int dim);
/// Largest over one dimension, which is left out; the gradient goes to the first largest.
Var max(Tape& tape, Var x, int dim);

} // namespace fovea
