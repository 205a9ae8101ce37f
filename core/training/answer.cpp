#include "core/training/answer.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

MapOfSample copyOf(const AttentionMap& map, Index sample)
{
    const Shape one = map.weights.shape().ofOne(); // (heads × queries × keys)
    const Real* from = map.weights.data() + sample * one.size();
    return {Tensor(one, Reals(from, from + one.size())),
            map.keys,
            map.layer,
            map.learned,
            map.queryGrid,
            map.extra,
            map.shares,
            map.inImage};
}

/// One look at image i of a chunk, on its first path.
GlimpseOfSample copyOf(const Glimpse& glimpse, Index row, const Gaze& middle, const Shape& image)
{
    GlimpseOfSample one;
    const Real* const w = glimpse.window.data() + 6 * row;
    std::copy_n(w, 6, one.window.begin());
    one.middle = middle;
    const auto W = static_cast<double>(image.dim(1)), H = static_cast<double>(image.dim(0));
    one.width = std::hypot(one.window[0] * W, one.window[3] * H);
    one.height = std::hypot(one.window[1] * W, one.window[4] * H);
    const Shape shape = glimpse.seen.shape().ofOne();
    const Real* const from = glimpse.seen.data() + row * shape.size();
    one.seen = Tensor(shape, Reals(from, from + shape.size()));
    if (glimpse.logPi.valid()) {
        one.logPi = static_cast<double>(glimpse.logPi.data()[row]);
        one.promised = static_cast<double>(glimpse.promised.data()[row]);
    }
    return one;
}

std::vector<GlimpseOfSample> glimpsesOf(const Output& output, Index i, const Shape& image, const Task& task)
{
    const Index row = i * output.rollouts;
    const std::vector<Gaze> gazes = gazesOf(output, row, image);
    std::vector<GlimpseOfSample> glimpses;
    for (std::size_t t = 0; t < gazes.size(); ++t) {
        glimpses.push_back(copyOf(output.glimpses[t], row, gazes[t], image));
        const bool last = t + 1 == gazes.size();
        if (last || t < output.early.size()) {
            const Var logits = last ? output.logits : output.early[t]; // a test without chance has one path an image
            glimpses.back().probabilities = task.probabilities(logits.data() + (last ? i : row) * logits.cols());
        }
    }
    return glimpses;
}

} // namespace

std::vector<AnswerOfSample> answers(const Examined& examined, const Tensor& images, MapOverride maps,
                                    std::uint64_t seed, Tape& tape, std::span<const Evidence> evidence)
{
    const Index all = images.dim(0), perChunk = examined.network.samplesPerChunk(),
                size = images.shape().ofOne().size();
    const Context context{.seed = seed, .maps = maps, .early = true, .drawn = true};
    std::vector<AnswerOfSample> results;
    for (Index first = 0; first < all; first += perChunk) {
        const Index count = std::min(perChunk, all - first);
        tape.restart(false, nullptr, first);
        Pass pass(tape, examined.network.parameters(), examined.weights, context);
        Input input{tape.constant(images.data() + first * size, images.shape().withFirst(count))};
        if (!evidence.empty()) {
            const auto some = evidence.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
            input.evidence = middlesOf(tape, some, images.shape().ofOne());
        }
        const Output output = examined.network.forward(pass, input);
        for (Index i = 0; i < count; ++i) {
            const Real* logits = output.logits.data() + i * output.logits.cols();
            AnswerOfSample result{examined.task.probabilities(logits), examined.task.answer(logits), {}};
            for (const AttentionMap& map : output.maps) {
                result.maps.push_back(copyOf(map, i));
            }
            result.glimpses = glimpsesOf(output, i, images.shape().ofOne(), examined.task);
            results.push_back(std::move(result));
        }
    }
    return results;
}

std::vector<AnswerOfSample> answers(const Examined& examined, const std::vector<PicturePtr>& pictures, MapOverride maps,
                                    std::uint64_t seed, Tape& tape)
{
    const Shape one = examined.data.image;
    const PixelScale& scale = examined.data.scale;
    Tensor images({static_cast<Index>(pictures.size()), one.dim(0), one.dim(1), one.dim(2)});
    std::vector<Evidence> evidence;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        evidence.push_back(pictures[i]->evidence.value_or(Evidence()));
        const Tensor& pixels = pictures[i]->pixels;
        FOVEA_CHECK(pixels.shape() == one, "a picture has the shape of the data's images");
        ArrayView(images.data() + static_cast<Index>(i) * one.size(), one.size()) =
            (ConstArrayView(pixels.data(), one.size()) - scale.centre) * scale.factor;
    }
    return answers(examined, images, maps, seed, tape, evidence);
}

MapScore scoreOf(const MapOfSample& map, Index head, Index query, const Picture& picture)
{
    const Real* weights = map.row(head, query);
    const Index keys = map.weights.dim(2);
    MapScore score{
        std::exp(entropy(weights, keys)), static_cast<double>(*std::max_element(weights, weights + keys)), {}, {}};
    if (picture.evidence && map.shares && map.inImage && map.keys.places() == keys) {
        score.evidence = evidenceScore(weights, map.keys, picture.pixels.shape(), *picture.evidence);
        score.chance = evidenceChance(map.keys, picture.pixels.shape(), *picture.evidence);
    }
    return score;
}

PicturePtr pictureOf(const Split& split, Index i)
{
    Picture picture;
    picture.pixels = Tensor(split.images.shape);
    readImage(split.images, i, PixelScale(), picture.pixels.data());
    picture.label = split.labels[static_cast<std::size_t>(i)];
    if (!split.evidence.empty()) {
        picture.evidence = split.evidence[static_cast<std::size_t>(i)];
    }
    if (!split.cues.empty()) {
        picture.cue = split.cues[static_cast<std::size_t>(i)];
    }
    picture.sample = i;
    return std::make_shared<const Picture>(std::move(picture));
}

Tensor imagesOf(const Dataset& data, const Split& split, const std::vector<Index>& indices)
{
    const Shape one = split.images.shape;
    Tensor images({static_cast<Index>(indices.size()), one.dim(0), one.dim(1), one.dim(2)});
    for (std::size_t i = 0; i < indices.size(); ++i) {
        readImage(split.images, indices[i], data.scale, images.data() + static_cast<Index>(i) * one.size());
    }
    return images;
}

} // namespace fovea
