// The rows of the head grid: one for each layer, with a map for each of its heads, as values.
#pragma once

#include "ui/views/map_rows.h"

#include <QString>

#include <optional>
#include <vector>

namespace fovea {

/// Where a map's largest weight lies.
struct HeadPeak
{
    Index row = 0, column = 0; ///< of the map's grid, from 0
    double weight = 0;
};

struct HeadRow
{
    int layer = 0; ///< number among the answer's maps
    QString name;
    std::vector<Tensor> grids;     ///< (h × w), one a head
    std::optional<MapScale> scale; ///< the same for all rows of as many places; a colour counts each one's own uniform
    std::vector<double> reach;     ///< pixels, one a head; empty where it cannot be said
    double uniformReach = kUndefined;
    int query = -1;                                  ///< whose weights are shown
    bool asked = false;                              ///< the query is a place of the picture
    bool asks = false;                               ///< it could be: its queries are places
    std::vector<bool> among = {};                    ///< the places that the query can ask; empty: all (see askedIn())
    std::vector<std::optional<HeadPeak>> peaks = {}; ///< what the place asks most, one a head; empty where none asks
};

/// The largest weight of a map, the first of equals; nothing where it says no place: it is hardly larger than uniform over the
/// places that can be asked (see saysWhere()), or no number.
std::optional<HeadPeak> peakOf(const Tensor& grid, const std::vector<bool>& among = {});

/// Whether an answer has heads or layers to lay side by side: several heads somewhere, or tokens that look at each other.
bool hasHeads(const std::vector<MapOfSample>& maps);

/// In full every layer that learned to share its weights among places, in the order of the pass, and the rollout; in simple the
/// one that looks, or, where that has one head only, the last block. `place` is the place of the picture that asks, −1: none,
/// the mean of all; `chosen` says which query of a layer in view that does not ask from places.
std::vector<HeadRow> headRows(const std::vector<MapOfSample>& maps, bool full, int place, const MapRow& chosen,
                              ScaleKind scale);

} // namespace fovea
