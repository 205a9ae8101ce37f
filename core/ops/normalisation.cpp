#include "core/ops/normalisation.h"

#include "core/ops/kernels/kernels.h"

#include <cmath>

namespace fovea {
namespace {

/// Makes of a sum for each channel the mean over its group, in which every channel has summed N numbers.
void toGroupMeans(ArrayView sums, Index groups, Index N)
{
    const Index width = sums.size() / groups;
    for (Index g = 0; g < groups; ++g) {
        sums.segment(g * width, width).setConstant(sums.segment(g * width, width).sum() / static_cast<Real>(N * width));
    }
}

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
    const Index B = x.dim(0), C = x.cols(), N = x.rows() / B;
    FOVEA_CHECK(C % groups == 0 && gamma.size() == C && beta.size() == C,
                std::to_string(groups) + " groups of " + x.shape().text());
    const Var y = tape.make(x.shape());
    Real* const normal = tape.scratch<Real>(x.size()); // x̂
    Real* const inverses = tape.scratch<Real>(B * C);  // 1 / √(var + ε), for each channel that of its group
    Real* const sums = tape.scratch<Real>(2 * C);
    const auto row = [C](Real* values, Index n) { return ArrayView(values + n * C, C); };
    for (Index b = 0; b < B; ++b) {
        ArrayView mean = row(sums, 0), variance = row(sums, 1), inverse = row(inverses, b);
        mean.setZero();
        variance.setZero();
        kernels::active().addColumnSums(N, C, x.data() + b * N * C, mean.data());
        toGroupMeans(mean, groups, N);
        kernels::active().addColumnSquares(N, C, x.data() + b * N * C, mean.data(), variance.data());
        toGroupMeans(variance, groups, N);
        inverse = (variance + epsilon).sqrt().inverse();
        // x̂ = (x − mean) / √(var + ε),   y = γ ⊙ x̂ + β
        kernels::active().normaliseColumns(N, C, mean.data(), inverse.data(), gamma.data(), beta.data(),
                                           x.data() + b * N * C, normal + b * N * C, y.data() + b * N * C);
    }
    tape.undo(y, [=] {
        ArrayView meanD = row(sums, 0), meanDH = row(sums, 1);
        const Var::Target dx = x.wantsGrad() ? x.gradTarget() : Var::Target{};
        for (Index b = 0; b < B; ++b) {
            const Real *const dy = y.gradData() + b * N * C, *const hat = normal + b * N * C;
            meanD.setZero();
            meanDH.setZero();
            kernels::active().addColumnSums(N, C, dy, meanD.data());
            kernels::active().addColumnProducts(N, C, dy, hat, meanDH.data());
            if (gamma.wantsGrad()) {
                gamma.gradArray() += meanDH; // dγ = Σ dy ⊙ x̂
            }
            if (beta.wantsGrad()) {
                beta.gradArray() += meanD; // dβ = Σ dy
            }
            if (!x.wantsGrad()) {
                continue;
            }
            meanD *= gamma.array();
            meanDH *= gamma.array();
            toGroupMeans(meanD, groups, N);
            toGroupMeans(meanDH, groups, N);
            // dx = (dx̂ − mean dx̂ − x̂ mean(dx̂ ⊙ x̂)) / √(var + ε),   dx̂ = γ ⊙ dy
            kernels::active().normaliseColumnsBackward(N, C, gamma.data(), inverses + b * C, meanD.data(),
                                                       meanDH.data(), hat, dy, dx.data + b * N * C, dx.add);
        }
    });
    return y;
}

} // namespace fovea
