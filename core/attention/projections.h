// What all ways of mixing share: a token's query, key and value, and the way back to its width.
#pragma once

#include "core/attention/mix.h"
#include "core/layers/layers.h"

namespace fovea {

/// q = x W_q   k = x Wₖ   v = x Wᵥ   y = O Wₒ + b        all weights (d × d)
struct Projections
{
    Linear query, key, value, out;

    /// The last product starts small, so that the sum of all blocks starts as large as one.
    explicit Projections(const MixSite& site);
};

} // namespace fovea
