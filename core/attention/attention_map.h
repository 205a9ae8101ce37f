// Attention maps: ordinary values of the forward pass, with what is needed to draw them.
//
// One type serves every mechanism, so every view draws every mechanism, and the gradient of a map is there too.
#pragma once

#include "core/layers/pass.h"

#include <string>

namespace fovea {

/// A map of places: h × w of them, row by row, laid evenly over the image. 0 × 0 where places have no picture.
struct MapGrid
{
    Index h = 0, w = 0;
    Index places() const { return h * w; }
    bool operator==(const MapGrid&) const = default;
};

/// Weights over keys, as the network used them.
struct AttentionMap
{
    Var weights;            ///< (B × heads × queries × keys)
    MapGrid keys = {};      ///< where the keys lie in the image
    std::string layer = {}; ///< "pool", "mix.0": the name of the part of the network that made it
    bool learned = true;    ///< false where the weights are uniform by definition
    MapGrid queryGrid = {}; ///< where the queries lie in the image; 0 × 0 where they have no place
    Index extra = 0;    ///< tokens before the places that are no places, such as a class token: among keys, and among
                        ///< queries where those lie in the image
    bool shares = true; ///< whether each row sums to one; false for gates, each between 0 and 1 on its own
};

/// The map that the pass asks for: a itself, or a uniform or shuffled one in its place (the attention switch). For maps
/// whose rows compete over places; gates have no such switch.
///
///     a (… × keys), its first dimension counting samples
Var overridden(Pass& pass, Var a);

} // namespace fovea
