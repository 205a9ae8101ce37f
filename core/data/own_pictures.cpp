#include "core/data/own_pictures.h"

#include <algorithm>

namespace fovea {
namespace {

constexpr Index kMany = 20'000, kFew = 1'000; // pictures to learn from
constexpr Index kBatches = 1'500;             // of a whole run, about
constexpr int kMostValidation = 10'000;

/// Layers that halve the side until about 8 places are left; the last has `width` channels.
std::string trunkFor(Index side, Index width)
{
    const auto layer = [](Index channels, const char* more) { return "conv " + std::to_string(channels) + more; };
    if (side <= 20) {
        return layer(width / 2, ", pool, norm, ") + layer(width, ", norm");
    }
    const std::string twice = layer(width / 2, " 5x5, pool, norm, ") + layer(width, ", pool, norm");
    return side <= 44 ? twice : twice + ", " + layer(2 * width, ", pool, norm");
}

} // namespace

PictureForm pictureForm(const Config& config)
{
    return {config.data.side, config.data.colours == "colour" ? 3 : 1,
            config.data.fit == "whole" ? Fit::Whole : Fit::Crop};
}

std::vector<Index> picturesOfClasses(const PictureSet& set)
{
    std::vector<Index> counts(set.classes.size(), 0);
    for (const LabelledImages* images : {&set.images, set.test ? &*set.test : nullptr}) {
        for (std::size_t i = 0; images != nullptr && i < images->labels.size(); ++i) {
            ++counts[images->labels[i]];
        }
    }
    return counts;
}

std::vector<std::size_t> classesAlike(const PictureSet& set)
{
    std::vector<std::size_t> counts(set.classes.size(), 0), found;
    std::vector<std::size_t> sizes(set.images.groups.size(), 0); // of each group, at its first picture
    for (const std::uint8_t label : set.images.labels) {
        ++counts[label];
    }
    for (const Index group : set.images.groups) {
        ++sizes[static_cast<std::size_t>(group)];
    }
    for (std::size_t first = 0; first < sizes.size(); ++first) {
        const std::size_t label = set.images.labels[first];
        if (sizes[first] * 2 > counts[label] && sizes[first] > 1) {
            found.push_back(label);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

Config configForPictures(const PictureSet& set, const std::string& path, std::uint64_t seed)
{
    const Index all = set.images.count, validation = std::min<Index>(all / 6, kMostValidation),
                learned = std::max<Index>(1, all - validation - (set.test ? 0 : all / 6));
    Config config;
    config.seed = seed;
    config.data.set = "files";
    config.data.path = path;
    config.data.side = static_cast<int>(set.form.side);
    config.data.colours = set.form.channels == 3 ? "colour" : "grey";
    config.data.fit = set.form.fit == Fit::Crop ? "crop" : "whole";
    config.data.samples = 0;
    config.data.validation = static_cast<int>(validation);
    config.data.test = 0;
    config.model.trunk = trunkFor(set.form.side, learned >= kMany ? 64 : 32);
    config.attention.mechanism = "soft";
    config.train.batchSize = learned < kFew ? 32 : 64;
    config.train.epochs = static_cast<int>(std::clamp<Index>(kBatches * config.train.batchSize / learned, 4, 40));
    if (learned < kFew) {
        config.train.dropout = 0.2;
        config.augment.shift = static_cast<int>(set.form.side / 16);
    }
    return config;
}

} // namespace fovea
