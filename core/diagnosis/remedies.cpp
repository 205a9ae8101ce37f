#include "core/diagnosis/remedies.h"

#include "core/attention/catalog.h"
#include "core/settings/fields.h"
#include "core/settings/rules.h"
#include "core/tensor/check.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace fovea {
namespace {

/// A number as a person would set it: two digits.
double round2(double value)
{
    if (!(value > 0)) {
        return 0;
    }
    const double step = std::pow(10, std::floor(std::log10(value)) - 1);
    return std::round(value / step) * step;
}

template<class Change>
std::vector<Config> with(const Config& config, Change change)
{
    Config changed = config;
    change(changed);
    return {changed};
}

std::vector<Config> rateTimes(const Config& config, double factor)
{
    return with(config, [&](Config& c) {
        const double rate = round2(c.train.learningRate * factor);
        const double usual = TrainConfig().learningRate;
        // From a rate that nobody uses a step of ten leads nowhere: back to the usual one.
        c.train.learningRate = factor <= 0.1 && rate > 0.1 ? usual : factor > 1 && rate < 1e-4 ? usual : rate;
    });
}

void resize(Config& c, double factor)
{
    c.model.trunk = scaledTrunk(c.model.trunk, factor);
    const auto scaled = [&](int units) { return units > 0 ? std::max(1, static_cast<int>(units * factor)) : 0; };
    c.model.hidden = std::min(4096, scaled(c.model.hidden));
    if (c.mix.depth > 0) {
        c.mix.width = std::min(512, scaled(c.mix.width));
    }
}

/// A network of another size: all of its layers, else its layers before attention alone.
std::vector<Config> resized(const Config& config, double factor)
{
    Config all = config, trunk = config;
    resize(all, factor);
    trunk.model.trunk = scaledTrunk(trunk.model.trunk, factor);
    return {all, trunk};
}

/// Another way of looking: one that has something to choose where there was none, plain averaging where there was.
std::vector<Config> otherAttention(const Config& config)
{
    const std::string now = config.attention.mechanism;
    std::vector<Config> found;
    const bool chooses = now != "none" && now != "flatten" && now != "class" && !mechanismNamed(now).onePlace;
    const std::string first = chooses ? "queries" : "soft";
    for (const std::string& mechanism : {first, std::string("none")}) {
        Config other = config;
        other.attention.mechanism = mechanism;
        found.push_back(other);
    }
    return found;
}

std::vector<Config> askingAll(const Config& config)
{
    Config mixed = config;
    mixed.mix.mechanism = "global";
    mixed.mix.depth = std::max(1, config.mix.depth);
    return {mixed};
}

std::vector<Config> augmented(const Config& config)
{
    std::vector<Config> found(3, config);
    found[0].augment.shift = std::max(config.augment.shift, std::min(config.augment.shift + 2, 4));
    found[1].augment.flip = true;
    found[2].augment.noise = std::max(0.2, config.augment.noise);
    return found;
}

std::vector<Config> gentler(const Config& config)
{
    return with(config, [](Config& c) {
        c.train.dropout = 0;
        c.train.l1 = c.train.l2 = 0;
        c.train.labelSmoothing = 0;
        c.train.decay = std::min(c.train.decay, 0.01);
    });
}

/// Ten times a penalty, but never less of one that is large already.
double stronger(double penalty, double first)
{
    constexpr double kMost = 0.1;
    return penalty > 0 ? std::max(penalty, std::min(kMost, round2(penalty * 10))) : first;
}

std::vector<Config> penalised(const Config& config)
{
    return with(config, [](Config& c) { c.train.l2 = stronger(c.train.l2, 1e-3); });
}

std::vector<Config> sparse(const Config& config)
{
    return with(config, [](Config& c) { c.train.l1 = stronger(c.train.l1, 1e-5); });
}

} // namespace

std::string scaledTrunk(const std::string& trunk, double factor)
{
    std::string scaled;
    std::size_t at = 0;
    bool conv = false;
    while (at < trunk.size()) {
        const std::size_t end = std::min(trunk.find_first_of(" ,", at), trunk.size());
        const std::string word = trunk.substr(at, end - at);
        int channels = 0;
        const auto [rest, failure] = std::from_chars(word.data(), word.data() + word.size(), channels);
        if (conv && failure == std::errc() && rest == word.data() + word.size()) {
            scaled += std::to_string(std::clamp(static_cast<int>(channels * factor), 1, 1024));
        } else {
            scaled += word;
        }
        conv = word == "conv" || (word.empty() && conv);
        at = end;
        if (at < trunk.size()) {
            scaled += trunk[at++];
        }
    }
    return scaled;
}

