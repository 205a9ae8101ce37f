// Multi-head self-attention: every token asks all tokens, in several heads at once.
//
//     q = x W_q   k = x Wₖ   v = x Wᵥ       x, q, k, v (B × N × d), each in h heads of dₕ = d / h
//     A = softmax(qₕ kₕᵀ / √dₕ)             A (B × h × N × N), each row sums to one
//     y = [Aₕ vₕ] Wₒ + b                    y (B × N × d), the heads beside each other
//
// Source: Vaswani et al. 2017, "Attention is all you need", eq. 1 and section 3.2.2.
#include "core/attention/projections.h"
#include "core/attention/scoring.h"

#include "core/ops/heads.h"
#include "core/ops/softmax.h"

#include <cmath>

namespace fovea {
namespace {

class SelfAttention : public Mix
{
public:
    explicit SelfAttention(const MixSite& site)
        : name_(site.name)
        , heads_(site.config.heads)
        , grid_(site.grid)
        , extra_(site.extra)
        , rootOfWidth_(std::sqrt(static_cast<Real>(site.width / heads_)))
        , project_(site)
    {
    }

    Mixed mix(Pass& pass, Var x) const override
    {
        const Var q = project_.query(pass, x), k = project_.key(pass, x), v = project_.value(pass, x); // (B × N × d)
        const Var s = headScores(pass.tape, q, k, heads_);                   // (B × h × N × N)
        const Var a = overridden(pass, softmax(pass.tape, s, rootOfWidth_)); // (B × h × N × N)
        const Var y = project_.out(pass, headMix(pass.tape, a, v));          // (B × N × d)
        AttentionMap map{.weights = a, .keys = grid_, .layer = name_, .queryGrid = grid_, .extra = extra_};
        map.scoring = scored(pass, {.query = q, .key = k, .value = v, .divisor = static_cast<double>(rootOfWidth_)});
        return {y, map};
    }

private:
    std::string name_;
    Index heads_;
    MapGrid grid_;
    Index extra_;
    Real rootOfWidth_; ///< √dₕ
    Projections project_;
};

} // namespace

std::unique_ptr<Mix> makeSelfAttention(const MixSite& site)
{
    return std::make_unique<SelfAttention>(site);
}

} // namespace fovea
