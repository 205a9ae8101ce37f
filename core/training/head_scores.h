// What each head of each layer looks at, where there are several: the same scores as for the map as a whole.
#pragma once

#include "core/attention/attention_map.h"
#include "core/tasks/evidence.h"

#include <limits>
#include <string>
#include <vector>

namespace fovea {

/// One head. Where it has several queries, the mean over them is scored, a class token's left out: the map that is drawn.
struct HeadResult
{
    double entropy = std::numeric_limits<double>::quiet_NaN(); ///< nats
    EvidenceScore evidence{entropy, entropy, entropy}, chance{entropy, entropy, entropy};
};

/// Which head it is.
struct HeadName
{
    std::string layer; ///< as in AttentionMap::layer
    Index head = 0;
    bool operator==(const HeadName&) const = default;
};

/// One head of one layer, in the mean over images.
struct HeadEvaluation
{
    HeadName name;
    HeadResult mean;
};

/// The weights of one sample over the places, in the mean over queries (where these are places, over those alone), and over
/// heads where `head` is −1; see MeanRow. Empty where the keys are no places.
Reals meanOverQueries(const AttentionMap& map, Index sample, Index head);

/// The heads of all maps whose weights compete over more than one place; empty where there is only one.
std::vector<HeadName> headNames(const std::vector<AttentionMap>& maps);

/// Their scores for one sample, in the same order. `evidence` may be null: nobody knows it.
std::vector<HeadResult> headResults(const std::vector<AttentionMap>& maps, Index sample, const Shape& image,
                                    const Evidence* evidence);

} // namespace fovea
