#include "core/training/explained.h"

#include "core/explain/asked.h"
#include "core/explain/distance.h"
#include "core/explain/rollout.h"

#include <algorithm>
#include <utility>

namespace fovea {
namespace {

bool mixes(const MapOfSample& map)
{
    return map.shares && map.asksFromPlaces() && map.queryGrid == map.keys;
}

/// How the tokens of the end are read: all of the first, where that is a class token, else as the pooling weighs them, in the
/// mean over its heads and queries. Empty where no pooling lies on these places.
Tensor readingOf(const std::vector<MapOfSample>& maps, const MapOfSample& last)
{
    Tensor weights({last.extra + last.keys.places()});
    if (last.extra > 0) {
        weights[0] = 1;
        return weights;
    }
    const auto pool = std::ranges::find_if(maps, [&](const MapOfSample& map) {
        return map.shares && map.queryGrid.places() == 0 && map.keys == last.keys;
    });
    if (pool == maps.end()) {
        return {};
    }
    const Index rows = pool->heads() * pool->queries(), N = weights.size();
    for (Index row = 0; row < rows; ++row) {
        for (Index n = 0; n < N; ++n) {
            weights[n] += pool->weights[row * N + n] / static_cast<Real>(rows);
        }
    }
    return weights;
}

/// The weights of the places alone, made to sum to one.
Tensor onPlaces(const Tensor& weights, Index extra)
{
    Tensor places({1, 1, weights.size() - extra});
    double sum = 0;
    for (Index n = extra; n < weights.size(); ++n) {
        sum += static_cast<double>(weights[n]);
    }
    for (Index n = extra; n < weights.size(); ++n) {
        places[n - extra] = static_cast<Real>(static_cast<double>(weights[n]) / sum);
    }
    return places;
}

void addRollout(AnswerOfSample& answer)
{
    std::vector<Tensor> layers;
    MapOfSample last;
    for (const MapOfSample& map : answer.maps) {
        if (mixes(map)) {
            layers.push_back(map.weights);
            last = map;
        }
    }
    if (layers.empty()) {
        return;
    }
    const Index tokens = last.weights.dim(2);
    const Tensor R = rollout(layers);
    if (const Tensor reading = readingOf(answer.maps, last); !reading.empty()) {
        answer.maps.push_back({onPlaces(readThrough(reading, R), last.extra), last.keys, "rollout"});
    }
    answer.maps.push_back({Tensor({1, tokens, tokens}, Reals(R.data(), R.data() + R.size())), last.keys,
                           "rollout.tokens", true, last.queryGrid, last.extra});
}

} // namespace

void explain(AnswerOfSample& answer, const Shape& image)
{
    addRollout(answer);
    double uniform = kUndefined;
    MapGrid grid;
    std::vector<int> windows;
    for (MapOfSample& map : answer.maps) {
        if (mixes(map)) {
            std::vector<int> own = windowsIn(map.weights, map.extra);
            if (map.keys != grid || own != windows) {
                grid = map.keys;
                windows = std::move(own);
                uniform = uniformDistance(grid, image, windows);
            }
            map.reach = meanDistances(map.weights, map.keys, map.extra, image);
            map.uniformReach = uniform;
        }
    }
}

} // namespace fovea
