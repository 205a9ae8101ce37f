#include "core/training/answer.h"

#include <algorithm>

namespace fovea {
namespace {

MapOfSample copyOf(const AttentionMap& map, Index sample)
{
    const Shape one = map.weights.shape().ofOne(); // (heads × queries × keys)
    const Real* from = map.weights.data() + sample * one.size();
    return {Tensor(one, Reals(from, from + one.size())), map.keys, map.layer, map.learned};
}

} // namespace

std::vector<AnswerOfSample> answers(const Examined& examined, const Tensor& images, MapOverride maps,
                                    std::uint64_t seed, Tape& tape)
{
    const Index all = images.dim(0), perChunk = examined.network.samplesPerChunk(),
                size = images.shape().ofOne().size();
    const Context context{.seed = seed, .maps = maps};
    std::vector<AnswerOfSample> results;
    for (Index first = 0; first < all; first += perChunk) {
        const Index count = std::min(perChunk, all - first);
        tape.restart(false, nullptr, first);
        Pass pass(tape, examined.network.parameters(), examined.weights, context);
        const Output output = examined.network.forward(
            pass, {tape.constant(images.data() + first * size, images.shape().withFirst(count))});
        for (Index i = 0; i < count; ++i) {
            const Real* logits = output.logits.data() + i * output.logits.cols();
            AnswerOfSample result{examined.task.probabilities(logits), examined.task.answer(logits), {}};
            for (const AttentionMap& map : output.maps) {
                result.maps.push_back(copyOf(map, i));
            }
            results.push_back(std::move(result));
        }
    }
    return results;
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
