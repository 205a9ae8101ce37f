// What a picture says of the run it shows, so that two pictures can be told apart without their file names.
#pragma once

#include "core/settings/config.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace fovea {

/// What looks, gates, mixes and pools in such a network, in this order: "multi-head self-attention + mean pooling".
QString mechanismsText(const Config& config);

/// "Needle, soft attention, seed 0"; of several runs all their seeds.
QString figureTitle(const Config& config, const std::vector<std::uint64_t>& seeds);

/// "Preset needle with data.samples 320, train.epochs 1.": the preset on the same data from which least differs, or the
/// data set where no preset has it, and the settings that differ; the seed and the data's folder are not among them.
QString settingsSentence(const Config& config);

} // namespace fovea
