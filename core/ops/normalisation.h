// Normalisation within a sample. Batch normalisation is not used: results must not depend on how a batch is cut.
#pragma once

#include "core/autograd/tape.h"

namespace fovea {

/// Layer normalisation over the last dimension (Ba, Kiros, Hinton 2016), with the biased variance:
///
///     x̂ = (x − mean) / √(var + ε)      y = γ ⊙ x̂ + β        x, y (… × C)   γ, β (C)
Var layerNorm(Tape& tape, Var x, Var gamma, Var beta, Real epsilon = Real(1e-5));

/// Group normalisation (Wu and He 2018): the same over all places and the channels of each of `groups` groups.
///
///     x, y (B × … × C)   γ, β (C)   groups divides C
Var groupNorm(Tape& tape, Var x, Var gamma, Var beta, Index groups, Real epsilon = Real(1e-5));

} // namespace fovea
