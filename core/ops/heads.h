// Products between tokens, head by head: a token's d features are h heads of dₕ = d / h, one behind the other.
//
// No head is ever copied out: each product reads and writes its columns where they lie. What attention is made of stands in
// attention/self_attention.cpp and attention/linear_attention.cpp.
#pragma once

#include "core/autograd/tape.h"

namespace fovea {

/// S[b, h, i, j] = ⟨q[b, i, h], k[b, j, h]⟩: how well each key fits each query.
///
///     q (B × N × d)   k (B × M × d)   S (B × h × N × M)        q may be (1 × N × d): the same queries for all samples
Var headScores(Tape& tape, Var q, Var k, Index heads);

/// O[b, i, h] = Σⱼ A[b, h, i, j] v[b, j, h]: what each query gets, all heads beside each other.
///
///     A (B × h × N × M)   v (B × M × d)   O (B × N × d)
Var headMix(Tape& tape, Var a, Var v);

/// T[b, h] = Σⱼ k[b, j, h] v[b, j, h]ᵀ: all keys and values of a head as one small matrix.
///
///     k, v (B × M × d)   T (B × h × dₕ × dₕ)
Var headOuter(Tape& tape, Var k, Var v, Index heads);

/// O[b, i, h] = q[b, i, h] T[b, h].
///
///     q (B × N × d)   T (B × h × dₕ × dₕ)   O (B × N × d)
Var headApply(Tape& tape, Var q, Var t);

} // namespace fovea
