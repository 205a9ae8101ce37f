// The convolutional block attention module: first which channels, then, on what is left, which places.
//
//     g = σ(M(1/N Σₙ xₙ) + M(maxₙ xₙ))          M(s) = relu(s W₁) W₂      W₁ (C × C/r)   W₂ (C/r × C)
//     x′ₙ = g ⊙ xₙ                               x, x′ (B × N × C)   g (B × C)
//     p = σ(f([1/C Σ_c x′_c ; max_c x′_c]))      f a convolution of k × k from 2 channels to 1      p (B × H × W)
//     yₙ = pₙ x′ₙ                                y (B × N × C)
//
// One and the same M reads both the means and the maxima. Without the batch normalisation that the authors' code has behind f:
// results must not depend on how a batch is cut.
//
// Source: Woo, Park, Lee, Kweon 2018, "CBAM: convolutional block attention module", eqs. 1 to 3.
#include "core/attention/gate.h"

#include "core/layers/layers.h"
#include "core/ops/elementwise.h"
#include "core/ops/rearrange.h"

#include <algorithm>

namespace fovea {
namespace {

class BlockAttention : public Gate
{
public:
    explicit BlockAttention(const GateSite& site)
        : name_(site.name)
        , squeeze_(site.table, site.name + ".squeeze", site.map.dim(2), narrowed(site.config, site.map.dim(2)),
                   {.bias = false})
        , excite_(site.table, site.name + ".excite", narrowed(site.config, site.map.dim(2)), site.map.dim(2),
                  {.bias = false})
        , places_(site.table, site.name + ".places", 2, 1, window(placeWindow(site.config, site.map)),
                  Initialiser::named("glorot"))
    {
    }

    Gated gate(Pass& pass, Var map) const override
    {
        Tape& tape = pass.tape;
        const Index B = map.dim(0), H = map.dim(1), W = map.dim(2), C = map.dim(3), N = H * W;
        const Var x = map.as({B, N, C});
        const Var both = add(tape, shared(pass, mean(tape, x, 1)), shared(pass, max(tape, x, 1)));
        const Var g = sigmoid(tape, both);                   // (B × C)
        const Var kept = multiply(tape, x, g.as({B, 1, C})); // x′ (B × N × C)

        const Var seen = concatenate(tape, {mean(tape, kept, 2).as({B, H, W, 1}), max(tape, kept, 2).as({B, H, W, 1})});
        const Var p = sigmoid(tape, places_(pass, seen));    // (B × H × W × 1)
        const Var y = multiply(tape, kept, p.as({B, N, 1})); // (B × N × C)
        return {
            y.as(map.shape()),
            {AttentionMap{.weights = g.as({B, 1, 1, C}), .layer = name_ + ".channels", .shares = false},
             AttentionMap{.weights = p.as({B, 1, 1, N}), .keys = {H, W}, .layer = name_ + ".places", .shares = false}}};
    }

private:
    static Window window(Index size) { return {.size = size, .padding = (size - 1) / 2}; }

    /// M: one for the means and for the maxima.        (B × C) → (B × C)
    Var shared(Pass& pass, Var s) const { return excite_(pass, relu(pass.tape, squeeze_(pass, s))); }

    std::string name_;
    Linear squeeze_, excite_;
    Conv2d places_;
};

} // namespace

Index placeWindow(const GateConfig& config, const Shape& map)
{
    if (config.size > 0) {
        return config.size;
    }
    const Index side = std::min({Index{7}, map.dim(0), map.dim(1)});
    return side % 2 == 1 ? side : side - 1;
}

std::unique_ptr<Gate> makeBlockAttention(const GateSite& site)
{
    return std::make_unique<BlockAttention>(site);
}

} // namespace fovea
