// The mechanisms, in plain sight. A new one is a file with its equations and a row in catalog.cpp.
#pragma once

#include "core/attention/pool.h"

#include <string_view>

namespace fovea {

/// One way of looking.
struct Mechanism
{
    std::string_view key;     ///< "soft"
    std::string_view plain;   ///< "one weight per place"
    std::string_view title;   ///< "Soft attention"
    std::string_view idea;    ///< one sentence
    std::string_view formula; ///< as in its paper
    std::string_view cost;    ///< growth with the number of places N
    std::string_view source;  ///< paper and equation
    std::unique_ptr<Pool> (*make)(const PoolSite&);
};

const std::vector<Mechanism>& mechanisms();

/// The mechanism with this key; a check fails where there is none (settings are checked before).
const Mechanism& mechanismNamed(std::string_view key);

} // namespace fovea
