// Pool: many tokens become one vector. Where a network decides what to look at, it decides here.
//
// The other roles of attention (gate, mix, look) have files like this one. A mechanism is one file with its equations, and
// one row in catalog.cpp.
#pragma once

#include "core/attention/attention_map.h"
#include "core/settings/config.h"

#include <memory>
#include <optional>

namespace fovea {

struct Pooled
{
    Var features; ///< (B × width)
    std::optional<AttentionMap> map;
};

class Pool
{
public:
    virtual ~Pool() = default;

    /// tokens (B × N × C) on a grid of N places.
    virtual Pooled pool(Pass& pass, Var tokens, const MapGrid& grid) const = 0;
    /// Size of the vector that comes out.
    virtual Index width() const = 0;
};

/// What a mechanism is built from: its parameters go into `table`, under names that start with "attention.".
struct PoolSite
{
    ParameterTable& table;
    const AttentionConfig& config;
    Index tokens;   ///< N
    Index channels; ///< C
};

std::unique_ptr<Pool> makeMeanPool(const PoolSite& site);       // mean_pool.cpp
std::unique_ptr<Pool> makeEssayAttention(const PoolSite& site); // essay_attention.cpp
std::unique_ptr<Pool> makeSoftAttention(const PoolSite& site);  // soft_attention.cpp
std::unique_ptr<Pool> makeGatedAttention(const PoolSite& site); // soft_attention.cpp

} // namespace fovea
