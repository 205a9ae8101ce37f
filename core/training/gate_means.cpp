#include "core/training/gate_means.h"

#include "core/training/channel_gates.h"

#include <algorithm>

namespace fovea {

std::optional<GateMeans> gateMeans(const Examined& examined, const Split& split, Index count, std::uint64_t seed,
                                   Workspace& workspace, std::stop_token stop)
{
    const Index images = count < 0 ? split.size() : std::min(count, split.size());
    const auto gates = channelGates(examined, split, images, seed, workspace, stop);
    if (!gates) {
        return {};
    }
    const std::span<const int> labels(split.labels.data(), static_cast<std::size_t>(images));
    GateMeans means{{}, images};
    for (const ChannelGates& gate : *gates) {
        means.gates.push_back({gate.layer, meansOfGroups(gate, labels, examined.data.classes.size())});
    }
    return means;
}

} // namespace fovea
