// Pool: many tokens become one vector. Where a network decides what to look at, it decides here.
//
// The other roles of attention (gate, mix) have files like this one. A mechanism is one file with its equations, and one
// row in catalog.cpp.
#pragma once

#include "core/attention/attention_map.h"
#include "core/settings/config.h"

#include <memory>
#include <span>
#include <vector>

namespace fovea {

/// A feature map as the list of its tokens.
struct Tokens
{
    Var values; ///< (B × N × C)
    MapGrid grid;
};

/// What there is to pool.
struct Features
{
    Var tokens; ///< (B × (extra + N) × C): what trunk and mixing end in
    MapGrid grid;
    Index extra = 0;                      ///< tokens before the places: a class token
    std::span<const Tokens> depths = {};  ///< the trunk's maps, one for each convolution; the last one is its end
    const AttentionMap* mixing = nullptr; ///< the map of the last layer that mixed the tokens, where one did
};

struct Pooled
{
    Var features; ///< (B × width)
    std::vector<AttentionMap> maps;
};

class Pool
{
public:
    virtual ~Pool() = default;

    virtual Pooled pool(Pass& pass, const Features& features) const = 0;
    /// Size of the vector that comes out.
    virtual Index width() const = 0;
};

/// What a mechanism is built from: its parameters go into `table`, under names that start with "attention.".
struct PoolSite
{
    ParameterTable& table;
    const AttentionConfig& config;
    Index tokens;                       ///< N
    Index channels;                     ///< C
    std::span<const Index> depths = {}; ///< channels of each of the trunk's maps
};

std::unique_ptr<Pool> makeMeanPool(const PoolSite& site);       // mean_pool.cpp
std::unique_ptr<Pool> makeSideBySide(const PoolSite& site);     // side_by_side.cpp
std::unique_ptr<Pool> makeEssayAttention(const PoolSite& site); // essay_attention.cpp
std::unique_ptr<Pool> makeSoftAttention(const PoolSite& site);  // soft_attention.cpp
std::unique_ptr<Pool> makeGatedAttention(const PoolSite& site); // soft_attention.cpp
std::unique_ptr<Pool> makeGlobalDot(const PoolSite& site);      // global_attention.cpp
std::unique_ptr<Pool> makeGlobalLearned(const PoolSite& site);  // global_attention.cpp
std::unique_ptr<Pool> makeQueryPool(const PoolSite& site);      // query_pool.cpp
std::unique_ptr<Pool> makeSequencePool(const PoolSite& site);   // sequence_pool.cpp
std::unique_ptr<Pool> makeClassToken(const PoolSite& site);     // class_token.cpp

} // namespace fovea
