#include "ui/views/map_rows.h"

#include <algorithm>
#include <numeric>

namespace fovea {
namespace {

/// From … to − 1: the one asked for, or all.
std::pair<Index, Index> span(int asked, Index count)
{
    return asked >= 0 && asked < count ? std::pair<Index, Index>(asked, asked + 1) : std::pair<Index, Index>(0, count);
}

bool looks(const MapOfSample& map)
{
    return map.shares && map.keys.places() > 0;
}

bool isRollout(const MapOfSample& map)
{
    return map.layer.starts_with("rollout");
}

} // namespace

const MapOfSample* layerOf(const AnswerOfSample& answer, const MapRow& row)
{
    const int number = layerNumber(answer.maps, row);
    return number < 0 ? nullptr : &answer.maps[static_cast<std::size_t>(number)];
}

int layerNumber(const std::vector<MapOfSample>& maps, const MapRow& row)
{
    const int count = static_cast<int>(maps.size());
    if (row.layer >= 0 && row.layer < count) {
        return row.layer;
    }
    const auto numberOf = [&](auto map) { return static_cast<int>(map - maps.begin()); };
    const auto pooling = std::ranges::find_if(maps, [](const MapOfSample& map) {
        return looks(map) && map.learned && map.queryGrid.places() == 0 && !isRollout(map);
    });
    if (pooling != maps.end()) {
        return numberOf(pooling);
    }
    const auto block = std::find_if(maps.rbegin(), maps.rend(), isMixing);
    if (block != maps.rend()) {
        return numberOf(block.base()) - 1;
    }
    const auto any = std::ranges::find_if(maps, looks);
    return any != maps.end() ? numberOf(any) : std::min(count, 1) - 1;
}

bool isMixing(const MapOfSample& map)
{
    return looks(map) && map.learned && map.asksFromPlaces() && !isRollout(map);
}

const MapOfSample* scoredMap(const AnswerOfSample& answer)
{
    const auto found = std::ranges::find_if(answer.maps, isScored<MapOfSample>);
    return found != answer.maps.end() ? &*found : nullptr;
}

std::optional<ReceptiveField> fieldOf(const Scene& scene, const MapOfSample& map)
{
    const bool asked = scene.mixes && map.layer != "mix.0";
    const auto depth = std::find_if(scene.fields.rbegin(), scene.fields.rend(),
                                    [&](const DepthField& at) { return at.h == map.keys.h && at.w == map.keys.w; });
    return !map.shares || asked || depth == scene.fields.rend() ? std::nullopt : std::optional(depth->field);
}

int queriesOf(const MapOfSample& layer)
{
    return static_cast<int>(layer.asksFromPlaces() ? layer.queryGrid.places() : layer.queries());
}

MapOfSample oneRow(const MapOfSample& layer, const MapRow& row)
{
    const Index extra = layer.extra + layer.keys.places() == layer.weights.dim(2) ? layer.extra : 0;
    const Index keys = layer.weights.dim(2) - extra, before = layer.asksFromPlaces() ? layer.extra : 0;
    const auto [head, headEnd] = span(row.head, layer.heads());
    const auto [query, queryEnd] = span(row.query, queriesOf(layer));
    const MeanRow mean{.weights = layer.weights.data(),
                       .queries = layer.queries(),
                       .keys = layer.weights.dim(2),
                       .places = keys,
                       .head = head,
                       .headEnd = headEnd,
                       .query = before + query,
                       .queryEnd = before + queryEnd};
    MapOfSample one{Tensor({1, 1, keys}, mean()), layer.keys, layer.layer, layer.learned};
    one.shares = layer.shares;
    return one;
}

std::vector<bool> askedIn(const MapOfSample& layer, const MapRow& row)
{
    const bool chosen = row.query >= 0 && row.query < queriesOf(layer);
    return isMixing(layer) && layer.queryGrid == layer.keys && chosen ? askedFrom(layer.weights, layer.extra, row.query)
                                                                      : std::vector<bool>();
}

MapScore scoreAmong(const MapOfSample& one, const std::vector<bool>& asked, const Picture& picture)
{
    MapScore score = scoreOf(one, 0, 0, picture);
    if (score.chance && !asked.empty()) {
        const Real uniform = 1 / static_cast<Real>(choicesOf(asked, one.keys.places()));
        Reals alike(asked.size());
        std::ranges::transform(asked, alike.begin(), [&](bool is) { return is ? uniform : 0; });
        score.chance = evidenceScore(alike.data(), one.keys, picture.pixels.shape(), *picture.evidence);
    }
    return score;
}

Tensor gridOf(const MapOfSample& one)
{
    const Index places = one.keys.places();
    if (places == 0 || places != one.weights.dim(2)) {
        return {};
    }
    return {Shape{one.keys.h, one.keys.w}, Reals(one.weights.data(), one.weights.data() + places)};
}

std::vector<Tensor> gridsOf(const MapOfSample& layer)
{
    std::vector<Tensor> grids;
    for (int head = 0; head < layer.heads(); ++head) {
        for (int query = 0; query < queriesOf(layer); ++query) {
            grids.push_back(gridOf(oneRow(layer, {-1, head, query})));
        }
    }
    return grids;
}

/// Times uniform, for weights of a query that can ask these places; one place alone has nothing to scale.
std::optional<MapScale> scaleAmong(const std::vector<bool>& asked, Index places)
{
    const Index choices = choicesOf(asked, places);
    return MapScale::hasMap(choices) ? std::optional(MapScale::timesUniform(choices)) : std::nullopt;
}

std::optional<MapScale> sharedScale(ScaleKind kind, const std::vector<Tensor>& grids, bool several,
                                    const std::vector<bool>& asked)
{
    std::vector<Tensor> maps;
    std::copy_if(grids.begin(), grids.end(), std::back_inserter(maps),
                 [](const Tensor& grid) { return !grid.empty() && MapScale::hasMap(grid.size()); });
    if (maps.empty()) {
        return std::nullopt;
    }
    switch (kind) {
    case ScaleKind::TimesUniform:
        return scaleAmong(asked, maps.front().size());
    case ScaleKind::Fixed:
        return MapScale::fixed();
    case ScaleKind::PerLayer:
        return MapScale::perLayer(maps);
    case ScaleKind::PerImage:
        return several ? MapScale::perImageOfSeveral() : MapScale::perImage(maps.front());
    }
    return std::nullopt;
}

} // namespace fovea
