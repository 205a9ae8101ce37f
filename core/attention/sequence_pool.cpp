// Sequence pooling: what a compact transformer reads its answer from, instead of a class token. Each token says for itself
// how much it counts.
//
//     e = x w + b            x (B × N × C)   w (C)
//     a = softmax(e / τ)     a (B × N)
//     y = Σₙ aₙ xₙ           y (B × C)
//
// It is soft attention without hidden units. The tokens are those that mixing ends in, normalised there.
//
// Source: Hassani, Walton, Shah, Abuduweili, Li, Shi 2021, "Escaping the big data paradigm with compact transformers",
// section 3.3 (SeqPool).
#include "core/attention/pool.h"

#include "core/attention/scoring.h"
#include "core/ops/softmax.h"
#include "core/ops/weighted_sum.h"

namespace fovea {
namespace {

class SequencePool : public Pool
{
public:
    explicit SequencePool(const PoolSite& site)
        : channels_(site.channels)
        , temperature_(static_cast<Real>(site.config.temperature))
        , score_(site.table, "attention.score", channels_, 1, {.weights = Initialiser::normal(0.01)})
    {
    }

    Pooled pool(Pass& pass, const Features& features) const override
    {
        const Var x = features.tokens; // (B × N × C)
        const Index B = x.dim(0), N = x.dim(1);
        const Var e = score_(pass, x).as({B, N});                            // (B × N)
        const Var a = overridden(pass, softmax(pass.tape, e, temperature_)); // (B × N), each row sums to one
        AttentionMap map{a.as({B, 1, 1, N}), features.grid, "pool"};
        map.scoring = scoredBy(pass, score_, x, x, temperature_);
        return {weightedSum(pass.tape, a, x), {map}}; // (B × C)
    }
    Index width() const override { return channels_; }

private:
    Index channels_;
    Real temperature_;
    Linear score_;
};

} // namespace

std::unique_ptr<Pool> makeSequencePool(const PoolSite& site)
{
    return std::make_unique<SequencePool>(site);
}

} // namespace fovea
