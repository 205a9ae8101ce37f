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
    const auto counted = static_cast<std::size_t>(images);
    const std::span<const int> labels(split.labels.data(), counted);
    GateMeans means{{}, images};
    for (const ChannelGates& gate : *gates) {
        ClassGates of{gate.layer, meansOfGroups(gate, labels, examined.data.classes.size())};
        if (!split.cues.empty()) {
            of.byCue = meansOfGroups(gate, {split.cues.data(), counted}, examined.data.cues.size());
        }
        means.gates.push_back(std::move(of));
    }
    return means;
}

} // namespace fovea
