// A bank of Gaussian filters: an image read through N × N soft spots on a grid that can be moved and stretched.
#pragma once

#include "core/autograd/tape.h"

namespace fovea {

/// Rows of N filters along a side of `length` pixels:
///
///     μᵢ = g + (i − (N − 1)/2) δ          i = 0 … N − 1
///     F[i, a] = exp(−(a − μᵢ)² / (2 s²)) / max(Σₐ …, 1e−8)
///
///     g, δ, s² (R): middle, distance and variance, in pixels; pixel a lies at a.   F (R × N × length)
///
/// Source: Gregor, Danihelka, Graves, Rezende, Wierstra 2015, eqs. 19, 20, 25, 26.
Var filterBank(Tape& tape, Var middle, Var distance, Var variance, Index N, Index length);

/// F_y X F_xᵀ, channel by channel.
///
///     F_y (R × N × H)   F_x (R × N × W)   image (B × H × W × C), R = B·M   y (R × N × N × C)
///
/// Source: the same, eq. 27.
Var readThrough(Tape& tape, Var filtersY, Var filtersX, Var image);

} // namespace fovea
