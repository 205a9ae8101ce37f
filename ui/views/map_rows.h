// One row of an answer's attention maps: the weights of one query in one head of one layer, or their mean, on the grid on
// which they are drawn; and the scale that several of them share.
#pragma once

#include "core/explain/asked.h"
#include "core/training/answer.h"
#include "ui/paint/map_scale.h"
#include "ui/views/shown.h"

#include <optional>
#include <vector>

namespace fovea {

/// Which row is looked at. What does not exist is read as the first layer and the mean.
struct MapRow
{
    int layer = -1; ///< −1: the one that was chosen to look: see layerNumber()
    int head = -1;  ///< −1: the mean of all heads
    int query = -1; ///< −1: the mean of all queries; where they are places, this place
    bool operator==(const MapRow&) const = default;
};

/// The layer that the row lies in; null where the answer has no maps.
const MapOfSample* layerOf(const AnswerOfSample& answer, const MapRow& row);
/// Its number among the maps; −1 where there are none. Where nobody chose: the pooling, if it learns where to look; else the
/// last layer in which tokens look at each other; else what is uniform by definition.
int layerNumber(const std::vector<MapOfSample>& maps, const MapRow& row);

/// Whether tokens look at each other in this layer, as they learned it; rollouts are made of several layers.
bool isMixing(const MapOfSample& map);
/// What one place of a map sees of the image; nothing where that is all of it, or a gate of its own window. Where tokens mix,
/// those that ask in the first block have not asked anybody yet.
std::optional<ReceptiveField> fieldOf(const Scene& scene, const MapOfSample& map);

/// The map that curves and reports score: the first whose weights compete over places and are asked from none, learned or
/// not. Null where there is none.
const MapOfSample* scoredMap(const AnswerOfSample& answer);

/// How many queries can be chosen: places where the queries are places, without the tokens that are none.
int queriesOf(const MapOfSample& layer);

/// The row as a map of its own, with one head and one query. Keys that are no places (a class token) are left out, and the
/// weights of the others made to sum to one.
MapOfSample oneRow(const MapOfSample& layer, const MapRow& row);

/// The places that the row's query can ask, where those are not all: a window (see askedFrom()). Empty: all, or it is the mean of
/// several queries.
std::vector<bool> askedIn(const MapOfSample& layer, const MapRow& row);
/// The score of a row as a map of its own, beside the chance that lies in those places.
MapScore scoreAmong(const MapOfSample& one, const std::vector<bool>& asked, const Picture& picture);

/// Its weights as (h × w); empty where they are not places of the picture.
Tensor gridOf(const MapOfSample& one);

/// Every row of a layer as (h × w).
std::vector<Tensor> gridsOf(const MapOfSample& layer);

/// The scale of maps that are seen together; nothing where there is nothing to choose. `several` says that with
/// *per image* each has its own ends, `asked` which places could get weight in each of them; empty: all.
std::optional<MapScale> sharedScale(ScaleKind kind, const std::vector<Tensor>& grids, bool several,
                                    const std::vector<bool>& asked = {});

} // namespace fovea
