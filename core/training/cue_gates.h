// Gates on channels, held against the cues of the images: does a gate do what the image as a whole asks for?
#pragma once

#include "core/training/evaluate.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace fovea {

/// One gate on channels, over the images of a split.
struct CueGate
{
    std::string layer;
    std::vector<std::vector<double>> means; ///< (cues × channels): the mean gate of the images with this cue
    double explained = kUndefined;          ///< share of the gates' variance over the images that the cue explains
    double told = kUndefined; ///< share of the images whose gates lie nearest to the mean gates of their own cue
    /// Correlation, over images and channels, of how far a gate lies above its channel's mean with how much of its
    /// channel's weights reads the colour that counts. Known where one convolution lies before the gate.
    double correlation = kUndefined;
};

/// All gates on channels, in order; none where the data has no cues.
std::vector<CueGate> cueGates(const Examined& examined, const Split& split, std::uint64_t seed, Workspace& workspace);

/// [{"layer": "gate.1", "variance_explained_by_cue": 0.98, …, "mean_gates": {"red": […], …}}, …]
nlohmann::ordered_json toJson(const std::vector<CueGate>& gates, const std::vector<std::string>& cues);

} // namespace fovea
