#include "core/ops/policy.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fovea {

Var detached(Tape& tape, Var x)
{
    return tape.constant(x.data(), x.shape());
}

Var gaussianLogDensity(Tape& tape, Var l, Var mu, Real sigma)
{
    FOVEA_CHECK(l.shape() == mu.shape(), l.shape().text() + " drawn from " + mu.shape().text());
    const Index R = mu.rows(), n = mu.cols();
    const Real variance = sigma * sigma;
    const auto logOfAll =
        static_cast<Real>(static_cast<double>(n) / 2 * std::log(2 * std::numbers::pi * static_cast<double>(variance)));
    const Var y = tape.make({R});
    for (Index r = 0; r < R; ++r) {
        y.data()[r] = -(l.value().row(r) - mu.value().row(r)).squaredNorm() / (2 * variance) - logOfAll;
    }
    tape.undo(y, [=] {
        if (!mu.wantsGrad()) {
            return;
        }
        for (Index r = 0; r < R; ++r) { // dμ = dlog π (l − μ) / σ²
            mu.grad().row(r) += y.gradData()[r] / variance * (l.value().row(r) - mu.value().row(r));
        }
    });
    return y;
}

Var pick(Tape& tape, Var x, const int* chosen)
{
    const Index R = x.rows(), N = x.cols();
    int* const kept = tape.scratch<int>(R);
    std::copy_n(chosen, R, kept);
    const Var y = tape.make({R});
    for (Index r = 0; r < R; ++r) {
        FOVEA_CHECK(kept[r] >= 0 && kept[r] < N, std::to_string(kept[r]) + " of " + x.shape().text());
        y.data()[r] = x.data()[r * N + kept[r]];
    }
    tape.undo(y, [=] {
        for (Index r = 0; x.wantsGrad() && r < R; ++r) {
            x.gradData()[r * N + kept[r]] += y.gradData()[r];
        }
    });
    return y;
}

Var hardened(Tape& tape, Var y)
{
    const Var hard = tape.make(y.shape());
    const Index N = y.cols();
    hard.array() = 0;
    for (Index r = 0; r < y.rows(); ++r) {
        const Real* row = y.data() + r * N;
        hard.data()[r * N + (std::max_element(row, row + N) - row)] = 1;
    }
    tape.undo(hard, [=] {
        if (y.wantsGrad()) {
            y.gradArray() += hard.gradArray(); // dy = d hard: biased, with little noise
        }
    });
    return hard;
}

} // namespace fovea
