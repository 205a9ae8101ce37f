// Attention by compatibility with the whole: a place counts as it fits the image's global feature. At one to three depths
// of the trunk, each with a map of its own.
//
//     g = 1/N Σₙ xₙ                     g (B × C)           the global feature, from the last tokens x
//     lₙ = x′ₙ P                        l (B × N′ × C)      places of a depth; P where its width is not C
//     cₙ = ⟨lₙ, g⟩                      c (B × N′)          compatibility, as a dot product
//     cₙ = ⟨u, lₙ + g⟩                                      or with a learned direction u (C)
//     a = softmax(c / τ)                a (B × N′)
//     y = [Σₙ aₙ lₙ]                    y (B × depths·C)    the depths one beside the other
//
// With a learned direction the term ⟨u, g⟩ moves all scores of an image alike, which a softmax does not see: the map then
// depends on the place alone, and g gets no gradient through it. The paper's g is the output of a dense layer; here the mean
// of the last tokens stands for it.
//
// Source: Jetley, Lord, Lee, Torr 2018, "Learn to pay attention", section 3, "dp" and "pc".
#include "core/attention/pool.h"

#include "core/attention/scoring.h"
#include "core/ops/elementwise.h"
#include "core/ops/heads.h"
#include "core/ops/rearrange.h"
#include "core/ops/softmax.h"
#include "core/ops/weighted_sum.h"

#include <algorithm>
#include <optional>

namespace fovea {
namespace {

class GlobalAttention : public Pool
{
public:
    GlobalAttention(const PoolSite& site, bool learned)
        : channels_(site.channels)
        , learned_(learned)
        , temperature_(static_cast<Real>(site.config.temperature))
        , depths_(std::max<Index>(1, site.config.depths))
    {
        FOVEA_CHECK(depths_ - 1 < std::max<Index>(1, static_cast<Index>(site.depths.size())),
                    std::to_string(depths_) + " depths of a trunk of " + std::to_string(site.depths.size()));
        for (Index depth = 0; depth < depths_; ++depth) {
            const std::string end = std::string(".").append(std::to_string(depth));
            const Index in =
                depth == 0 ? channels_ : site.depths[site.depths.size() - 1 - static_cast<std::size_t>(depth)];
            project_.push_back(in == channels_
                                   ? std::optional<Linear>()
                                   : Linear(site.table, "attention.project" + end, in, channels_, {.bias = false}));
            if (learned_) {
                direction_.emplace_back(site.table, "attention.score" + end, channels_, 1,
                                        Linear::Options{.weights = Initialiser::normal(0.01), .bias = false});
            }
        }
    }

    Pooled pool(Pass& pass, const Features& features) const override
    {
        Tape& tape = pass.tape;
        const Var g = mean(tape, features.tokens, 1); // (B × C)
        Pooled pooled;
        std::vector<Var> parts;
        for (std::size_t depth = 0; depth < static_cast<std::size_t>(depths_); ++depth) {
            const Tokens from = depth == 0 ? Tokens{features.tokens, features.grid}
                                           : features.depths[features.depths.size() - 1 - depth];
            const Index B = from.values.dim(0), N = from.values.dim(1);
            const Var l = project_[depth] ? (*project_[depth])(pass, from.values) : from.values; // (B × N′ × C)
            const Var whole = g.as({B, 1, channels_});
            const Var c = compatibility(pass, depth, l, whole).as({B, N});  // (B × N′)
            const Var a = overridden(pass, softmax(tape, c, temperature_)); // (B × N′)
            parts.push_back(weightedSum(tape, a, l));                       // (B × C)
            pooled.maps.push_back({a.as({B, 1, 1, N}), from.grid, nameOf(depth)});
            pooled.maps.back().scoring =
                learned_
                    ? scoredBy(pass, direction_[depth], pass.context.worked ? add(tape, l, whole) : l, l, temperature_)
                    : scored(pass,
                             {.query = whole, .key = l, .value = l, .divisor = static_cast<double>(temperature_)});
        }
        pooled.features = concatenate(tape, parts); // (B × depths·C)
        return pooled;
    }
    Index width() const override { return depths_ * channels_; }

private:
    /// How well each place fits: l (B × N × C), g (B × 1 × C).
    Var compatibility(Pass& pass, std::size_t depth, Var l, Var g) const
    {
        return learned_ ? direction_[depth](pass, add(pass.tape, l, g)) : headScores(pass.tape, g, l, 1);
    }
    /// "pool" for the end of the trunk, "pool.1" one convolution before it …
    static std::string nameOf(std::size_t depth)
    {
        return depth == 0 ? std::string("pool") : std::string("pool.").append(std::to_string(depth));
    }

    Index channels_;
    bool learned_;
    Real temperature_;
    Index depths_;
    std::vector<std::optional<Linear>> project_;
    std::vector<Linear> direction_;
};

} // namespace

std::unique_ptr<Pool> makeGlobalDot(const PoolSite& site)
{
    return std::make_unique<GlobalAttention>(site, false);
}

std::unique_ptr<Pool> makeGlobalLearned(const PoolSite& site)
{
    return std::make_unique<GlobalAttention>(site, true);
}

} // namespace fovea
