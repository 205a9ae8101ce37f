// What a picture says of the run it shows, so that two pictures can be told apart without their file names.
#pragma once

#include "ui/form/field_words.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace fovea {

/// What looks, gates, mixes and pools in such a network, in this order: "multi-head self-attention + mean pooling".
QString mechanismsText(const Config& config);

/// "Needle, soft attention, seed 0"; of several runs all their seeds.
QString figureTitle(const Config& config, const std::vector<std::uint64_t>& seeds);

/// "seed 2", "seeds 0 to 4"
QString seedsText(const std::vector<std::uint64_t>& seeds);

/// "Preset needle with data.samples 320, train.epochs 1.": the preset on the same data from which least differs, or the
/// data set where no preset has it, and the settings that differ; the seed and the data's folder are not among them. By the
/// names that the command line takes, or in plain words as in the form: "A needle in noise with training images 320, passes 1."
QString settingsSentence(const Config& config, Wording wording = Wording::Term);

} // namespace fovea
