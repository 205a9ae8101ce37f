#include "core/ops/softmax.h"

#include "core/ops/kernels/kernels.h"

#include <cmath>

namespace fovea {

Var softmax(Tape& tape, Var x, Real temperature)
{
    const Real scale = 1 / temperature;
    if (x.cols() == 1) { // y = 1 whatever x is, and dx = 0: nothing goes back, so nobody need work it out
        Real* const ones = tape.scratch<Real>(x.size());
        kernels::active().softmax(x.rows(), 1, scale, x.data(), ones);
        return tape.constant(ones, x.shape());
    }
    const Var y = tape.make(x.shape());
    kernels::active().softmax(x.rows(), x.cols(), scale, x.data(), y.data()); // yᵢ = e^(xᵢ/τ) / Σⱼ e^(xⱼ/τ)

    tape.undo(y, [=] {
        if (x.wantsGrad()) { // dx = y ⊙ (dy − ⟨y, dy⟩) / τ
            const Var::Target dx = x.gradTarget();
            kernels::active().softmaxBackward(x.rows(), x.cols(), scale, y.data(), y.gradData(), dx.data, dx.add);
        }
    });
    return y;
}

Var logSoftmax(Tape& tape, Var x)
{
    const Var y = tape.make(x.shape());
    for (Index r = 0; r < x.rows(); ++r) {
        const auto row = x.value().row(r).array();
        const Real largest = row.maxCoeff();
        const Real logSum = std::log((row - largest).exp().sum());
        y.value().row(r).array() = row - largest - logSum; // yᵢ = xᵢ − log Σⱼ e^xⱼ
    }
    tape.undo(y, [=] {
        if (!x.wantsGrad()) {
            return;
        }
        for (Index r = 0; r < x.rows(); ++r) { // dx = dy − softmax(x) Σ dy
            const Real total = y.grad().row(r).sum();
            x.grad().row(r).array() += y.grad().row(r).array() - y.value().row(r).array().exp() * total;
        }
    });
    return y;
}

} // namespace fovea
