// Spatial soft attention: one weight for each place, summing to one.
//
//     e = tanh(x V + b) w + c      x (B × N × C)   V (C × L)   w (L)
//     a = softmax(e / τ)           a (B × N)
//     y = Σₙ aₙ xₙ                 y (B × C)
//
// Gated: e = (tanh(x V + b) ⊙ σ(x U + d)) w + c, for scores that are not monotone in a feature. With L = 0 the score is
// linear, e = x w + c. The offset c moves all scores alike, so the softmax does not see it.
//
// Source: Ilse, Tomczak, Welling 2018, "Attention-based deep multiple instance learning", eqs. 8 and 9.
#include "core/attention/pool.h"

#include "core/attention/coordinates.h"
#include "core/attention/scoring.h"
#include "core/ops/elementwise.h"
#include "core/ops/softmax.h"
#include "core/ops/weighted_sum.h"

namespace fovea {
namespace {

class SoftAttention : public Pool
{
public:
    SoftAttention(const PoolSite& site, bool gated)
        : channels_(site.channels)
        , hidden_(site.config.hidden)
        , gated_(gated && site.config.hidden > 0)
        , coordinates_(site.config.coordinates)
        , temperature_(static_cast<Real>(site.config.temperature))
    {
        const Index in = channels_ + (coordinates_ ? 2 : 0);
        if (hidden_ > 0) {
            project_ = Linear(site.table, "attention.project", in, hidden_);
        }
        if (gated_) {
            gate_ = Linear(site.table, "attention.gate", in, hidden_);
        }
        // Small first scores: attention starts uniform, and whoever watches sees it leave.
        score_ = Linear(site.table, "attention.score", hidden_ > 0 ? hidden_ : in, 1,
                        {.weights = Initialiser::normal(0.01)});
    }

    Pooled pool(Pass& pass, const Features& features) const override
    {
        Tape& tape = pass.tape;
        const Var tokens = features.tokens;
        const Index B = tokens.dim(0), N = tokens.dim(1);
        const Var x = coordinates_ ? withCoordinates(tape, tokens, features.grid) : tokens; // (B × N × C)
        const Var u = hiddenUnits(pass, x);                                                 // (B × N × L)
        const Var e = score_(pass, u).as({B, N});                                           // (B × N)
        const Var a = overridden(pass, softmax(tape, e, temperature_)); // (B × N), each row sums to one
        AttentionMap map{a.as({B, 1, 1, N}), features.grid, "pool"};
        map.scoring = scoredBy(pass, score_, u, tokens, temperature_);
        return {weightedSum(tape, a, tokens), {map}}; // (B × C)
    }
    Index width() const override { return channels_; }

private:
    Var hiddenUnits(Pass& pass, Var x) const
    {
        if (hidden_ == 0) {
            return x;
        }
        const Var u = tanh(pass.tape, project_(pass, x)); // (B × N × L)
        return gated_ ? multiply(pass.tape, u, sigmoid(pass.tape, gate_(pass, x))) : u;
    }

    Index channels_, hidden_;
    bool gated_, coordinates_;
    Real temperature_;
    Linear project_, gate_, score_;
};

} // namespace

std::unique_ptr<Pool> makeSoftAttention(const PoolSite& site)
{
    return std::make_unique<SoftAttention>(site, false);
}

std::unique_ptr<Pool> makeGatedAttention(const PoolSite& site)
{
    return std::make_unique<SoftAttention>(site, true);
}

} // namespace fovea
