// What the gates of channels do for each class, and for each cue where the data has cues: their means over the images of a
// split.
#pragma once

#include "core/training/evaluate.h"

#include <string>
#include <vector>

namespace fovea {

/// One gate of channels.
struct ClassGates
{
    std::string layer;                           ///< as in AttentionMap::layer
    std::vector<std::vector<double>> byClass;    ///< (classes × channels); undefined where a class has no image
    std::vector<std::vector<double>> byCue = {}; ///< (cues × channels); empty where the data has none
};

struct GateMeans
{
    std::vector<ClassGates> gates;
    Index images = 0;
};

/// Over the first `count` images of a split (all where count < 0). Empty where `stop` came first, which it notices within a
/// few images. The result does not depend on the number of threads.
std::optional<GateMeans> gateMeans(const Examined& examined, const Split& split, Index count, std::uint64_t seed,
                                   Workspace& workspace, std::stop_token stop = {});

} // namespace fovea
