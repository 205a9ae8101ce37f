#include "core/ops/convolution.h"

#include "core/ops/kernels/kernels.h"
#include "core/ops/windows.h"
#include "core/ops/winograd.h"

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
        kernels::active().transpose(z.C, z.O, from, z.O, to, z.C, false);
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

/// y = b + windows(x) W, rectified where `relu`.
struct Operation
{
    Tape& tape;
    ConvolutionSizes z;
    Var x, W, b, y;
    bool relu;

    const Real* bias() const { return b.valid() ? b.data() : nullptr; }
    Real* result(Index sample) const { return y.data() + sample * z.result(); }

    /// dy of one sample, past the ReLU: nothing passes where the result is zero. `room` (H′ × W′ × O) is for that.
    const Real* dy(Index sample, Real* room) const
    {
        const Real* const dy = y.gradData() + sample * z.result();
        if (!relu) {
            return dy;
        }
        kernels::active().applyBackward(kernels::Function::Relu, z.result(), result(sample), result(sample), dy, room,
                                        false);
        return room;
    }
    const Real* turnedWeights() const
    {
        return tape.prepared(W, Prepared::Form::Rotated, W.size(), [this](Real* to) { turn(z, W.data(), to); });
    }
    /// Winograd's form of the weights, and of the turned ones.
    const Real* winogradWeights() const
    {
        return tape.prepared(W, Prepared::Form::Winograd, Winograd::transformedSize(z.C, z.O),
                             [this](Real* to) { Winograd::transformed(z.C, z.O, W.data(), to); });
    }
    const Real* winogradBackWeights() const
    {
        return tape.prepared(W, Prepared::Form::WinogradBack, Winograd::transformedSize(z.O, z.C),
                             [this](Real* to) { Winograd::transformed(z.O, z.C, turnedWeights(), to); });
    }
};

void direct(const Operation& op)
{
    const ConvolutionSizes z = op.z;
    const Windows windows = windowsOn(op.tape, op.x, z, false);
    for (Index n = 0; n < z.B; ++n) { // y = b + windows(x) W
        convolveRows(z, windows, n, 0, z.outH, op.W.data(), op.bias(), op.relu, op.result(n));
    }

    op.tape.undo(op.y, [op, z, windows] { // given dy (B × H′ × W′ × O)
        const bool wantsX = op.x.wantsGrad();
        Real* const room = op.tape.scratch<Real>(z.result());
        Real* const spreadDy = op.tape.scratch<Real>(wantsX ? (z.H + z.k - 1) * (z.W + z.k - 1) * z.O : 0);
        const Real* const turned = wantsX ? op.turnedWeights() : nullptr;
        const Var::Target dx = wantsX ? op.x.gradTarget() : Var::Target{};
        for (Index n = 0; n < z.B; ++n) {
            const Real* const dy = op.dy(n, room);
            if (op.W.wantsGrad()) { // dW = windows(x)ᵀ dy
                addWeightGradient(z, windows, n, dy, op.W.gradData());
            }
            if (op.b.valid() && op.b.wantsGrad()) { // db = Σ dy
                kernels::active().addColumnSums(z.outH * z.outW, z.O, dy, op.b.gradData());
            }
            if (wantsX) { // dx: every pixel collects from the places that saw it
                inputGradient(z, dy, turned, spreadDy, dx.data + n * z.image(), dx.add);
            }
        }
    });
}

/// The same sums, Winograd's way.
void byWinograd(const Operation& op)
{
    const ConvolutionSizes z = op.z;
    const Winograd way(op.tape, z.outH, z.outW, z.C, z.O, op.winogradWeights());
    const Index row = way.cols() * z.C, image = way.rows() * row;
    Real* const images = op.tape.scratch<Real>(z.B * image);
    for (Index n = 0; n < z.B; ++n) { // y = b + windows(x) W
        pad(op.x.data() + n * z.image(), z.H, z.W, z.C, z.p, 1, way.rows(), way.cols(), images + n * image);
        way.convolve(images + n * image, row, op.bias(), op.relu, op.result(n));
    }

    op.tape.undo(op.y, [op, z, way, images, row, image] { // given dy (B × H′ × W′ × O)
        Real* const room = op.tape.scratch<Real>(z.result());
        Real* const gradient = op.W.wantsGrad() ? way.makeGradient(op.tape) : nullptr;
        for (Index n = 0; n < z.B; ++n) {
            const Real* const dy = op.dy(n, room);
            if (op.W.wantsGrad()) { // dW = windows(x)ᵀ dy
                way.weightGradient(images + n * image, row, dy, gradient, n > 0);
            }
            if (op.b.valid() && op.b.wantsGrad()) { // db = Σ dy
                kernels::active().addColumnSums(z.outH * z.outW, z.O, dy, op.b.gradData());
            }
        }
        if (op.W.wantsGrad()) {
            way.addGradient(gradient, op.W.gradData());
        }
        if (op.x.wantsGrad()) { // dx: the convolution of dy, zeros around, with the turned weights
            const Var::Target dx = op.x.gradTarget();
            const Winograd back(op.tape, z.H, z.W, z.O, z.C, op.winogradBackWeights());
            const Index backRow = back.cols() * z.O;
            Real* const padded = op.tape.scratch<Real>(back.rows() * backRow);
            Real* const sum = op.tape.scratch<Real>(dx.add ? z.image() : 0);
            for (Index n = 0; n < z.B; ++n) {
                Real* const to = dx.data + n * z.image();
                pad(op.dy(n, room), z.outH, z.outW, z.O, z.k - 1 - z.p, 1, back.rows(), back.cols(), padded);
                back.convolve(padded, backRow, nullptr, false, dx.add ? sum : to);
                if (dx.add) {
                    ArrayView(to, z.image()) += ConstArrayView(sum, z.image());
                }
            }
        }
    });
}

Var convolve(Tape& tape, Var x, Var W, Var b, const Window& window, bool relu)
{
    const ConvolutionSizes z(x, W, window);
    const Operation op{tape, z, x, W, b, tape.make({z.B, z.outH, z.outW, z.O}), relu};
    goesByWinograd(z) ? byWinograd(op) : direct(op);
    return op.y;
}

} // namespace

Var convolve(Tape& tape, Var x, Var W, Var b, const Window& window)
{
    return convolve(tape, x, W, b, window, false);
}

Var convolveRelu(Tape& tape, Var x, Var W, Var b, const Window& window)
{
    return convolve(tape, x, W, b, window, true);
}

} // namespace fovea
