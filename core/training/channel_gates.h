// What gates on channels do on the images of a split, and their means over groups of images: classes, or cues.
#pragma once

#include "core/training/evaluate.h"

#include <span>
#include <string>
#include <vector>

namespace fovea {

/// One gate.
struct ChannelGates
{
    std::string layer; ///< as in AttentionMap::layer
    Index channels = 0;
    std::vector<double> values; ///< (images × channels)

    const double* of(std::size_t image) const { return values.data() + image * static_cast<std::size_t>(channels); }
};

/// All gates on channels, in order, over the first `count` images of a split. Empty where `stop` came first, which it notices
/// within a few images. The result does not depend on the number of threads.
std::optional<std::vector<ChannelGates>> channelGates(const Examined& examined, const Split& split, Index count,
                                                      std::uint64_t seed, Workspace& workspace,
                                                      std::stop_token stop = {});

/// The mean gates of the images of each group (kinds × channels); NaN for a group that no image is of. groups (images), from
/// 0 to kinds − 1.
std::vector<std::vector<double>> meansOfGroups(const ChannelGates& gates, std::span<const int> groups,
                                               std::size_t kinds);

} // namespace fovea
