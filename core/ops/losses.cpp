#include "core/ops/losses.h"

#include <cmath>

namespace fovea {
namespace {

/// The labels, kept for the way back.
const int* keep(Tape& tape, std::span<const int> labels, Index count)
{
    FOVEA_CHECK(static_cast<Index>(labels.size()) == count,
                std::to_string(labels.size()) + " labels for " + std::to_string(count) + " samples");
    int* kept = tape.scratch<int>(count);
    std::copy(labels.begin(), labels.end(), kept);
    return kept;
}

} // namespace

Var crossEntropy(Tape& tape, Var logits, std::span<const int> labels, Real smoothing)
{
    const Index B = logits.rows(), K = logits.cols();
    const int* label = keep(tape, labels, B);
    const Var p = tape.make(logits.shape()); // softmax, for the way back
    const Var loss = tape.make({B});
    for (Index b = 0; b < B; ++b) {
        const auto s = logits.value().row(b).array();
        const Real largest = s.maxCoeff();
        const Real logSum = largest + std::log((s - largest).exp().sum());
        const Real target = s(label[b]);
        p.value().row(b).array() = (s - logSum).exp();
        // l = −Σₖ tₖ log pₖ   with   t = (1 − s) onehot + s / K
        loss.data()[b] = (1 - smoothing) * (logSum - target) + smoothing * (logSum - s.mean());
    }
    tape.undo(loss, [=] {
        if (!logits.wantsGrad()) {
            return;
        }
        for (Index b = 0; b < B; ++b) { // ds = dl (p − t)
            const Real dl = loss.gradData()[b];
            auto ds = logits.grad().row(b).array();
            ds += dl * (p.value().row(b).array() - smoothing / static_cast<Real>(K));
            ds(label[b]) -= dl * (1 - smoothing);
        }
    });
    return loss;
}

Var binaryCrossEntropy(Tape& tape, Var logits, std::span<const int> labels, Real smoothing)
{
    const Index B = logits.size();
    const int* label = keep(tape, labels, B);
    const auto target = [=](Index b) { return static_cast<Real>(label[b]) * (1 - smoothing) + smoothing / 2; };
    const Var loss = tape.make({B});
    for (Index b = 0; b < B; ++b) {
        const Real s = logits.data()[b];
        loss.data()[b] = std::max(s, Real(0)) - s * target(b) + std::log1p(std::exp(-std::abs(s)));
        if (std::isnan(s)) {
            loss.data()[b] = s; // max() above would hide it
        }
    }
    tape.undo(loss, [=] {
        if (!logits.wantsGrad()) {
            return;
        }
        for (Index b = 0; b < B; ++b) { // ds = dl (σ(s) − y)
            const Real s = logits.data()[b];
            const Real probability = s >= 0 ? 1 / (1 + std::exp(-s)) : std::exp(s) / (1 + std::exp(s));
            logits.gradData()[b] += loss.gradData()[b] * (probability - target(b));
        }
    });
    return loss;
}

} // namespace fovea
