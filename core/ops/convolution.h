// Convolution in two dimensions, channels last.
#pragma once

#include "core/autograd/tape.h"

namespace fovea {

/// Square windows: `size` pixels a side, moved by `stride`, over an image with `padding` zeros on each side.
struct Window
{
    Index size = 3;
    Index stride = 1;
    Index padding = 0;

    /// Places that the window takes along a side of `length` pixels; 0 where it does not fit.
    Index places(Index length) const
    {
        return length + 2 * padding < size ? 0 : (length + 2 * padding - size) / stride + 1;
    }
};

/// y[i, j, o] = b[o] + Σ x[i·stride + u − padding, j·stride + v − padding, c] W[u, v, c, o]
///
///     x (B × H × W × C)   W (size × size × C × O)   b (O)   y (B × H′ × W′ × O)
///
/// 0 ≤ padding < size. (What every framework calls convolution is a correlation: the window is not turned round.)
Var convolve(Tape& tape, Var x, Var W, Var b, const Window& window);

/// relu(convolve(x, W, b)) as one operation: the same numbers, written once.
Var convolveRelu(Tape& tape, Var x, Var W, Var b, const Window& window);

} // namespace fovea
