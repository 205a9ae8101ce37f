#include "core/ops/weighted_sum.h"

namespace fovea {

Var weightedSum(Tape& tape, Var a, Var x)
{
    const Index B = x.dim(0), N = x.dim(1), C = x.dim(2);
    FOVEA_CHECK(a.shape() == Shape({B, N}), a.shape().text() + " weights for " + x.shape().text());
    const auto tokens = [=](Real* values, Index b) { return MatrixView(values + b * N * C, N, C); };
    const auto weights = [=](Real* values, Index b) { return MatrixView(values + b * N, 1, N); };
    const auto result = [=](Real* values, Index b) { return MatrixView(values + b * C, 1, C); };

    const Var y = tape.make({B, C});
    for (Index b = 0; b < B; ++b) {
        result(y.data(), b).noalias() = weights(a.data(), b) * tokens(x.data(), b); // y = a x      (1 × C)
    }
    tape.undo(y, [=] {
        for (Index b = 0; b < B; ++b) {
            const MatrixView dy = result(y.gradData(), b);
            if (a.wantsGrad()) {
                weights(a.gradData(), b).noalias() += dy * tokens(x.data(), b).transpose(); // da = dy xᵀ  (1 × N)
            }
            if (x.wantsGrad()) {
                tokens(x.gradData(), b).noalias() += weights(a.data(), b).transpose() * dy; // dx = aᵀ dy  (N × C)
            }
        }
    });
    return y;
}

} // namespace fovea
