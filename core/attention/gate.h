// Gate: a map of features becomes the same map, some of it turned down. After any layer of the trunk.
//
// A gate is between 0 and 1 for each channel or place on its own: nothing competes, nothing sums to one. Around one half
// everywhere it says nothing.
#pragma once

#include "core/attention/attention_map.h"
#include "core/settings/config.h"

#include <memory>
#include <vector>

namespace fovea {

struct Gated
{
    Var map;                        ///< (B × H × W × C)
    std::vector<AttentionMap> maps; ///< the gates themselves: of channels (without a grid), of places
};

class Gate
{
public:
    virtual ~Gate() = default;

    virtual Gated gate(Pass& pass, Var map) const = 0; // (B × H × W × C)
};

/// What a gate is built from: its parameters go into `table`, under names that start with `name`.
struct GateSite
{
    ParameterTable& table;
    std::string name; ///< "gate.2": after which layer of the trunk it stands
    const GateConfig& config;
    Shape map; ///< (H × W × C)
};

std::unique_ptr<Gate> makeSqueezeExcitation(const GateSite& site); // squeeze_excitation.cpp
std::unique_ptr<Gate> makeEfficientGate(const GateSite& site);     // efficient_gate.cpp
std::unique_ptr<Gate> makeBlockAttention(const GateSite& site);    // block_attention.cpp

/// Units of the narrow layer of a gate on `channels` channels: at least one.
Index narrowed(const GateConfig& config, Index channels);
/// Channels that ECA sees together: gate.size, or by its paper's formula where that is 0.
Index channelWindow(const GateConfig& config, Index channels);
/// Side of the window of CBAM's spatial gate: gate.size, or 7 where that is 0, less on a smaller map.
Index placeWindow(const GateConfig& config, const Shape& map);

} // namespace fovea
