#include "core/data/generated.h"

#include <cmath>
#include <numbers>

namespace fovea {

Split generate(std::uint64_t seed, std::string_view set, SplitId split, Index first, Index count, Shape image,
               bool knowsEvidence, const DrawSample& draw, ThreadPool& pool)
{
    Split made;
    made.images.shape = image;
    made.images.reals.resize(static_cast<std::size_t>(count * image.size()));
    made.labels.resize(static_cast<std::size_t>(count));
    made.evidence.resize(static_cast<std::size_t>(count));
    pool.forEach(count, [&](Index i, int) {
        const auto at = static_cast<std::size_t>(i);
        Stream stream(seed, Purpose::Sample,
                      {hash(set), static_cast<std::uint64_t>(split), static_cast<std::uint64_t>(first + i)});
        made.labels[at] = draw(stream, first + i, made.images.reals.data() + i * image.size(), made.evidence[at]);
    });
    if (!knowsEvidence) {
        made.evidence.clear();
    }
    return made;
}

void generateSplits(Dataset& data, const Config& config, const DrawSample& draw, ThreadPool& pool)
{
    const auto split = [&](SplitId id, int count) {
        return generate(config.seed, data.key, id, 0, count, data.image, true, draw, pool);
    };
    data.train = split(SplitId::Train, config.data.samples);
    data.validation = split(SplitId::Validation, config.data.validation);
    data.test = split(SplitId::Test, config.data.test);
    if (config.data.pixels == "standard") {
        const PixelStatistics statistics = pixelStatistics(data.train.images);
        data.scale = {static_cast<Real>(statistics.mean), static_cast<Real>(1 / statistics.deviation)};
    }
}

std::array<double, 3> colourOfHue(double degrees)
{
    const auto channel = [degrees](double middle) {
        return 0.5 + 0.5 * std::cos((degrees - middle) * std::numbers::pi / 180);
    };
    return {channel(0), channel(120), channel(240)};
}

void refuseAugmentations(const Config& config, const std::string& images, const std::vector<Unbearable>& augmentations,
                         std::vector<Problem>& problems)
{
    const AugmentConfig& a = config.augment;
    const auto isOn = [&](std::string_view key) {
        return (key == "augment.shift" && a.shift > 0) || (key == "augment.flip" && a.flip) ||
               (key == "augment.rotation" && a.rotation > 0) || (key == "augment.cutout" && a.cutout > 0);
    };
    for (const Unbearable& augmentation : augmentations) {
        if (isOn(augmentation.key)) {
            const std::string key(augmentation.key), off = key == "augment.flip" ? "false" : "0";
            problems.push_back(
                {key, key + " cannot be used on " + images + ": " + augmentation.why + " Set it to " + off + "."});
        }
    }
}

void refuseUnitPixels(const Config& config, const std::string& images, std::vector<Problem>& problems)
{
    if (config.data.pixels == "unit") {
        problems.push_back({"data.pixels", "data.pixels is unit, but the pixels of " + images +
                                               " are no bytes that 255 could divide: take raw or standard."});
    }
}

void checkGenerated(const Config& config, std::vector<Problem>& problems)
{
    if (config.data.samples == 0) {
        problems.push_back(
            {"data.samples", "data.samples is 0, but generated images have no end: ask for at least 1."});
    }
    if (config.data.test == 0) {
        problems.push_back({"data.test", "data.test is 0, but generated images have no end: ask for at least 1."});
    }
}

} // namespace fovea
