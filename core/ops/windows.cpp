#include "core/ops/windows.h"

#include "core/ops/kernels/kernels.h"

#include <algorithm>

namespace fovea {
namespace {

/// From this many numbers on a piece is worth a loop of its own.
constexpr Index kShortPiece = kernels::kSlack;

/// Copies the windows of one padded sample, one behind the other. Each piece is copied as if it were kShortPiece long, which
/// is one instruction or two; what is too much is written over by the next. Both sides have that much slack.
void gather(const ConvolutionSizes& z, const Real* padded, Real* windows)
{
    const Index rowLength = z.paddedW() * z.C, piece = z.k * z.C;
    for (Index i = 0; i < z.outH; ++i) {
        for (Index j = 0; j < z.outW; ++j) {
            const Real* from = padded + i * z.s * rowLength + j * z.s * z.C;
            for (Index u = 0; u < z.k; ++u, windows += piece) {
                std::copy_n(from + u * rowLength, kShortPiece, windows);
            }
        }
    }
}

} // namespace

ConvolutionSizes::ConvolutionSizes(const Var& x, const Var& weight, const Window& window)
    : B(x.dim(0))
    , H(x.dim(1))
    , W(x.dim(2))
    , C(x.dim(3))
    , k(window.size)
    , O(weight.dim(3))
    , s(window.stride)
    , p(window.padding)
    , outH(window.places(H))
    , outW(window.places(W))
{
    FOVEA_CHECK(weight.shape() == Shape({k, k, C, O}),
                "weights " + weight.shape().text() + " for an image " + x.shape().text());
    FOVEA_CHECK(outH > 0 && outW > 0 && p < k && s > 0, "window of " + std::to_string(k) + " in " + x.shape().text());
}

Windows windowsOn(Tape& tape, Var x, const ConvolutionSizes& z, bool slack)
{
    const Index piece = z.k * z.C, rowLength = z.paddedW() * z.C;
    const bool copies = z.k > 1 && piece < kShortPiece;
    Real* padded = x.data();
    if (z.p > 0 || slack || copies) {
        padded = tape.scratch<Real>(z.B * z.padded() + kernels::kSlack);
        for (Index n = 0; n < z.B; ++n) {
            pad(x.data() + n * z.image(), z.H, z.W, z.C, z.p, 1, z.paddedH(), z.paddedW(), padded + n * z.padded());
        }
    }
    if (!copies) {
        return {padded, z.padded(), z.s * rowLength, z.s * z.C, z.k, piece, rowLength};
    }
    const Index perSample = z.outH * z.outW * z.weights();
    Real* windows = tape.scratch<Real>(z.B * perSample + kernels::kSlack);
    for (Index n = 0; n < z.B; ++n) {
        gather(z, padded + n * z.padded(), windows + n * perSample);
    }
    return {windows, perSample, z.outW * z.weights(), z.weights(), 1, z.weights(), 0};
}

void convolveRows(const ConvolutionSizes& z, const Windows& windows, Index sample, Index first, Index rows,
                  const Real* weight, Real* y, bool add)
{
    // Rows of places that follow each other evenly are one product.
    const bool even = windows.rowStep == z.outW * windows.colStep;
    const Index products = even ? 1 : rows, rowsEach = even ? rows : 1;
    for (Index i = 0; i < products; ++i) {
        kernels::active().product({.M = rowsEach * z.outW,
                                   .N = z.O,
                                   .K = windows.size,
                                   .A = windows.data + sample * windows.perSample + (first + i) * windows.rowStep,
                                   .aRow = windows.colStep,
                                   .aCol = 1,
                                   .B = weight,
                                   .bRow = z.O,
                                   .C = y + i * z.outW * z.O,
                                   .cRow = z.O,
                                   .add = add,
                                   .segments = windows.pieces,
                                   .aSegment = windows.pieceStep,
                                   .bSegment = windows.size * z.O});
    }
}

void pad(const Real* image, Index H, Index W, Index C, Index before, Index spread, Index rows, Index cols, Real* out)
{
    std::fill_n(out, rows * cols * C, Real(0));
    for (Index i = 0; i < H; ++i) {
        Real* row = out + ((before + i * spread) * cols + before) * C;
        if (spread == 1) {
            std::copy_n(image + i * W * C, W * C, row);
        }
        for (Index j = 0; j < W && spread > 1; ++j) {
            std::copy_n(image + (i * W + j) * C, C, row + j * spread * C);
        }
    }
}

} // namespace fovea
