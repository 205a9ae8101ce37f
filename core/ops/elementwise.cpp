#include "core/ops/elementwise.h"

#include "core/ops/kernels/kernels.h"

namespace fovea {
namespace {

using kernels::Function;

Var apply(Tape& tape, Function f, Var x)
{
    const Var y = tape.make(x.shape());
    kernels::active().apply(f, x.size(), x.data(), y.data()); // y = f(x)

    tape.undo(y, [=] {
        if (x.wantsGrad()) {
            const Var::Target dx = x.gradTarget();
            kernels::active().applyBackward(f, x.size(), x.data(), y.data(), y.gradData(), dx.data,
                                            dx.add); // dx = dy f′(x)
        }
    });
    return y;
}

} // namespace

Var relu(Tape& tape, Var x)
{
    return apply(tape, Function::Relu, x);
}
Var tanh(Tape& tape, Var x)
{
    return apply(tape, Function::Tanh, x);
}
Var sigmoid(Tape& tape, Var x)
{
    return apply(tape, Function::Sigmoid, x);
}
Var gelu(Tape& tape, Var x)
{
    const Var y = tape.make(x.shape());
    Real* const slope = tape.recording() ? tape.scratch<Real>(x.size()) : nullptr; // Φ(x) + x φ(x)
    kernels::active().gelu(x.size(), x.data(), y.data(), slope);                   // y = x Φ(x)

    tape.undo(y, [=] {
        if (x.wantsGrad()) {
            const Var::Target dx = x.gradTarget();
            kernels::active().times(x.size(), y.gradData(), slope, dx.data, dx.add); // dx = dy ⊙ slope
        }
    });
    return y;
}
Var exp(Tape& tape, Var x)
{
    return apply(tape, Function::Exp, x);
}

Var inverse(Tape& tape, Var x)
{
    const Var y = tape.make(x.shape());
    y.array() = x.array().inverse();
    tape.undo(y, [=] {
        if (x.wantsGrad()) {
            x.gradArray() -= y.gradArray() * y.array().square(); // dx = −dy y²
        }
    });
    return y;
}

Var scale(Tape& tape, Var x, Real c)
{
    const Var y = tape.make(x.shape());
    y.array() = c * x.array();
    tape.undo(y, [=] {
        if (x.wantsGrad()) {
            x.gradArray() += c * y.gradArray();
        }
    });
    return y;
}

} // namespace fovea
