#include "core/ops/normalisation.h"

#include "core/ops/kernels/kernels.h"

#include <cmath>

namespace fovea {
namespace {

using StridedGrid = Eigen::Map<Grid, 0, Eigen::OuterStride<>>;

} // namespace

Var layerNorm(Tape& tape, Var x, Var gamma, Var beta, Real epsilon)
{
    const Index rows = x.rows(), C = x.cols();
    FOVEA_CHECK(gamma.size() == C && beta.size() == C, "normalisation of " + x.shape().text());
    const Var y = tape.make(x.shape());
    Real* hat = tape.scratch<Real>(x.size()); // x̂ = (x − mean) / √(var + ε)
    Real* inverse = tape.scratch<Real>(rows); // 1 / √(var + ε)
    kernels::active().layerNorm(rows, C, epsilon, x.data(), gamma.data(), beta.data(), hat, inverse,
                                y.data()); // y = γ ⊙ x̂ + β
    tape.undo(y, [=] {
        const Real* dy = y.gradData();
        if (gamma.wantsGrad()) {
            kernels::active().addColumnProducts(rows, C, dy, hat, gamma.gradData()); // dγ = Σ dy ⊙ x̂
        }
        if (beta.wantsGrad()) {
            kernels::active().addColumnSums(rows, C, dy, beta.gradData()); // dβ = Σ dy
        }
        if (x.wantsGrad()) { // dx = (dx̂ − mean dx̂ − x̂ mean(dx̂ ⊙ x̂)) / √(var + ε),   dx̂ = γ ⊙ dy
            const Var::Target dx = x.gradTarget();
            kernels::active().layerNormBackward(rows, C, gamma.data(), hat, inverse, dy, dx.data, dx.add);
        }
    });
    return y;
}

Var groupNorm(Tape& tape, Var x, Var gamma, Var beta, Index groups, Real epsilon)
{
    const Index B = x.dim(0), C = x.cols(), N = x.rows() / B, width = C / groups;
    FOVEA_CHECK(C % groups == 0 && gamma.size() == C && beta.size() == C,
                std::to_string(groups) + " groups of " + x.shape().text());
    const Var y = tape.make(x.shape());
    Real* normal = tape.scratch<Real>(x.size());    // x̂
    Real* inverse = tape.scratch<Real>(B * groups); // 1 / √(var + ε)
    const auto block = [=](Real* values, Index b,
                           Index g) { // the places and channels of one group of one sample
        return StridedGrid(values + b * N * C + g * width, N, width, Eigen::OuterStride<>(C));
    };
    for (Index b = 0; b < B; ++b) {
        for (Index g = 0; g < groups; ++g) {
            const StridedGrid in = block(x.data(), b, g);
            StridedGrid hat = block(normal, b, g);
            const Real mean = in.mean();
            hat = in - mean;
            const Real variance = hat.square().mean();
            const Real scale = 1 / std::sqrt(variance + epsilon);
            inverse[b * groups + g] = scale;
            hat *= scale; // x̂ = (x − mean) / √(var + ε)
            block(y.data(), b, g) = (hat.rowwise() * gamma.array().segment(g * width, width).transpose()).rowwise() +
                                    beta.array().segment(g * width, width).transpose(); // y = γ ⊙ x̂ + β
        }
    }
    tape.undo(y, [=] {
        const GridView dy(y.gradData(), B * N, C), hat(normal, B * N, C);
        if (gamma.wantsGrad()) {
            gamma.gradArray() += (dy * hat).colwise().sum().transpose(); // dγ = Σ dy ⊙ x̂
        }
        if (beta.wantsGrad()) {
            beta.gradArray() += dy.colwise().sum().transpose(); // dβ = Σ dy
        }
        if (!x.wantsGrad()) {
            return;
        }
        for (Index b = 0; b < B; ++b) {
            for (Index g = 0; g < groups; ++g) {
                const auto gammas = gamma.array().segment(g * width, width).transpose();
                const StridedGrid h = block(normal, b, g), d = block(y.gradData(), b, g);
                const Real meanD = (d.rowwise() * gammas).mean();
                const Real meanDH = ((d * h).rowwise() * gammas).mean();
                block(x.gradData(), b,
                      g) += // dx = (dx̂ − mean dx̂ − x̂ mean(dx̂ ⊙ x̂)) / √(var + ε),   dx̂ = γ ⊙ dy
                    inverse[b * groups + g] * (d.rowwise() * gammas - meanD - h * meanDH);
            }
        }
    });
    return y;
}

} // namespace fovea
