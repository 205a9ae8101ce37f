// Windows: how a convolution sees an image, without copying what it sees.
//
// In a padded image that lies row by row, channels last, the `size` pixels that a window sees in one image row are
// neighbours in memory, and the next place's are `stride` pixels on. So a window is a few pieces of neighbouring numbers,
// and a row of results is the product of a matrix with overlapping rows. Only where a piece would be a handful of numbers
// (a first layer on grey images) are the windows copied after all, each into one piece.
#pragma once

#include "core/autograd/tape.h"
#include "core/ops/convolution.h"

namespace fovea {

/// The sizes of one convolution, checked.
struct ConvolutionSizes
{
    Index B, H, W, C, k, O, s, p, outH, outW;

    ConvolutionSizes(const Var& x, const Var& weight, const Window& window);

    Index paddedH() const { return H + 2 * p; }
    Index paddedW() const { return W + 2 * p; }
    Index padded() const { return paddedH() * paddedW() * C; } ///< numbers of a padded sample
    Index image() const { return H * W * C; }                  ///< numbers of a sample
    Index result() const { return outH * outW * O; }           ///< numbers of a sample's result
    Index weights() const { return k * k * C; }                ///< numbers that one output channel weighs
};

/// Where the windows of all samples lie. The window of place (i, j) of sample n starts at
/// data + n · perSample + i · rowStep + j · colStep, and is `pieces` pieces of `size` numbers, `pieceStep` apart.
struct Windows
{
    Real* data;
    Index perSample, rowStep, colStep;
    Index pieces, size, pieceStep;
};

/// The windows on x (B × H × W × C), in the tape's memory. With `slack`, kernels::kSlack numbers beyond the last are
/// readable.
Windows windowsOn(Tape& tape, Var x, const ConvolutionSizes& z, bool slack);

/// Rows [first, first + rows) of one sample's result: y (rows · W′ × O) = bias + windows · weight, where there is a bias, and
/// what is below zero becomes zero where `relu`.
void convolveRows(const ConvolutionSizes& z, const Windows& windows, Index sample, Index first, Index rows,
                  const Real* weight, const Real* bias, bool relu, Real* y);

/// An image (H × W × C) with zeros around it: `before` rows and columns first, pixels `spread` apart, rows × cols in all.
void pad(const Real* image, Index H, Index W, Index C, Index before, Index spread, Index rows, Index cols, Real* out);

} // namespace fovea
