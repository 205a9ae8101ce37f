#include "ui/views/head_rows.h"

#include "ui/views/map_words.h"

#include <algorithm>
#include <iterator>

namespace fovea {
namespace {

/// Mean pooling's is the same everywhere by definition: nothing to compare heads with.
bool hasMaps(const MapOfSample& map)
{
    return map.shares && map.learned && map.keys.places() > 1;
}

bool isRollout(const MapOfSample& map)
{
    return map.layer.starts_with("rollout");
}

bool isBlock(const MapOfSample& map)
{
    return hasMaps(map) && map.asksFromPlaces() && !isRollout(map);
}

/// Numbers of the layers, as they are passed through: blocks, pooling, rollout (of the place that asks, where one does).
std::vector<int> layersToShow(const std::vector<MapOfSample>& maps, bool full, bool asked)
{
    std::vector<int> blocks, pools, rolled;
    for (int i = 0; i < static_cast<int>(maps.size()); ++i) {
        const MapOfSample& map = maps[static_cast<std::size_t>(i)];
        if (hasMaps(map) && (!isRollout(map) || map.asksFromPlaces() == asked)) {
            (isBlock(map) ? blocks : isRollout(map) ? rolled : pools).push_back(i);
        }
    }
    if (!full) {
        const bool pooling = !pools.empty() && maps[static_cast<std::size_t>(pools.front())].heads() > 1;
        return pooling || blocks.empty() ? std::vector<int>(pools.begin(), pools.begin() + (pools.empty() ? 0 : 1))
                                         : std::vector<int>{blocks.back()};
    }
    blocks.insert(blocks.end(), pools.begin(), pools.end());
    blocks.insert(blocks.end(), rolled.begin(), rolled.end());
    return blocks;
}

/// Times uniform counts in the places that can be asked; where those are not as many in each row, a colour means as many times.
void countInUniform(std::vector<HeadRow>& rows)
{
    std::vector<Index> choices;
    std::ranges::transform(rows, std::back_inserter(choices),
                           [](const HeadRow& row) { return choicesOf(row.among, row.grids.front().size()); });
    const auto [least, most] = std::ranges::minmax(choices);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (MapScale::hasMap(choices[i])) {
            rows[i].scale = least == most ? MapScale::timesUniform(most) : MapScale::timesOwnUniform(choices[i], most);
        }
    }
}

/// One scale for all maps of as many places.
void shareScales(std::vector<HeadRow>& rows, ScaleKind kind)
{
    if (kind == ScaleKind::TimesUniform) {
        return countInUniform(rows);
    }
    for (HeadRow& row : rows) {
        std::vector<Tensor> alike;
        for (const HeadRow& other : rows) {
            if (other.grids.front().size() == row.grids.front().size()) {
                alike.insert(alike.end(), other.grids.begin(), other.grids.end());
            }
        }
        row.scale = sharedScale(kind, alike, true);
    }
}

} // namespace

std::optional<HeadPeak> peakOf(const Tensor& grid, const std::vector<bool>& among)
{
    if (grid.empty()) {
        return std::nullopt;
    }
    const Real* largest = std::max_element(grid.data(), grid.data() + grid.size());
    const auto place = static_cast<Index>(largest - grid.data());
    MapScore score;
    score.largest = static_cast<double>(*largest);
    if (!saysWhere(score, choicesOf(among, grid.size()))) {
        return std::nullopt;
    }
    return HeadPeak{place / grid.dim(1), place % grid.dim(1), score.largest};
}

bool hasHeads(const std::vector<MapOfSample>& maps)
{
    return std::ranges::any_of(
        maps, [](const MapOfSample& map) { return hasMaps(map) && (map.heads() > 1 || map.asksFromPlaces()); });
}

std::vector<HeadRow> headRows(const std::vector<MapOfSample>& maps, bool full, int place, const MapRow& chosen,
                              ScaleKind scale)
{
    std::vector<HeadRow> rows;
    if (!hasHeads(maps)) {
        return rows;
    }
    const int inView = layerNumber(maps, chosen);
    for (const int layer : layersToShow(maps, full, place >= 0)) {
        const MapOfSample& map = maps[static_cast<std::size_t>(layer)];
        HeadRow row{layer, layerText(map.layer), {}, {}, map.reach, map.uniformReach};
        row.query = map.asksFromPlaces() ? place : layer == inView ? chosen.query : -1;
        row.asks = map.asksFromPlaces();
        row.asked = row.asks && place >= 0;
        row.among = askedIn(map, {layer, -1, row.query});
        for (int head = 0; head < map.heads(); ++head) {
            row.grids.push_back(gridOf(oneRow(map, {layer, head, row.query})));
            if (row.asked) {
                row.peaks.push_back(peakOf(row.grids.back(), row.among));
            }
        }
        rows.push_back(std::move(row));
    }
    shareScales(rows, scale);
    return rows;
}

} // namespace fovea
