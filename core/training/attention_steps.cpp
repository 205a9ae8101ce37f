#include "core/training/attention_steps.h"

#include "core/training/gazes.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace fovea {
namespace {

using Row = std::vector<double>;

Row copyOf(const Real* from, Index count)
{
    return {from, from + count};
}

/// Row i of a value of the one sample there is, the columns of one head.        (B × n × h·d) → (d)
Row rowOf(Var value, Index i, Index head, Index heads)
{
    const Index d = value.dim(2) / heads;
    return copyOf(value.data() + i * value.dim(2) + head * d, d);
}

Row times(const Row& a, const Row& b)
{
    Row product(a.size());
    std::transform(a.begin(), a.end(), b.begin(), product.begin(), std::multiplies<>());
    return product;
}

Row times(double a, Row b)
{
    for (double& value : b) {
        value *= a;
    }
    return b;
}

double sumOf(const Row& row)
{
    return std::accumulate(row.begin(), row.end(), 0.0);
}

void scoreKeys(AttentionSteps& steps, const Scoring& scoring)
{
    const StepsAsked& asked = steps.asked;
    const Index N = scoring.key.dim(1), M = scoring.query.dim(1);
    steps.query = rowOf(scoring.query, asked.query, asked.head, steps.heads);
    steps.divisor = scoring.divisor;
    if (!scoring.offset.empty()) {
        steps.offset = copyOf(scoring.offset.data() + (asked.head * M + asked.query) * N, N);
    }
    for (Index n = 0; n < N; ++n) {
        steps.key.push_back(rowOf(scoring.key, n, asked.head, steps.heads));
        steps.terms.push_back(times(steps.query, steps.key.back()));
        steps.products.push_back(sumOf(steps.terms.back()));
        const double offset = steps.offset.empty() ? 0 : steps.offset[static_cast<std::size_t>(n)];
        steps.scaled.push_back(steps.products.back() / steps.divisor);
        steps.scores.push_back(steps.scaled.back() + offset);
    }
}

void weighKeys(AttentionSteps& steps)
{
    const double most = *std::max_element(steps.scores.begin(), steps.scores.end());
    for (const double score : steps.scores) {
        steps.powers.push_back(steps.exponential ? std::exp((score - most) / steps.asked.temperature) : score);
    }
    steps.sum = sumOf(steps.powers);
    steps.weights = times(1 / steps.sum, steps.powers);
    double entropy = 0;
    for (const double weight : steps.weights) {
        entropy -= weight > 0 ? weight * std::log(weight) : 0;
    }
    steps.spread = std::exp(entropy);
}

void mixValues(AttentionSteps& steps, const Scoring& scoring)
{
    steps.given.assign(static_cast<std::size_t>(scoring.value.dim(2) / steps.heads), 0);
    for (Index n = 0; n < scoring.value.dim(1); ++n) {
        steps.value.push_back(rowOf(scoring.value, n, steps.asked.head, steps.heads));
        steps.shares.push_back(times(steps.weights[static_cast<std::size_t>(n)], steps.value.back()));
        std::transform(steps.given.begin(), steps.given.end(), steps.shares.back().begin(), steps.given.begin(),
                       std::plus<>());
    }
}

AttentionSteps stepsOf(const AttentionMap& map, StepsAsked asked)
{
    const Scoring& scoring = *map.scoring;
    const Shape& shape = map.weights.shape(); // (1 × heads × queries × keys)
    asked.head = std::clamp<Index>(asked.head, 0, shape.dim(1) - 1);
    asked.query = std::clamp<Index>(asked.query, 0, shape.dim(2) - 1);
    AttentionSteps steps;
    steps.asked = asked;
    steps.keys = map.keys;
    steps.queryGrid = map.queryGrid;
    steps.extra = map.extra;
    steps.heads = shape.dim(1);
    steps.exponential = scoring.exponential;
    steps.fixedQuery = scoring.fixedQuery;
    scoreKeys(steps, scoring);
    weighKeys(steps);
    mixValues(steps, scoring);
    steps.own = copyOf(map.weights.data() + (asked.head * shape.dim(2) + asked.query) * shape.dim(3), shape.dim(3));
    return steps;
}

/// What the network gives for one picture, its maps with what they are made of; on the tape.
Output worked(const Examined& examined, const Picture& picture, std::uint64_t seed, Tape& tape, Tensor& image)
{
    const Shape one = examined.data.image;
    FOVEA_CHECK(picture.pixels.shape() == one, "a picture has the shape of the data's images");
    const PixelScale& scale = examined.data.scale;
    image = Tensor({1, one.dim(0), one.dim(1), one.dim(2)});
    ArrayView(image.data(), one.size()) =
        (ConstArrayView(picture.pixels.data(), one.size()) - scale.centre) * scale.factor;
    const Context context{.seed = seed, .drawn = true, .worked = true};
    tape.restart(false, nullptr, 0);
    Pass pass(tape, examined.network.parameters(), examined.weights, context);
    Input input{tape.constant(image.data(), image.shape())};
    if (picture.evidence) {
        input.evidence = middlesOf(tape, std::span(&*picture.evidence, 1), one);
    }
    return examined.network.forward(pass, input);
}

NoSteps whyNone(const Output& output, const std::string& layer)
{
    const auto map = std::ranges::find(output.maps, layer, &AttentionMap::layer);
    if (map == output.maps.end()) {
        return layer.starts_with("rollout") ? NoSteps::OtherLayers
               : output.glimpses.empty()    ? NoSteps::Nothing
                                            : NoSteps::Gaze;
    }
    return !map->shares                 ? NoSteps::Gate
           : layer.starts_with("look.") ? NoSteps::Gaze
           : !map->learned              ? NoSteps::Uniform
                                        : NoSteps::OtherLayers;
}

} // namespace

AttentionSteps attentionSteps(const Examined& examined, const Picture& picture, const StepsAsked& asked,
                              std::uint64_t seed, Tape& tape)
{
    Tensor image;
    const Output output = worked(examined, picture, seed, tape, image);
    for (const AttentionMap& map : output.maps) {
        if (map.scoring && map.layer == asked.layer) {
            return stepsOf(map, asked);
        }
    }
    AttentionSteps nothing;
    nothing.asked = asked;
    nothing.none = whyNone(output, asked.layer);
    return nothing;
}

std::vector<std::string> layersWithSteps(const Examined& examined, const Picture& picture, std::uint64_t seed,
                                         Tape& tape)
{
    Tensor image;
    std::vector<std::string> layers;
    for (const AttentionMap& map : worked(examined, picture, seed, tape, image).maps) {
        if (map.scoring) {
            layers.push_back(map.layer);
        }
    }
    return layers;
}

} // namespace fovea
