// Linear attention: without the softmax the order of the products can be exchanged, and all keys and values are summed up
// once for all queries. What it costs grows with N, not with N².
//
//     φ(u) = elu(u) + 1                      u + 1 where u > 0, eᵘ elsewhere: always positive
//     T = Σⱼ φ(kⱼ) vⱼᵀ   z = Σⱼ φ(kⱼ)        for each head: T (dₕ × dₕ)   z (dₕ)
//     oᵢ = φ(qᵢ) T / ⟨φ(qᵢ), z⟩              o (B × N × d)
//     y = [oₕ] Wₒ + b                        y (B × N × d)
//
// The weights are never needed, Aᵢⱼ = ⟨φ(qᵢ), φ(kⱼ)⟩ / ⟨φ(qᵢ), z⟩; they are made where somebody wants to see them, or to put
// others in their place. They are positive and each row sums to one, but no exponential sharpens them.
//
// Source: Katharopoulos, Vyas, Pappas, Fleuret 2020, "Transformers are RNNs", eqs. 5 and 7.
#include "core/attention/projections.h"
#include "core/attention/scoring.h"

#include "core/ops/elementwise.h"
#include "core/ops/heads.h"
#include "core/ops/rearrange.h"

namespace fovea {
namespace {

/// φ(u) = elu(u) + 1 = relu(u) + e^(−relu(−u))
Var positive(Tape& tape, Var u)
{
    return add(tape, relu(tape, u), exp(tape, scale(tape, relu(tape, scale(tape, u, -1)), -1)));
}

class LinearAttention : public Mix
{
public:
    explicit LinearAttention(const MixSite& site)
        : name_(site.name), heads_(site.config.heads), grid_(site.grid), extra_(site.extra), project_(site)
    {
    }

    Mixed mix(Pass& pass, Var x) const override
    {
        Tape& tape = pass.tape;
        const Var q = positive(tape, project_.query(pass, x)), k = positive(tape, project_.key(pass, x)); // (B × N × d)
        const Var v = project_.value(pass, x);                                        // (B × N × d)
        const Var share = inverse(tape, headScores(tape, q, sumOf(tape, k), heads_)); // 1 / ⟨φ(qᵢ), z⟩ (B × h × N × 1)
        const bool replaced = pass.context.maps != MapOverride::None;
        Mixed mixed;
        if (pass.context.drawn || replaced) {
            const Var a = overridden(pass, multiply(tape, headScores(tape, q, k, heads_), share)); // (B × h × N × N)
            mixed.map = {.weights = a, .keys = grid_, .layer = name_, .queryGrid = grid_, .extra = extra_};
            mixed.map->scoring = scored(pass, {.query = q, .key = k, .value = v, .exponential = false});
        }
        const Var o = replaced ? headMix(tape, mixed.map->weights, v)
                               : perHead(tape, headApply(tape, q, headOuter(tape, k, v, heads_)), share);
        mixed.tokens = project_.out(pass, o); // (B × N × d)
        return mixed;
    }

private:
    /// z, as one key.        (B × N × d) → (B × 1 × d)
    static Var sumOf(Tape& tape, Var k) { return sum(tape, k, 1).as({k.dim(0), 1, k.dim(2)}); }

    /// Each head of each token times a number of its own.        o (B × N × d)   factor (B × h × N × 1)
    Var perHead(Tape& tape, Var o, Var factor) const
    {
        const Index B = o.dim(0), N = o.dim(1), d = o.dim(2);
        const Var byToken = swapDims(tape, factor, 1, 2); // (B × N × h × 1)
        return multiply(tape, o.as({B, N, heads_, d / heads_}), byToken).as(o.shape());
    }

    std::string name_;
    Index heads_;
    MapGrid grid_;
    Index extra_;
    Projections project_;
};

} // namespace

std::unique_ptr<Mix> makeLinearAttention(const MixSite& site)
{
    return std::make_unique<LinearAttention>(site);
}

} // namespace fovea
