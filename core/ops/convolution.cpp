// Convolution as products of matrices, without copying windows: in a padded image that lies row by row, channels last, the
// `size` pixels that a window sees in one image row are neighbours in memory, and the next place's are `stride` pixels on.
// So a row of results is the product of a matrix with overlapping rows, summed over the window's rows (`segments`).
// Only where a window's row is a handful of numbers (a first layer on grey images) are the windows copied after all.
#include "core/ops/convolution.h"

#include "core/ops/kernels/kernels.h"
#include "core/ops/product.h"

#include <algorithm>

namespace fovea {
namespace {

struct Sizes
{
    Index B, H, W, C, k, O, s, p, outH, outW;

    Sizes(const Var& x, const Var& weight, const Window& window)
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
        FOVEA_CHECK(outH > 0 && outW > 0 && p < k && s > 0,
                    "window of " + std::to_string(k) + " in " + x.shape().text());
    }
    Index paddedH() const { return H + 2 * p; }
    Index paddedW() const { return W + 2 * p; }
    Index padded() const { return paddedH() * paddedW() * C; } ///< numbers of a padded sample
    Index result() const { return outH * outW * O; }           ///< numbers of a sample's result
};

/// The image with zeros around it: `before` rows and columns first, pixels `spread` apart, `rows` × `cols` in all.
void pad(const Real* image, Index H, Index W, Index C, Index before, Index spread, Index rows, Index cols, Real* out)
{
    std::fill_n(out, rows * cols * C, Real(0));
    for (Index i = 0; i < H; ++i) {
        Real* row = out + ((before + i * spread) * cols + before) * C;
        for (Index j = 0; j < W && spread > 1; ++j) {
            std::copy_n(image + (i * W + j) * C, C, row + j * spread * C);
        }
        if (spread == 1) {
            std::copy_n(image + i * W * C, W * C, row);
        }
    }
}

/// y[b] for one sample: each row of places is one product.
void forward(const Sizes& z, const Real* padded, const Real* weight, Real* y, bool add)
{
    const Index rowLength = z.paddedW() * z.C;
    for (Index i = 0; i < z.outH; ++i) {
        kernels::active().product({.M = z.outW,
                                   .N = z.O,
                                   .K = z.k * z.C,
                                   .A = padded + i * z.s * rowLength,
                                   .aRow = z.s * z.C,
                                   .aCol = 1,
                                   .B = weight,
                                   .bRow = z.O,
                                   .C = y + i * z.outW * z.O,
                                   .cRow = z.O,
                                   .add = add,
                                   .segments = z.k,
                                   .aSegment = rowLength,
                                   .bSegment = z.k * z.C * z.O});
    }
}

/// dW += for one sample: for each row u of the window, the pixels it saw, transposed, times dy.
void addWeightGradient(const Sizes& z, const Real* padded, const Real* dy, Real* dW)
{
    const Index rowLength = z.paddedW() * z.C;
    for (Index u = 0; u < z.k; ++u) {
        kernels::active().product({.M = z.k * z.C,
                                   .N = z.O,
                                   .K = z.outW,
                                   .A = padded + u * rowLength,
                                   .aRow = 1,
                                   .aCol = z.s * z.C,
                                   .B = dy,
                                   .bRow = z.O,
                                   .C = dW + u * z.k * z.C * z.O,
                                   .cRow = z.O,
                                   .add = true,
                                   .segments = z.outH,
                                   .aSegment = z.s * rowLength,
                                   .bSegment = z.outW * z.O});
    }
}

/// Whether a window's row is too short for the products above.
bool gathers(const Sizes& z)
{
    return z.k > 1 && z.k * z.C < 16;
}

/// The windows of one sample, one a row: (H′·W′ × k·k·C).
void gather(const Sizes& z, const Real* padded, Real* windows)
{
    const Index rowLength = z.paddedW() * z.C, run = z.k * z.C;
    for (Index i = 0; i < z.outH; ++i) {
        for (Index j = 0; j < z.outW; ++j) {
            const Real* from = padded + i * z.s * rowLength + j * z.s * z.C;
            for (Index u = 0; u < z.k; ++u, windows += run) {
                std::copy_n(from + u * rowLength, run, windows);
            }
        }
    }
}

/// W turned round and with inputs and outputs exchanged: turned[u, v, o, c] = W[k−1−u, k−1−v, c, o].
void turn(const Sizes& z, const Real* weight, Real* turned)
{
    for (Index uv = 0; uv < z.k * z.k; ++uv) {
        const Real* from = weight + (z.k * z.k - 1 - uv) * z.C * z.O;
        Real* to = turned + uv * z.O * z.C;
        for (Index c = 0; c < z.C; ++c) {
            for (Index o = 0; o < z.O; ++o) {
                to[o * z.C + c] = from[c * z.O + o];
            }
        }
    }
}

/// dx for one sample: the convolution of dy, with its pixels `stride` apart and zeros around, with the turned weights.
void inputGradient(const Sizes& z, const Real* dy, const Real* turned, Real* spreadDy, Real* dx, bool add)
{
    const Index rows = z.H + z.k - 1, cols = z.W + z.k - 1;
    pad(dy, z.outH, z.outW, z.O, z.k - 1 - z.p, z.s, rows, cols, spreadDy);
    for (Index i = 0; i < z.H; ++i) {
        kernels::active().product({.M = z.W,
                                   .N = z.C,
                                   .K = z.k * z.O,
                                   .A = spreadDy + i * cols * z.O,
                                   .aRow = z.O,
                                   .aCol = 1,
                                   .B = turned,
                                   .bRow = z.C,
                                   .C = dx + i * z.W * z.C,
                                   .cRow = z.C,
                                   .add = add,
                                   .segments = z.k,
                                   .aSegment = cols * z.O,
                                   .bSegment = z.k * z.O * z.C});
    }
}

} // namespace

