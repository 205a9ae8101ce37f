// The essay's attention layer, as written. It does nothing, and this file shows why.
//
//     x  the feature map flattened          (B × F)
//     e = x w                               (B × 1)   one score for a whole image
//     a = softmax(e / τ) over that axis     (B × 1)   of length one: e^e / e^e = 1, whatever e is
//     y = a x                               (B × F)   so y = x, bit for bit
//
// And back: de = a ⊙ (da − ⟨a, da⟩) = 1 · (da − da) = 0, so w never moves. The recipe comes from sequences (B × T × F), where
// the softmax runs over time; flattening removed the axis that attention should have ranged over.
#include "core/attention/pool.h"

#include "core/attention/scoring.h"
#include "core/ops/elementwise.h"
#include "core/ops/softmax.h"

namespace fovea {
namespace {

class EssayAttention : public Pool
{
public:
    explicit EssayAttention(const PoolSite& site)
        : features_(site.tokens * site.channels)
        , temperature_(static_cast<Real>(site.config.temperature))
        , score_(site.table, "attention.score", features_, 1,
                 {.weights = Initialiser::normal(0.05), .bias = false, .oneRowPerSample = true})
    {
    }

    Pooled pool(Pass& pass, const Features& features) const override
    {
        const Index B = features.tokens.dim(0);
        const Var x = features.tokens.as({B, features_});                    // (B × F)
        const Var e = score_(pass, x);                                       // (B × 1)
        const Var a = overridden(pass, softmax(pass.tape, e, temperature_)); // (B × 1)
        const Var y = multiply(pass.tape, a, x);                             // (B × F)
        AttentionMap map{a.as({B, 1, 1, 1}), MapGrid{1, 1}, "pool"};
        const Var one = x.as({B, 1, features_}); // a list of one token
        map.scoring = scoredBy(pass, score_, one, one, temperature_);
        return {y, {map}};
    }
    Index width() const override { return features_; }

private:
    Index features_;
    Real temperature_;
    Linear score_;
};

} // namespace

std::unique_ptr<Pool> makeEssayAttention(const PoolSite& site)
{
    return std::make_unique<EssayAttention>(site);
}

} // namespace fovea
