#include "core/ops/windows.h"

#include "core/ops/kernels/kernels.h"

#include <algorithm>
#include <cstring>

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
                std::memcpy(windows, from + u * rowLength, kShortPiece * sizeof(Real));
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
                  const Real* weight, const Real* bias, bool relu, Real* y)
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
                                   .segments = windows.pieces,
                                   .aSegment = windows.pieceStep,
                                   .bSegment = windows.size * z.O,
                                   .bias = bias,
                                   .relu = relu});
    }
}

void pad(const Real* image, Index H, Index W, Index C, Index before, Index spread, Index rows, Index cols, Real* out)
{
    if (spread > 1) {
        std::fill_n(out, rows * cols * C, Real(0));
        for (Index at = 0; at < H * W; ++at) {
            const Index i = before + at / W * spread, j = before + at % W * spread;
            std::copy_n(image + at * C, C, out + (i * cols + j) * C);
        }
        return;
    }
    // Zeros up to the first pixel, between the end of a row and the next, and behind the last: each number is written once.
    const Index between = (cols - W) * C;
    Real* to = std::fill_n(out, (before * cols + before) * C, Real(0));
    for (Index i = 0; i < H; ++i) {
        to = std::copy_n(image + i * W * C, W * C, to);
        to = std::fill_n(to, i + 1 < H ? between : out + rows * cols * C - to, Real(0));
    }
}

} // namespace fovea
