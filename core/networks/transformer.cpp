#include "core/networks/transformer.h"

#include "core/attention/catalog.h"
#include "core/ops/elementwise.h"
#include "core/ops/rearrange.h"

#include <cmath>

namespace fovea {

TransformerBlock::TransformerBlock(const MixSite& site)
    : normBefore_(site.table, site.name + ".norm1", site.width)
    , normBetween_(site.table, site.name + ".norm2", site.width)
    , mix_(mixNamed(site.config.mechanism).make(site))
    , widen_(site.table, site.name + ".widen", site.width, site.config.expansion * site.width)
    // Small at first, as the product that ends the mixing: the sum of all blocks starts as large as one.
    , narrow_(site.table, site.name + ".narrow", site.config.expansion * site.width, site.width,
              {.weights = Initialiser::normal(
                   1 / std::sqrt(2.0 * site.config.depth * site.config.expansion * static_cast<double>(site.width)))})
{
}

Mixed TransformerBlock::operator()(Pass& pass, Var x) const
{
    Tape& tape = pass.tape;
    Mixed mixed = mix_->mix(pass, normBefore_(pass, x));               // (B × N × d)
    x = add(tape, x, mixed.tokens);                                    // (B × N × d)
    const Var units = gelu(tape, widen_(pass, normBetween_(pass, x))); // (B × N × expansion·d)
    mixed.tokens = add(tape, x, narrow_(pass, units));                 // (B × N × d)
    return mixed;
}

Transformer::Transformer(ParameterTable& table, const MixConfig& config, const MapGrid& grid, Index channels,
                         bool classToken)
    : width_(config.width > 0 ? config.width : channels)
    , embeds_(config.width > 0)
    , positions_(table, "mix.positions", config.positions, grid, width_)
{
    if (embeds_) {
        embed_ = Linear(table, "mix.embed", channels, width_);
    }
    if (classToken) {
        classToken_ = table.add({.name = "mix.class_token",
                                 .shape = {1, width_},
                                 .initialiser = Initialiser::normal(0.02),
                                 .fanOut = width_});
    }
    for (Index layer = 0; layer < config.depth; ++layer) {
        blocks_.emplace_back(MixSite{table, "mix." + std::to_string(layer), config, width_, grid, extra(), layer});
    }
    norm_ = LayerNorm(table, "mix.norm", width_);
}

Transformed Transformer::operator()(Pass& pass, Var tokens) const
{
    Var x = embeds_ ? embed_(pass, tokens) : tokens; // (B × N × d)
    x = positions_(pass, x);                         // (B × N × d)
    x = withClassToken(pass, x);                     // (B × (extra + N) × d)
    Transformed transformed;
    for (const TransformerBlock& block : blocks_) {
        const Mixed mixed = block(pass, x);
        x = mixed.tokens;
        if (mixed.map) {
            transformed.maps.push_back(*mixed.map);
        }
    }
    transformed.tokens = norm_(pass, x);
    return transformed;
}

Var Transformer::withClassToken(Pass& pass, Var tokens) const
{
    if (!classToken_.valid()) {
        return tokens;
    }
    const std::vector<int> theOne(static_cast<std::size_t>(tokens.dim(0)), 0);
    const Var first = lookUp(pass.tape, pass.parameter(classToken_), theOne).as({tokens.dim(0), 1, width_});
    return concatenate(pass.tape, {first, tokens}, 1);
}

} // namespace fovea
