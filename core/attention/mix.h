// Mix: tokens become tokens, each having looked at the others. What a transformer is made of; its blocks stand in
// networks/transformer.h.
#pragma once

#include "core/attention/attention_map.h"
#include "core/settings/config.h"

#include <memory>
#include <optional>

namespace fovea {

struct Mixed
{
    Var tokens;                      ///< (B × N × d)
    std::optional<AttentionMap> map; ///< (B × heads × N × N); where it is not needed, only for a pass that is `drawn`
};

class Mix
{
public:
    virtual ~Mix() = default;

    /// tokens (B × N × d), `extra` of them before the places of the grid.
    virtual Mixed mix(Pass& pass, Var tokens) const = 0;
};

/// What a mechanism is built from: its parameters go into `table`, under names that start with `name`.
struct MixSite
{
    ParameterTable& table;
    std::string name; ///< "mix.0": which block
    const MixConfig& config;
    Index width; ///< d
    MapGrid grid;
    Index extra;     ///< tokens before those of the grid: a class token
    Index layer = 0; ///< number of the block, from 0
};

std::unique_ptr<Mix> makeSelfAttention(const MixSite& site);    // self_attention.cpp
std::unique_ptr<Mix> makeWindowAttention(const MixSite& site);  // window_attention.cpp
std::unique_ptr<Mix> makeShiftedAttention(const MixSite& site); // window_attention.cpp
std::unique_ptr<Mix> makeLinearAttention(const MixSite& site);  // linear_attention.cpp

} // namespace fovea
