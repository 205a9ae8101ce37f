#include "ui/views/map_rows.h"

#include <algorithm>

namespace fovea {
namespace {

/// From … to − 1: the one asked for, or all.
std::pair<Index, Index> span(int asked, Index count)
{
    return asked >= 0 && asked < count ? std::pair<Index, Index>(asked, asked + 1) : std::pair<Index, Index>(0, count);
}

} // namespace

const MapOfSample* layerOf(const AnswerOfSample& answer, const MapRow& row)
{
    if (answer.maps.empty()) {
        return nullptr;
    }
    const auto asked = static_cast<std::size_t>(row.layer);
    if (row.layer >= 0 && asked < answer.maps.size()) {
        return &answer.maps[asked];
    }
    const auto looking =
        std::ranges::find_if(answer.maps, [](const MapOfSample& map) { return map.shares && map.keys.places() > 0; });
    return looking != answer.maps.end() ? &*looking : &answer.maps.front();
}

MapOfSample oneRow(const MapOfSample& layer, const MapRow& row)
{
    const Index keys = layer.weights.dim(2);
    const auto [head, headEnd] = span(row.head, layer.heads());
    const auto [query, queryEnd] = span(row.query, layer.queries());
    MapOfSample one = layer;
    one.weights = Tensor({1, 1, keys});
    const double part = 1 / static_cast<double>((headEnd - head) * (queryEnd - query));
    for (Index k = 0; k < keys; ++k) {
        double sum = 0;
        for (Index h = head; h < headEnd; ++h) {
            for (Index q = query; q < queryEnd; ++q) {
                sum += static_cast<double>(layer.row(h, q)[k]);
            }
        }
        one.weights[k] = static_cast<Real>(sum * part);
    }
    return one;
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
        for (int query = 0; query < layer.queries(); ++query) {
            grids.push_back(gridOf(oneRow(layer, {-1, head, query})));
        }
    }
    return grids;
}

std::optional<MapScale> sharedScale(ScaleKind kind, const std::vector<Tensor>& grids, bool several)
{
    std::vector<Tensor> maps;
    std::copy_if(grids.begin(), grids.end(), std::back_inserter(maps),
                 [](const Tensor& grid) { return !grid.empty() && MapScale::hasMap(grid.size()); });
    if (maps.empty()) {
        return std::nullopt;
    }
    switch (kind) {
    case ScaleKind::TimesUniform:
        return MapScale::timesUniform(maps.front().size());
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