Var convolve(Tape& tape, Var x, Var W, Var b, const Window& window)
{
    const Sizes z(x, W, window);
    const Var y = tape.make({z.B, z.outH, z.outW, z.O});
    const Index places = z.outH * z.outW, window2 = z.k * z.k * z.C;
    const bool gathered = gathers(z);
    Real* windows = gathered ? tape.scratch<Real>(z.B * places * window2) : nullptr;
    Real* padded = z.p == 0 ? x.data() : tape.scratch<Real>(z.B * z.padded());
    for (Index n = 0; n < z.B; ++n) {
        if (z.p > 0) {
            pad(x.data() + n * z.H * z.W * z.C, z.H, z.W, z.C, z.p, 1, z.paddedH(), z.paddedW(),
                padded + n * z.padded());
        }
        if (b.valid()) {
            MatrixView(y.data() + n * z.result(), z.outH * z.outW, z.O).rowwise() = b.value().row(0);
        }
        if (gathered) {
            gather(z, padded + n * z.padded(), windows + n * places * window2);
            multiply({y.data() + n * z.result(), places, z.O}, {windows + n * places * window2, places, window2},
                     {W.data(), window2, z.O}, b.valid());
        } else {
            forward(z, padded + n * z.padded(), W.data(), y.data() + n * z.result(), b.valid());
        }
    }

    tape.undo(y, [=, &tape] { // given dy (B × H′ × W′ × O)
        const Real* dy = y.gradData();
        if (W.wantsGrad() && gathered) {
            multiplyTransposedA({W.gradData(), window2, z.O}, {windows, z.B * places, window2},
                                {y.gradData(), z.B * places, z.O}, true);
        } else if (W.wantsGrad()) {
            for (Index n = 0; n < z.B; ++n) {
                addWeightGradient(z, padded + n * z.padded(), dy + n * z.result(), W.gradData());
            }
        }
        if (b.valid() && b.wantsGrad()) {
            kernels::active().addColumnSums(z.B * z.outH * z.outW, z.O, dy, b.gradData()); // db = Σ dy
        }
        if (x.wantsGrad()) {
            Real* turned = tape.scratch<Real>(W.size());
            Real* spreadDy = tape.scratch<Real>((z.H + z.k - 1) * (z.W + z.k - 1) * z.O);
            turn(z, W.data(), turned);
            const Var::Target dx = x.gradTarget();
            for (Index n = 0; n < z.B; ++n) {
                inputGradient(z, dy + n * z.result(), turned, spreadDy, dx.data + n * z.H * z.W * z.C, dx.add);
            }
        }
    });
    return y;
}

} // namespace fovea
