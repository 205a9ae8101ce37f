#include "core/settings/presets.h"

#include "core/settings/fields.h"

namespace fovea {

namespace {

/// Each row, and behind it its variations.
std::vector<Preset> withVariations(const std::vector<Preset>& rows)
{
    std::vector<Preset> all;
    for (const Preset& row : rows) {
        all.push_back(row);
        for (const PresetVariation& variation : presetVariations()) {
            if (variation.base == row.key) {
                all.push_back(variation.preset);
                all.back().settings = row.settings;
                for (const auto& [key, text] : variation.preset.settings) {
                    std::erase_if(all.back().settings,
                                  [name = key](const auto& setting) { return setting.first == name; });
                    all.back().settings.emplace_back(key, text);
                }
                const Config config = configOf(all.back());
                std::erase_if(all.back().settings, // what the base says of its own mechanism
                              [&](const auto& setting) { return !findField(setting.first)->applies(config); });
            }
        }
    }
    return all;
}

std::vector<Preset> withGlimpses(std::vector<Preset> rows)
{
    const std::vector<Preset> glimpses = glimpsePresets();
    rows.insert(rows.end(), glimpses.begin(), glimpses.end());
    return rows;
}

} // namespace

const std::vector<Preset>& presets()
{
    static const std::vector<Preset> kPresets = withGlimpses(withVariations({
        {"needle",
         "A needle in noise",
         "Heatmaps are uniform at first and snap onto the needles within a pass or two, while accuracy "
         "climbs.",
         "Let it look everywhere alike (no attention): it takes longer, and in the end the answers are as good, but the "
         "network cannot say where it looked. Lower the "
         "signal strength to 4 and see that no network beats the ceiling.",
         {}},
        {"essay",
         "The essay, as written",
         "On training images it gets better, on validation images it does not; or, with another seed, everything "
         "collapses to one answer. The "
         "attention is exactly 1 for every image: softmax over one number.",
         "Seeds 0 to 4. Then the preset “The essay's data, corrected”.",
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
         "Standardised pixels and one weight for each place: it gets better on training and validation images alike.",
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
         "The map covers the whole piece: on centred pictures there is nothing to search for. 92 of 100 test images are right "
         "after six passes.",
         "Replace the attention by a uniform map: the answers hardly change. Then do the same on the needle.",
         {{"data.set", "fashion"},
          {"data.samples", "0"},
          {"data.validation", "5000"},
          {"data.test", "0"},
          {"model.trunk", "conv 32, pool, norm, conv 64, pool, norm, conv 128, pool, norm"},
          {"train.decay", "0.05"},
          {"train.epochs", "6"},
          {"train.batch_size", "128"},
          {"train.learning_rate", "0.015"},
          {"train.label_smoothing", "0.1"},
          {"augment.flip", "true"}}},
        {"fashion-long",
         "Clothes, with more patience",
         "The same network as in fashion, five times as long, on pieces that are also moved by a pixel: one more of 100 is right. "
         "Smoothed labels leave the loss on training images at 0.5 at best.",
         "No shift and no label smoothing (0): the training images are learned by heart, and validation turns back.",
         {{"data.set", "fashion"},
          {"data.samples", "0"},
          {"data.validation", "5000"},
          {"data.test", "0"},
          {"model.trunk", "conv 32, pool, norm, conv 64, pool, norm, conv 128, pool, norm"},
          {"train.decay", "0.05"},
          {"train.epochs", "28"},
          {"train.batch_size", "128"},
          {"train.learning_rate", "0.01"},
          {"train.label_smoothing", "0.1"},
          {"augment.flip", "true"},
          {"augment.shift", "1"}}},
        {"fashion-compact",
         "Clothes: a compact transformer",
         "Two convolutions make the tokens, two layers of self-attention mix them, and each token says its weight. "
         "The map shows which do.",
         "No mixing layers (0): on centred clothes little is lost. Then fashion-vit, whose tokens are bare patches.",
         {{"data.set", "fashion"},
          {"data.samples", "0"},
          {"data.validation", "5000"},
          {"data.test", "0"},
          {"model.trunk", "conv 32, pool, norm, conv 64, pool, norm"},
          {"mix.depth", "2"},
          {"attention.mechanism", "sequence"},
          {"train.decay", "0.05"},
          {"train.epochs", "10"},
          {"train.learning_rate", "0.003"},
          {"augment.flip", "true"}}},
        {"fashion-vit",
         "Clothes: a vision transformer",
         "49 patches of 4 × 4 pixels, four layers of self-attention, and a class token from which the answer is read. It "
         "learns more slowly than convolutions: it has to find out what lies beside what.",
         "The same pictures with fashion and fashion-compact: after as many passes both are ahead. Then the page of heads, "
         "which says how far each of them looks.",
         {{"data.set", "fashion"},
          {"data.samples", "0"},
          {"data.validation", "5000"},
          {"data.test", "0"},
          {"model.trunk", "patches 4"},
          {"mix.depth", "4"},
          {"mix.width", "64"},
          {"attention.mechanism", "class"},
          {"train.decay", "0.05"},
          {"train.epochs", "10"},
          {"train.learning_rate", "0.002"},
          {"augment.flip", "true"}}},
        {"corners",
         "Colours in far corners",
         "Accuracy starts at one half and jumps within a pass or two: the patches have found each other. Nothing else in "
         "the image is worth a look.",
         "Windows instead of every token asking all: no token sees both corners, the loss stays at 0.693 and the answers "
         "at a guess. Two mixing layers of windows that move bring the colours together again, but never in images of 64 × 64.",
         {{"data.set", "corners"},
          {"data.noise", "0"},
          {"data.pixels", "raw"},
          {"model.trunk", "patches 4"},
          {"mix.depth", "1"},
          {"mix.width", "64"},
          {"mix.expansion", "4"},
          {"mix.positions", "none"},
          {"attention.mechanism", "none"},
          {"train.decay", "0.05"},
          {"train.learning_rate", "0.002"},
          {"train.epochs", "8"}}},
        {"odd-one-out",
         "The odd one out",
         "Nothing for many passes, then the answers come at once: bars are compared with each other. Colours never "
         "help.",
         "No mixing layers: no place sees two whole bars, and the answers stay guesses. Then lower the "
         "angle to 30.",
         {{"data.set", "odd-one-out"},
          {"model.trunk", "conv 16, pool, conv 32, pool, norm"},
          {"mix.depth", "2"},
          {"attention.mechanism", "none"},
          {"train.decay", "0.05"},
          {"train.learning_rate", "0.003"},
          {"train.epochs", "16"}}},
        {"pair",
         "The same or different?",
         "One half for a pass or two, then the answers come: blots that nobody has seen before are compared. Click a "
         "blot on the page of heads and see whom its token asks.",
         "Two convolutions instead of the two mixing layers: add conv 64, norm, conv 64, norm to the layers and set the "
         "mixing layers to 0. Then let blots differ in 6 squares only.",
         {{"data.set", "pair"},
          {"data.samples", "20000"},
          {"data.noise", "0"},
          {"model.trunk", "conv 16 5x5, pool, norm, conv 32, pool, norm, conv 64, pool, norm"},
          {"mix.depth", "2"},
          {"attention.mechanism", "none"},
          {"train.decay", "0.05"},
          {"train.learning_rate", "0.003"},
          {"train.epochs", "5"}}},
        {"coloured",
         "Which colour counts?",
         "The gate learns to follow the colour of the frame: then the heatmap lies on the glyph of that colour, and accuracy "
         "climbs past 0.56, which is all that reading glyphs gives without knowing which of them counts.",
         "Take the gate out (none): the heatmap cannot choose among the glyphs. Then write norm behind each pool: it sees "
         "the whole map, so it is a little of a gate itself.",
         {{"data.set", "coloured"},
          {"data.signal", "20"},
          {"data.samples", "4000"},
          {"model.trunk", "conv 16 5x5, pool, gate, conv 32, pool"},
          {"gate.mechanism", "se"},
          {"gate.reduction", "1"},
          {"train.epochs", "20"},
          {"train.batch_size", "32"},
          {"train.learning_rate", "0.006"},
          {"train.decay", "0.01"}}},
        {"shortcut",
         "A shortcut: right picture, wrong reason",
         "Accuracy is perfect after two passes, and the heatmap leaves the digits for the tag in the corner. The further "
         "tests at the end say what that is worth: the same digits with the tag removed, or shuffled.",
         "An honesty of the tag of 0, 0.5 and 0.9: attention on the tag rises with what the network loses when tags are "
         "shuffled. Then pieces of clothing, which are harder to read than a tag.",
         {{"data.set", "shortcut"}, {"data.samples", "4000"}, {"data.rho", "1"}, {"train.epochs", "6"}}},
        {"clutter",
         "A digit among pieces of others",
         "Heatmaps find the digit among the pieces, wherever it lies.",
         "Let it look everywhere alike (no attention): the answers are nearly as good, but nothing says where it looked. "
         "Then take 16 pieces.",
         {{"data.set", "clutter"},
          {"data.samples", "4000"},
          {"model.trunk", "conv 16 5x5, pool, norm, conv 32, pool, norm, conv 64, norm"},
          {"train.epochs", "8"},
          {"train.learning_rate", "0.01"},
          {"train.decay", "0.05"}}},
    }));
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
