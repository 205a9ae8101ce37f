#include "core/settings/presets.h"

#include "core/settings/fields.h"

namespace fovea {

const std::vector<Preset>& presets()
{
    static const std::vector<Preset> kPresets = {
        {"needle",
         "A needle in noise",
         "Heatmaps are uniform at first and snap onto the needles within a pass or two, while accuracy "
         "climbs.",
         "Let it look everywhere alike (no attention): the answers stay right, but the network cannot say where it "
         "looked. Lower the "
         "signal strength to 4 and see that no network beats the ceiling.",
         {}},
        {"essay",
         "The essay, as written",
         "Training accuracy rises, validation does not; or, with another seed, everything collapses to one "
         "answer. The "
         "attention is exactly 1 for every image: softmax over one number.",
         "Seeds 0 to 4. Then the preset essay-corrected, on the same data.",
         {{"data.set", "brightness"},
          {"data.samples", "800"},
          {"data.validation", "200"},
          {"data.test", "200"},
          {"data.pixels", "raw"},
          {"model.trunk", "conv 32 3x3 valid"},
          {"model.hidden", "64"},
          {"model.initialiser", "glorot"},
          {"attention.mechanism", "essay"},
          {"train.epochs", "10"},
          {"train.optimiser", "adam"},
          {"train.schedule", "constant"},
          {"train.learning_rate", "0.001"},
          {"train.epsilon", "1e-7"}}},
        {"essay-corrected",
         "The essay's data, corrected",
         "Standardised pixels and one weight for each place: training and validation rise together.",
         "Let it look everywhere alike (no attention). Every pixel counts the same here, so mean pooling cannot be "
         "beaten.",
         {{"data.set", "brightness"},
          {"data.samples", "800"},
          {"data.validation", "200"},
          {"data.test", "4000"},
          {"model.trunk", "conv 32 3x3"},
          {"model.initialiser", "glorot"},
          {"attention.mechanism", "soft"},
          {"train.epochs", "80"},
          {"train.optimiser", "adam"},
          {"train.schedule", "one_cycle"},
          {"train.learning_rate", "0.01"}}},
        {"fashion",
         "Clothes: Fashion-MNIST",
         "The map covers the whole piece: on centred pictures there is nothing to search for.",
         "Replace the attention by a uniform map: the answers hardly change. Then do the same on the needle.",
         {{"data.set", "fashion"},
          {"data.samples", "0"},
          {"data.validation", "5000"},
          {"data.test", "0"},
          {"model.trunk", "conv 32, pool, norm, conv 64, pool, norm, conv 64, norm"},
          {"train.decay", "0.05"},
          {"train.epochs", "16"},
          {"train.batch_size", "128"},
          {"train.learning_rate", "0.01"},
          {"augment.flip", "true"}}},
    };
    return kPresets;
}

const Preset* findPreset(std::string_view key)
{
    for (const Preset& preset : presets()) {
        if (preset.key == key) {
            return &preset;
        }
    }
    return nullptr;
}

Config configOf(const Preset& preset)
{
    Config config;
    for (const auto& [key, text] : preset.settings) {
        setFromText(config, key, text);
    }
    return config;
}

} // namespace fovea
