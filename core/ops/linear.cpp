#include "core/ops/linear.h"

#include "core/ops/kernels/kernels.h"
#include "core/ops/product.h"

namespace fovea {
namespace {

/// Wᵀ (out × in), to be read.
MatrixView transposed(Tape& tape, Var W)
{
    const Index in = W.rows(), out = W.cols();
    const Real* const Wt = tape.prepared(W, Prepared::Form::Transposed, W.size(), [&](Real* to) {
        kernels::active().transpose(in, out, W.data(), out, to, in, false);
    });
    return {const_cast<Real*>(Wt), out, in};
}

} // namespace

Var linear(Tape& tape, Var x, Var W, Var b)
{
    const Var y = tape.make(x.shape().withLast(W.cols()));
    multiply(y.value(), x.value(), W.value(), false, b.valid() ? b.data() : nullptr); // y = b + x W      (rows × out)

    tape.undo(y, [=, &tape] { // given dy (rows × out)
        if (x.wantsGrad()) {
            const Var::Target dx = x.gradTarget();
            const MatrixView to(dx.data, x.rows(), x.cols());
            if (tape.defers(W)) { // dx = dy Wᵀ (rows × in)
                multiplyTransposedB(to, y.grad(), W.value(), dx.add);
            } else {
                multiply(to, y.grad(), transposed(tape, W), dx.add);
            }
        }
        if (tape.defers(W)) {
            tape.defer(W, x, y);
        } else if (W.wantsGrad()) {
            const Var::Target dW = W.gradTarget();
            multiplyTransposedA({dW.data, W.rows(), W.cols()}, x.value(), y.grad(),
                                dW.add); // dW = xᵀ dy (in × out)
        }
        if (b.valid() && b.wantsGrad()) {
            kernels::active().addColumnSums(y.rows(), y.cols(), y.gradData(),
                                            b.gradData()); // db = Σ dy  (out)
        }
    });
    return y;
}

} // namespace fovea
