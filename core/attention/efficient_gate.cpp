// Efficient channel attention: as squeeze and excitation, but each channel listens to its k neighbours alone, all with the
// same k weights.
//
//     s = 1/N Σₙ xₙ                        x (B × N × C)   s (B × C)
//     g_c = σ(Σᵢ wᵢ s_{c + i − (k−1)/2})   w (k)   g (B × C), zeros beyond the ends
//     yₙ = g ⊙ xₙ                          y (B × N × C)
//
//     k = |(log₂ C + 1) / 2|, the odd number that follows where it is even
//
// Source: Wang, Wu, Zhu, Li, Zuo, Hu 2020, "ECA-Net", eqs. 9 and 12, with γ = 2 and b = 1.
#include "core/attention/gate.h"

#include "core/ops/elementwise.h"
#include "core/ops/rearrange.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

class EfficientGate : public Gate
{
public:
    explicit EfficientGate(const GateSite& site)
        : name_(site.name)
        , window_(channelWindow(site.config, site.map.dim(2)))
        , weight_(site.table.add({.name = site.name + ".neighbours.weight",
                                  .shape = {window_},
                                  .initialiser = Initialiser::named("glorot"),
                                  .fanIn = window_,
                                  .fanOut = window_,
                                  .decays = true}))
    {
    }

    Gated gate(Pass& pass, Var map) const override
    {
        Tape& tape = pass.tape;
        const Index B = map.dim(0), C = map.dim(3), N = map.size() / (B * C);
        const Var x = map.as({B, N, C});
        const Var s = mean(tape, x, 1);                                                // (B × C)
        const Var g = sigmoid(tape, overNeighbours(tape, s, pass.parameter(weight_))); // (B × C)
        const Var y = multiply(tape, x, g.as({B, 1, C}));                              // (B × N × C)
        return {y.as(map.shape()), {AttentionMap{.weights = g.as({B, 1, 1, C}), .layer = name_, .shares = false}}};
    }

private:
    /// Σᵢ wᵢ s_{c + i − (k−1)/2}: the sum of k shifted copies.
    Var overNeighbours(Tape& tape, Var s, Var w) const
    {
        const Index B = s.dim(0), C = s.dim(1), margin = (window_ - 1) / 2;
        if (margin > 0) {
            Real* const zeros = tape.scratch<Real>(B * margin);
            std::fill_n(zeros, B * margin, Real(0));
            const Var beyond = tape.constant(zeros, {B, margin});
            s = concatenate(tape, {beyond, s, beyond}); // (B × (C + k − 1))
        }
        Var sum = multiply(tape, slice(tape, s, 1, 0, C), slice(tape, w, 0, 0, 1));
        for (Index i = 1; i < window_; ++i) {
            sum = add(tape, sum, multiply(tape, slice(tape, s, 1, i, C), slice(tape, w, 0, i, 1)));
        }
        return sum; // (B × C)
    }

    std::string name_;
    Index window_;
    ParameterId weight_;
};

} // namespace

Index channelWindow(const GateConfig& config, Index channels)
{
    if (config.size > 0) {
        return config.size;
    }
    const auto k = static_cast<Index>((std::log2(static_cast<double>(channels)) + 1) / 2);
    return k % 2 == 1 ? k : k + 1;
}

std::unique_ptr<Gate> makeEfficientGate(const GateSite& site)
{
    return std::make_unique<EfficientGate>(site);
}

} // namespace fovea
