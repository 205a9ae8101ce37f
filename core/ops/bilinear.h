// Bilinear sampling: an image seen through a window that is laid over it, anywhere and in any size.
#pragma once

#include "core/autograd/tape.h"

namespace fovea {

/// Each pixel of a window of h × w lies at a place of the image, between pixels as a rule, and gets what lies there:
///
///     (x, y) = [a b; d e] (u, v) + (c, f)                    θ = (a, b, c, d, e, f)
///     V = Σₙₘ U[n, m] max(0, 1 − |px − m|) max(0, 1 − |py − n|)
///
///     image (B × H × W × C)   θ (R × 6), R = B·M   V (R × h × w × C)
///
/// u, v, x, y run from −1 at one edge to 1 at the other; pixel m lies at its middle, so px = (x + 1) W/2 − 1/2, and the
/// window's pixels at u = (2 j + 1)/w − 1. Outside the image is 0.
///
/// Source: Jaderberg, Simonyan, Zisserman, Kavukcuoglu 2015, eqs. 1, 5 to 7.
Var sampleWindow(Tape& tape, Var image, Var theta, Index h, Index w);

} // namespace fovea
