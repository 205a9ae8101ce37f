// Numbers that only move: concatenate, slice, exchange two dimensions, look rows up in a table or in each sample.
// (A reshape moves nothing: Var::as.)
#pragma once

#include "core/autograd/tape.h"

#include <initializer_list>
#include <span>

namespace fovea {

/// The parts one behind the other along `dim`; their other dimensions agree.
Var concatenate(Tape& tape, std::initializer_list<Var> parts, int dim = -1);
Var concatenate(Tape& tape, std::span<const Var> parts, int dim = -1);

/// The `count` entries from `first` on along `dim`.
Var slice(Tape& tape, Var x, int dim, Index first, Index count);

/// x with two dimensions exchanged; transpose of the last two: swapDims(x, -1, -2).
Var swapDims(Tape& tape, Var x, int a, int b);

/// Row ids[i] of the table for each i: an embedding. Gradients of repeated rows add up.
///
///     table (V × d)   ids (n), each in 0 … V − 1   y (n × d)
Var lookUp(Tape& tape, Var table, std::span<const int> ids);

/// The same in each sample: y[b, i] = x[b, rows[i]]. With a permutation of all rows, another order of the tokens.
///
///     x (B × N × C)   rows (n), each in 0 … N − 1   y (B × n × C)
Var takeRows(Tape& tape, Var x, std::span<const int> rows);

/// Weights within groups of tokens as weights among all tokens; zero between tokens of different groups:
/// y[b, h, tokens[g·m + i], tokens[g·m + j]] = a[b, g, h, i, j].
///
///     a (B × G × h × m × m)   tokens (G·m), each in 0 … N − 1, no two alike   y (B × h × N × N)
Var amongAll(Tape& tape, Var a, std::span<const int> tokens, Index N);

} // namespace fovea
