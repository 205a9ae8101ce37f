#include "core/training/gate_means.h"

#include <algorithm>

namespace fovea {
namespace {

bool isOfChannels(const AttentionMap& map)
{
    return !map.shares && map.keys.places() == 0;
}

/// The gates of the images of one chunk: one row an image.
struct ChunkGates
{
    std::vector<std::string> layers;
    std::vector<Tensor> rows; ///< of each layer (images × channels)
};

ChunkGates gatesOf(const Examined& examined, const Split& split, Index first, Index count, const Context& context,
                   Tape& tape)
{
    tape.restart(false, nullptr, first);
    const Shape one = split.images.shape;
    const Var image = tape.make({count, one.dim(0), one.dim(1), one.dim(2)});
    for (Index i = 0; i < count; ++i) {
        readImage(split.images, first + i, examined.data.scale, image.data() + i * one.size());
    }
    Pass pass(tape, examined.network.parameters(), examined.weights, context);
    const Output output = examined.network.forward(pass, {image});
    ChunkGates gates;
    for (const AttentionMap& map : output.maps) {
        if (isOfChannels(map)) {
            const Index channels = map.weights.cols();
            gates.layers.push_back(map.layer);
            gates.rows.emplace_back(Shape{count, channels},
                                    Reals(map.weights.data(), map.weights.data() + count * channels));
        }
    }
    return gates;
}

/// The sums of the chunks, in their order, divided by the images of each class.
GateMeans meansOf(const std::vector<ChunkGates>& chunks, const Split& split, std::size_t classes, Index images)
{
    GateMeans means{{}, images};
    if (chunks.empty()) {
        return means;
    }
    const std::vector<std::string>& layers = chunks.front().layers;
    for (std::size_t layer = 0; layer < layers.size(); ++layer) {
        const Index channels = chunks.front().rows[layer].dim(1);
        std::vector<std::vector<double>> sums(classes, std::vector<double>(static_cast<std::size_t>(channels)));
        std::vector<double> counts(classes);
        std::size_t sample = 0;
        for (const ChunkGates& chunk : chunks) {
            const Tensor& rows = chunk.rows[layer];
            for (Index i = 0; i < rows.dim(0); ++i, ++sample) {
                const auto label = static_cast<std::size_t>(split.labels[sample]);
                counts[label] += 1;
                for (Index c = 0; c < channels; ++c) {
                    sums[label][static_cast<std::size_t>(c)] += static_cast<double>(rows[i * channels + c]);
                }
            }
        }
        for (std::size_t label = 0; label < classes; ++label) {
            for (double& sum : sums[label]) {
                sum = counts[label] > 0 ? sum / counts[label] : kUndefined;
            }
        }
        means.gates.push_back({layers[layer], std::move(sums)});
    }
    return means;
}

} // namespace

std::optional<GateMeans> gateMeans(const Examined& examined, const Split& split, Index count, std::uint64_t seed,
                                   Workspace& workspace, std::stop_token stop)
{
    const Index images = count < 0 ? split.size() : std::min(count, split.size());
    const Index perChunk = examined.network.samplesPerChunk();
    const Context context{.seed = seed};
    std::vector<ChunkGates> chunks(static_cast<std::size_t>((images + perChunk - 1) / perChunk));
    workspace.pool().forEach(static_cast<Index>(chunks.size()), [&](Index chunk, int thread) {
        if (!stop.stop_requested()) {
            const Index first = chunk * perChunk;
            chunks[static_cast<std::size_t>(chunk)] =
                gatesOf(examined, split, first, std::min(perChunk, images - first), context, workspace.tape(thread));
        }
    });
    if (stop.stop_requested()) {
        return {};
    }
    return meansOf(chunks, split, examined.data.classes.size(), images);
}

} // namespace fovea
