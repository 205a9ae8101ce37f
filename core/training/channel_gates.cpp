#include "core/training/channel_gates.h"

#include <algorithm>

namespace fovea {
namespace {

bool isOnChannels(const AttentionMap& map)
{
    return !map.shares && map.keys.places() == 0;
}

std::vector<ChannelGates> gatesIn(const Output& output, Index images)
{
    std::vector<ChannelGates> gates;
    for (const AttentionMap& map : output.maps) {
        if (isOnChannels(map)) {
            const Index channels = map.weights.cols();
            const Real* from = map.weights.data();
            gates.push_back({map.layer, channels, std::vector<double>(from, from + images * channels)});
        }
    }
    return gates;
}

} // namespace

std::optional<std::vector<ChannelGates>> channelGates(const Examined& examined, const Split& split, Index count,
                                                      std::uint64_t seed, Workspace& workspace, std::stop_token stop)
{
    const Index perChunk = examined.network.samplesPerChunk();
    const Context context{.seed = seed};
    std::vector<std::vector<ChannelGates>> chunks(static_cast<std::size_t>((count + perChunk - 1) / perChunk));
    workspace.pool().forEach(static_cast<Index>(chunks.size()), [&](Index chunk, int thread) {
        if (!stop.stop_requested()) {
            const Index first = chunk * perChunk, images = std::min(perChunk, count - first);
            chunks[static_cast<std::size_t>(chunk)] =
                gatesIn(answersOf(examined, split, first, images, context, workspace.tape(thread)), images);
        }
    });
    if (stop.stop_requested()) {
        return {};
    }
    std::vector<ChannelGates> all;
    for (const std::vector<ChannelGates>& chunk : chunks) {
        for (std::size_t g = 0; g < chunk.size(); ++g) {
            if (g == all.size()) {
                all.push_back({chunk[g].layer, chunk[g].channels, {}});
            }
            all[g].values.insert(all[g].values.end(), chunk[g].values.begin(), chunk[g].values.end());
        }
    }
    return all;
}

std::vector<std::vector<double>> meansOfGroups(const ChannelGates& gates, std::span<const int> groups,
                                               std::size_t kinds)
{
    std::vector<std::vector<double>> means(kinds, std::vector<double>(static_cast<std::size_t>(gates.channels)));
    std::vector<double> counts(kinds);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto group = static_cast<std::size_t>(groups[i]);
        counts[group] += 1;
        for (std::size_t c = 0; c < means[group].size(); ++c) {
            means[group][c] += gates.of(i)[c];
        }
    }
    for (std::size_t group = 0; group < kinds; ++group) {
        for (double& mean : means[group]) {
            mean = counts[group] > 0 ? mean / counts[group] : kUndefined;
        }
    }
    return means;
}

} // namespace fovea
