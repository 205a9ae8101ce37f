// Attention maps: ordinary values of the forward pass, with what is needed to draw them.
//
// One type serves every mechanism, so every view draws every mechanism, and the gradient of a map is there too.
#pragma once

#include "core/layers/pass.h"

#include <optional>
#include <string>

namespace fovea {

/// A map of places: h × w of them, row by row, laid evenly over the image. 0 × 0 where places have no picture.
struct MapGrid
{
    Index h = 0, w = 0;
    Index places() const { return h * w; }
    bool operator==(const MapGrid&) const = default;
};

/// What the weights of a map are made of, in each of h heads, which lie beside each other in q, k and v:
///
///     s = ⟨q, k⟩ / δ + b        a = softmax(s)        a query gets Σₙ aₙ vₙ
struct Scoring
{
    Var query;               ///< q (B × M × d), or (1 × M × d): the same for all samples
    Var key;                 ///< k (B × N × d)
    Var value;               ///< v (B × N × d′)
    double divisor = 1;      ///< δ
    Tensor offset = {};      ///< b (h × M × N); −∞ where a key is not asked; empty: 0
    bool exponential = true; ///< false where a = s / Σ s, with scores that are never negative
    bool fixedQuery = false; ///< whether q is learned itself, the same for every image
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
    bool inImage =
        true; ///< false: laid over what a window showed, not over the image, so no evidence can be scored on it
    std::optional<Scoring> scoring = {}; ///< only for a pass that is `worked`, and where weights come from scores
};

/// Whether a map is one that is scored, of an AttentionMap or of one image's: its weights compete over several places of the
/// image, and who asks is no place itself. Of several such maps the first is scored.
template<class Map>
bool isScored(const Map& map)
{
    return map.shares && map.keys.places() > 1 && map.queryGrid.places() == 0;
}

/// The weights of one image, some heads' and some queries' of them, over the places, in the mean; tokens that are no places
/// are left out, and the weights of the others made to sum to one.
///
///     weights (heads × queries × keys), the first `keys − places` of the keys no places
struct MeanRow
{
    const Real* weights = nullptr;
    Index queries = 0, keys = 0, places = 0;
    Index head = 0, headEnd = 1;   ///< from head to headEnd − 1
    Index query = 0, queryEnd = 1; ///< the same of the queries

    Reals operator()() const; ///< (places)
};

/// The map that the pass asks for: a itself, or a uniform or shuffled one in its place (the attention switch). For maps
/// whose rows compete over places; gates have no such switch.
///
///     a (… × keys), its first dimension counting samples
Var overridden(Pass& pass, Var a);

} // namespace fovea
