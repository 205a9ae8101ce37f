// What a network is asked to make small, one number a sample.
#pragma once

#include "core/autograd/tape.h"

#include <span>

namespace fovea {

/// Cross-entropy of softmax(logits) against a label, with label smoothing s: the target is 1 − s on the label plus s / K
/// on every class (Szegedy et al. 2016, section 7).
///
///     logits (B × K)   labels (B), each in 0 … K − 1   loss (B)
Var crossEntropy(Tape& tape, Var logits, std::span<const int> labels, Real smoothing = 0);

/// Binary cross-entropy from the logit, without overflow: l = max(s, 0) − s y + log(1 + e^−|s|). Smoothing moves the
/// target from y to y (1 − s) + s / 2.
///
///     logits (B × 1)   labels (B), each 0 or 1   loss (B)
Var binaryCrossEntropy(Tape& tape, Var logits, std::span<const int> labels, Real smoothing = 0);

} // namespace fovea