const std::vector<RemedyRow>& remedyRows()
{
    static const std::vector<RemedyRow> kRows = {
        {"more-data", "more training images", "What is learned by heart from few images must be understood for many.",
         [](const Config& c) { // 0 takes all that a folder has: there are no more
             return with(c, [](Config& x) { x.data.samples = std::min(1'000'000, x.data.samples * 4); });
         }},
        {"augmentation", "augmentation", "The same image never comes twice, so it cannot be learned by heart.",
         augmented},
        {"dropout", "dropout", "Features that are missing by chance cannot conspire.",
         [](const Config& c) {
             return with(c, [](Config& x) {
                 x.train.dropout = std::max(x.train.dropout, std::min(0.7, x.train.dropout + 0.3));
             });
         }},
        {"l2", "L2 penalty", "Large weights cost something, so answers change more gently from image to image.",
         penalised},
        {"l1", "L1 penalty", "Weights that help little go to zero: fewer are left to learn by heart with.", sparse},
        {"early-stopping", "early stopping", "Ends where validation was best, and goes back to those weights.",
         [](const Config& c) {
             return with(c, [](Config& x) { x.train.patience = x.train.patience > 0 ? x.train.patience : 5; });
         }},
        {"smaller", "a smaller network", "Fewer weights hold fewer images by heart.",
         [](const Config& c) { return resized(c, 0.5); }},
        {"larger", "a larger network", "It could not tell the images apart; more features can.",
         [](const Config& c) { return resized(c, 2); }},
        {"slower", "a lower learning rate", "Smaller steps do not leap over what they look for.",
         [](const Config& c) { return rateTimes(c, 0.1); }},
        {"calmer", "a third of the learning rate", "Smaller steps move the answers less from pass to pass.",
         [](const Config& c) { return rateTimes(c, 1.0 / 3); }},
        {"faster", "a higher learning rate", "The weights hardly moved.",
         [](const Config& c) { return rateTimes(c, 10); }},
        {"larger-batch", "larger batches", "A mean over more images points more steadily.",
         [](const Config& c) {
             return with(c, [](Config& x) { x.train.batchSize = std::min(4096, x.train.batchSize * 4); });
         }},
        {"smaller-batch", "smaller batches",
         "More steps in a pass, and each of them less sure: that can shake it loose.",
         [](const Config& c) {
             return with(c, [](Config& x) { x.train.batchSize = std::max(1, x.train.batchSize / 4); });
         }},
        {"falling-rate", "a rate that falls to zero", "The last passes settle.",
         [](const Config& c) { return with(c, [](Config& x) { x.train.schedule = "one_cycle"; }); }},
        {"clip", "a limit for gradients", "One bad batch cannot throw the weights far away.",
         [](const Config& c) {
             return with(c, [](Config& x) { x.train.clip = x.train.clip > 0 ? x.train.clip / 10 : 1; });
         }},
        {"more-validation", "more validation images", "Four times as many halve the chance in the curve.",
         [](const Config& c) {
             return with(c, [](Config& x) { x.data.validation = std::min(100'000, x.data.validation * 4); });
         }},
        {"centred-pixels", "centred pixels", "Numbers up to 255 throw the first layers far off; centred ones do not.",
         [](const Config& c) { return with(c, [](Config& x) { x.data.pixels = "standard"; }); }},
        {"he", "first weights after He", "They keep the signal's size from layer to layer.",
         [](const Config& c) { return with(c, [](Config& x) { x.model.initialiser = "he"; }); }},
        {"longer", "more passes", "The curve of training images was still rising at the end.",
         [](const Config& c) {
             return with(c, [](Config& x) { x.train.epochs = std::min(100'000, x.train.epochs * 2); });
         }},
        {"gentler", "less regularisation",
         "Dropout and penalties hold back a network that has not even learned its own images.", gentler},
        {"attention", "another attention",
         "What cannot be seen cannot be learned; the evidence may lie in a few places, or in all.", otherAttention},
        {"asking-all", "places that ask all others",
         "Where the answer is in a comparison, places have to hear of each other.", askingAll},
        {"adamw", "AdamW", "It measures each step by what gradients are usual, whatever their size.",
         [](const Config& c) {
             return with(c, [](Config& x) {
                 x.train.learningRate = x.train.optimiser == "sgd" ? TrainConfig().learningRate : x.train.learningRate;
                 x.train.optimiser = "adamw";
             });
         }},
    };
    return kRows;
}

std::optional<Proposal> remedyFor(std::string_view key, const Config& config)
{
    const auto row =
        std::find_if(remedyRows().begin(), remedyRows().end(), [&](const RemedyRow& one) { return one.key == key; });
    FOVEA_CHECK(row != remedyRows().end(), "a remedy called " + std::string(key));
    for (const Config& candidate : row->candidates(config)) {
        Proposal remedy{row->key, row->plain, row->why, {}, candidate};
        for (const Field& field : fields()) {
            const std::string from = textOf(field, config), to = textOf(field, candidate);
            if (from != to && field.applies(candidate)) {
                remedy.changes.push_back({std::string(field.key), from, to});
            }
        }
        if (!remedy.changes.empty() && problems(candidate).empty()) {
            return remedy;
        }
    }
    return {};
}

} // namespace fovea
