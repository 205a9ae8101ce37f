// Transformer: blocks in which tokens look at each other, between the trunk's map and the pooling.
//
// Over patches (a trunk of “patches 4”) with a width of its own it is a vision transformer, over convolutions a compact
// transformer. Which way tokens look at each other is a row of attention/catalog.cpp.
#pragma once

#include "core/attention/mix.h"
#include "core/attention/positions.h"
#include "core/layers/layers.h"

#include <vector>

namespace fovea {

/// x ← x + mix(norm(x));   x ← x + gelu(norm(x) W₁ + b₁) W₂ + b₂
///
///     x (B × N × d)   W₁ (d × expansion·d)   W₂ (expansion·d × d)
///
/// Pre-norm: what is added is normalised before, the sum never is (Dosovitskiy et al. 2021, eqs. 2 and 3).
class TransformerBlock
{
public:
    explicit TransformerBlock(const MixSite& site);

    Mixed operator()(Pass& pass, Var x) const; // (B × N × d)

private:
    LayerNorm normBefore_, normBetween_;
    std::unique_ptr<Mix> mix_;
    Linear widen_, narrow_;
};

/// What comes out of all blocks.
struct Transformed
{
    Var tokens; ///< (B × (extra + N) × d), normalised
    std::vector<AttentionMap> maps;
};

class Transformer
{
public:
    /// On maps of `channels` channels; `classToken` puts a learned token before the others.
    Transformer(ParameterTable& table, const MixConfig& config, const MapGrid& grid, Index channels, bool classToken);

    Transformed operator()(Pass& pass, Var tokens) const; // (B × N × C) → (B × (extra + N) × d)

    /// d
    Index width() const { return width_; }
    /// Tokens before the places: 1 with a class token, else 0.
    Index extra() const { return classToken_.valid() ? 1 : 0; }

private:
    /// tokens with the class token before them, in each sample.
    Var withClassToken(Pass& pass, Var tokens) const;

    Index width_;
    bool embeds_;
    Linear embed_;
    Positions positions_;
    ParameterId classToken_;
    std::vector<TransformerBlock> blocks_;
    LayerNorm norm_;
};

} // namespace fovea
