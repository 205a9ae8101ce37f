#include "core/ops/convolution.h"

#include "core/ops/kernels/kernels.h"
#include "core/ops/windows.h"

namespace fovea {
namespace {

/// dW += for one sample: for each piece of the window, the numbers it saw, transposed, times dy.
void addWeightGradient(const ConvolutionSizes& z, const Windows& windows, Index sample, const Real* dy, Real* dW)
{
    for (Index u = 0; u < windows.pieces; ++u) {
        kernels::active().product({.M = windows.size,
                                   .N = z.O,
                                   .K = z.outW,
                                   .A = windows.data + sample * windows.perSample + u * windows.pieceStep,
                                   .aRow = 1,
                                   .aCol = windows.colStep,
                                   .B = dy,
                                   .bRow = z.O,
                                   .C = dW + u * windows.size * z.O,
                                   .cRow = z.O,
                                   .add = true,
                                   .segments = z.outH,
                                   .aSegment = windows.rowStep,
                                   .bSegment = z.outW * z.O});
    }
}

/// W turned round and with inputs and outputs exchanged: turned[u, v, o, c] = W[k−1−u, k−1−v, c, o].
void turn(const ConvolutionSizes& z, const Real* weight, Real* turned)
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

/// dx for one sample: the convolution of dy, its pixels `stride` apart and zeros around, with the turned weights.
void inputGradient(const ConvolutionSizes& z, const Real* dy, const Real* turned, Real* spreadDy, Real* dx, bool add)
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
    const ConvolutionSizes z(x, W, window);
    const Var y = tape.make({z.B, z.outH, z.outW, z.O});
    const Windows windows = windowsOn(tape, x, z, false);
    if (b.valid()) {
        y.value().rowwise() = b.value().row(0);
    }
    for (Index n = 0; n < z.B; ++n) { // y = b + windows(x) W
        convolveRows(z, windows, n, 0, z.outH, W.data(), y.data() + n * z.result(), b.valid());
    }

    tape.undo(y, [=, &tape] { // given dy (B × H′ × W′ × O)
        const Real* dy = y.gradData();
        for (Index n = 0; W.wantsGrad() && n < z.B; ++n) { // dW = windows(x)ᵀ dy
            addWeightGradient(z, windows, n, dy + n * z.result(), W.gradData());
        }
        if (b.valid() && b.wantsGrad()) {
            kernels::active().addColumnSums(z.B * z.outH * z.outW, z.O, dy, b.gradData()); // db = Σ dy
        }
        if (x.wantsGrad()) { // dx: every pixel collects from the places that saw it
            Real* turned = tape.scratch<Real>(W.size());
            Real* spreadDy = tape.scratch<Real>((z.H + z.k - 1) * (z.W + z.k - 1) * z.O);
            turn(z, W.data(), turned);
            const Var::Target dx = x.gradTarget();
            for (Index n = 0; n < z.B; ++n) {
                inputGradient(z, dy + n * z.result(), turned, spreadDy, dx.data + n * z.image(), dx.add);
            }
        }
    });
    return y;
}

} // namespace fovea
