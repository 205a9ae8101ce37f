#include "core/training/head_scores.h"

#include <algorithm>

namespace fovea {
namespace {

bool competes(const AttentionMap& map)
{
    return map.shares && map.keys.places() > 1 && map.weights.dim(3) == map.extra + map.keys.places();
}

} // namespace

Reals meanOverQueries(const AttentionMap& map, Index sample, Index head)
{
    const Index heads = map.weights.dim(1), queries = map.weights.dim(2), keys = map.weights.dim(3);
    const Index places = map.keys.places();
    if (places == 0 || keys < places) {
        return {};
    }
    return MeanRow{.weights = map.weights.data() + sample * heads * queries * keys,
                   .queries = queries,
                   .keys = keys,
                   .places = places,
                   .head = std::max<Index>(head, 0),
                   .headEnd = head < 0 ? heads : head + 1,
                   .query = map.queryGrid.places() > 0 ? queries - map.queryGrid.places() : 0, // no class token asks
                   .queryEnd = queries}();
}

std::vector<HeadName> headNames(const std::vector<AttentionMap>& maps)
{
    std::vector<HeadName> names;
    for (const AttentionMap& map : maps) {
        for (Index head = 0; competes(map) && head < map.weights.dim(1); ++head) {
            names.push_back({map.layer, head});
        }
    }
    return names.size() > 1 ? names : std::vector<HeadName>();
}

std::vector<HeadResult> headResults(const std::vector<AttentionMap>& maps, Index sample, const Shape& image,
                                    const Evidence* evidence)
{
    std::vector<HeadResult> results;
    for (const AttentionMap& map : maps) {
        for (Index head = 0; competes(map) && head < map.weights.dim(1); ++head) {
            const Reals weights = meanOverQueries(map, sample, head);
            HeadResult result;
            result.entropy = entropy(weights.data(), map.keys.places());
            if (evidence != nullptr) {
                result.evidence = evidenceScore(weights.data(), map.keys, image, *evidence);
                result.chance = evidenceChance(map.keys, image, *evidence);
            }
            results.push_back(result);
        }
    }
    return results.size() > 1 ? results : std::vector<HeadResult>();
}

} // namespace fovea
