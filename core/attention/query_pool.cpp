// Attention pooling with learned queries: a few vectors, the same for every image, each ask the tokens a question; several
// heads look for several things at once.
//
//     q                                 (M × C)             learned
//     k = x Wₖ   v = x Wᵥ               (B × N × C)
//     A = softmax(qₕ kₕᵀ / (√dₕ τ))     (B × h × M × N)     for each of h heads of dₕ = C / h features
//     z = [Aₕ vₕ] Wₒ + b                (B × M × C)         the heads beside each other
//     y = z, its rows in a line         (B × M·C)
//
// Source: Lee, Lee, Kim, Kosiorek, Choi, Teh 2019, "Set transformer", eq. 11 (pooling by multi-head attention), with the
// heads of Vaswani et al. 2017, section 3.2.2, and without the feed-forward layers around them.
#include "core/attention/pool.h"

#include "core/attention/scoring.h"
#include "core/ops/heads.h"
#include "core/ops/softmax.h"

#include <cmath>

namespace fovea {
namespace {

class QueryPool : public Pool
{
public:
    explicit QueryPool(const PoolSite& site)
        : channels_(site.channels)
        , heads_(site.config.heads)
        , queries_(site.config.queries)
        , divisor_(static_cast<Real>(std::sqrt(static_cast<double>(channels_ / heads_)) * site.config.temperature))
        // Small first queries: attention starts nearly uniform, and whoever watches sees it leave.
        , query_(site.table.add({.name = "attention.query",
                                 .shape = {queries_, channels_},
                                 .initialiser = Initialiser::normal(0.02),
                                 .fanOut = channels_}))
        , key_(site.table, "attention.key", channels_, channels_, {.bias = false})
        , value_(site.table, "attention.value", channels_, channels_, {.bias = false})
        , out_(site.table, "attention.out", channels_, channels_)
    {
    }

    Pooled pool(Pass& pass, const Features& features) const override
    {
        Tape& tape = pass.tape;
        const Var x = features.tokens;                                     // (B × N × C)
        const Var q = pass.parameter(query_).as({1, queries_, channels_}); // (1 × M × C)
        const Var k = key_(pass, x), v = value_(pass, x);                  // (B × N × C)
        const Var s = headScores(tape, q, k, heads_);                      // (B × h × M × N)
        const Var a = overridden(pass, softmax(tape, s, divisor_));        // (B × h × M × N)
        const Var z = out_(pass, headMix(tape, a, v));                     // (B × M × C)
        AttentionMap map{a, features.grid, "pool"};
        map.scoring = scored(
            pass, {.query = q, .key = k, .value = v, .divisor = static_cast<double>(divisor_), .fixedQuery = true});
        return {z.as({x.dim(0), queries_ * channels_}), {map}}; // (B × M·C)
    }
    Index width() const override { return queries_ * channels_; }

private:
    Index channels_, heads_, queries_;
    Real divisor_;
    ParameterId query_;
    Linear key_, value_, out_;
};

} // namespace

std::unique_ptr<Pool> makeQueryPool(const PoolSite& site)
{
    return std::make_unique<QueryPool>(site);
}

} // namespace fovea
