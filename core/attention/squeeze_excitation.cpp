// Squeeze and excitation: how much each channel counts, told from the mean of all channels.
//
//     s = 1/N Σₙ xₙ                x (B × N × C)   s (B × C)                squeeze
//     g = σ(relu(s W₁) W₂)         W₁ (C × C/r)   W₂ (C/r × C)   g (B × C)   excitation
//     yₙ = g ⊙ xₙ                  y (B × N × C)
//
// Source: Hu, Shen, Sun 2018, "Squeeze-and-excitation networks", eqs. 2 to 4.
#include "core/attention/gate.h"

#include "core/layers/layers.h"
#include "core/ops/elementwise.h"

#include <algorithm>

namespace fovea {
namespace {

class SqueezeExcitation : public Gate
{
public:
    explicit SqueezeExcitation(const GateSite& site)
        : name_(site.name)
        , squeeze_(site.table, site.name + ".squeeze", site.map.dim(2), narrowed(site.config, site.map.dim(2)),
                   {.bias = false})
        , excite_(site.table, site.name + ".excite", narrowed(site.config, site.map.dim(2)), site.map.dim(2),
                  {.bias = false})
    {
    }

    Gated gate(Pass& pass, Var map) const override
    {
        Tape& tape = pass.tape;
        const Index B = map.dim(0), C = map.dim(3), N = map.size() / (B * C);
        const Var x = map.as({B, N, C});
        const Var s = mean(tape, x, 1);                                            // (B × C)
        const Var g = sigmoid(tape, excite_(pass, relu(tape, squeeze_(pass, s)))); // (B × C)
        const Var y = multiply(tape, x, g.as({B, 1, C}));                          // (B × N × C)
        return {y.as(map.shape()), {AttentionMap{.weights = g.as({B, 1, 1, C}), .layer = name_, .shares = false}}};
    }

private:
    std::string name_;
    Linear squeeze_, excite_;
};

} // namespace

Index narrowed(const GateConfig& config, Index channels)
{
    return std::max<Index>(1, channels / config.reduction);
}

std::unique_ptr<Gate> makeSqueezeExcitation(const GateSite& site)
{
    return std::make_unique<SqueezeExcitation>(site);
}

} // namespace fovea
