// The mechanisms, in plain sight. A new one is a file with its equations and a row in catalog.cpp.
#pragma once

#include "core/attention/gate.h"
#include "core/attention/look.h"
#include "core/attention/mix.h"
#include "core/attention/pool.h"

#include <string_view>

namespace fovea {

/// One way of looking: what people read about it, and how it is made.
template<class Role, class Site>
struct MechanismRow
{
    std::string_view key;     ///< "soft"
    std::string_view plain;   ///< "one weight per place"
    std::string_view title;   ///< "Soft attention"
    std::string_view idea;    ///< one sentence
    std::string_view formula; ///< as in its paper
    std::string_view cost;    ///< growth with the number of places N
    std::string_view source;  ///< paper and equation
    std::unique_ptr<Role> (*make)(const Site&);
    bool onePlace = false; ///< its softmax ranges over one number, whatever the image: there is nothing to choose
};

using Mechanism = MechanismRow<Pool, PoolSite>;
using LookMechanism = MechanismRow<Look, LookSite>; ///< “none” makes a null pointer
using GateMechanism = MechanismRow<Gate, GateSite>; ///< “none” makes a null pointer
using MixMechanism = MechanismRow<Mix, MixSite>;

/// How tokens become one vector: attention.mechanism.
const std::vector<Mechanism>& mechanisms();
/// How the network sees parts of the image: look.mechanism.
const std::vector<LookMechanism>& lookMechanisms();
/// How a map's channels or places are turned down: gate.mechanism.
const std::vector<GateMechanism>& gateMechanisms();
/// How tokens look at each other: mix.mechanism.
const std::vector<MixMechanism>& mixMechanisms();

/// The mechanism with this key; a check fails where there is none (settings are checked before).
const Mechanism& mechanismNamed(std::string_view key);
const LookMechanism& lookNamed(std::string_view key);
const GateMechanism& gateNamed(std::string_view key);
const MixMechanism& mixNamed(std::string_view key);

} // namespace fovea
