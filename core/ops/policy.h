// What a choice by chance needs: its log-density, what chooses one of many, and what lets no gradient through.
#pragma once

#include "core/autograd/tape.h"

namespace fovea {

/// x, but nothing that depends on it tells it how: no gradient passes.
Var detached(Tape& tape, Var x);

/// log π(l | μ) of a normal density with deviation σ in each direction:
///
///     log π = −‖l − μ‖² / (2 σ²) − (n/2) log(2 π σ²)        l, μ (R × n)   log π (R)
///
/// l is what was drawn, a constant; the gradient goes to μ alone, dμ = dlog π (l − μ) / σ².
///
/// Source: Williams 1992, section 6; Mnih et al. 2014, eq. 4 with a normal policy.
Var gaussianLogDensity(Tape& tape, Var l, Var mu, Real sigma);

/// log π of the entry that was chosen in each row of log-probabilities.        x (R × N)   chosen (R)   y (R)
Var pick(Tape& tape, Var x, const int* chosen);

/// One on the largest of each row and zero elsewhere; the gradient passes as if nothing had been done (straight through).
///
///     y (R × N)
///
/// Source: Bengio, Léonard, Courville 2013, section 4; Jang, Gu, Poole 2017, section 2.2.
Var hardened(Tape& tape, Var y);

} // namespace fovea
