// The essay's data: every pixel uniform in [0, 255); the label is 1 where the image's mean exceeds 127.
//
// A pixel's mean is 127.5 and the mean of 784 of them deviates by 255 / √12 / 28 = 2.63, so 57.5 % of the labels are 1. The
// evidence is everywhere: every pixel counts the same, and there is no place to look.
#include "core/data/generated.h"

#include <cmath>

namespace fovea {
namespace {

constexpr Index kSide = 28;
constexpr double kBrightest = 255, kThreshold = 127;
const double kDeviationOfMean = kBrightest / std::sqrt(12.0) / kSide;

int draw(Stream& stream, Index, Real* image, Evidence&)
{
    double sum = 0;
    for (Index i = 0; i < kSide * kSide; ++i) {
        image[i] = static_cast<Real>(stream.uniform(0, kBrightest));
        sum += static_cast<double>(image[i]);
    }
    return sum / (kSide * kSide) > kThreshold ? 1 : 0;
}

PixelScale scaleFor(const std::string& pixels, const Images& images)
{
    if (pixels == "raw") {
        return {};
    }
    if (pixels == "unit") {
        return {0, static_cast<Real>(1 / kBrightest)};
    }
    const PixelStatistics statistics = pixelStatistics(images);
    return {static_cast<Real>(statistics.mean), static_cast<Real>(1 / statistics.deviation)};
}

/// Refuses an augmentation that moves an image's mean by `moves`, where labels hang on it.
void refuse(std::vector<Problem>& problems, const std::string& key, const std::string& value, double moves)
{
    problems.push_back({key, key + " is " + value + ": it moves the mean of an image by " +
                                 std::to_string(moves).substr(0, 4) + ", and images differ by only " +
                                 std::to_string(kDeviationOfMean).substr(0, 4) +
                                 ", so labels would be wrong. Set it to 0 for these images."});
}

} // namespace

std::shared_ptr<const Dataset> makeBrightness(const Config& config, ThreadPool& pool)
{
    const Shape image{kSide, kSide, 1};
    auto data = std::make_shared<Dataset>();
    data->key = "brightness";
    data->image = image;
    data->classes = {"mean ≤ 127", "mean > 127"};
    // As in the essay, validation is the last part of what training was drawn from.
    data->train = generate(config.seed, data->key, SplitId::Train, 0, config.data.samples, image, false, draw, pool);
    data->validation = generate(config.seed, data->key, SplitId::Train, config.data.samples, config.data.validation,
                                image, false, draw, pool);
    data->test = generate(config.seed, data->key, SplitId::Test, 0, config.data.test, image, false, draw, pool);
    data->scale = scaleFor(config.data.pixels, data->train.images);
    return data;
}

void checkBrightness(const Config& config, std::vector<Problem>& problems)
{
    checkGenerated(config, problems);
    // Pixels that leave are replaced by black: a share of the image's 127.5.
    const double mean = kBrightest / 2;
    if (config.augment.shift > 0) {
        refuse(problems, "augment.shift", std::to_string(config.augment.shift), config.augment.shift * mean / kSide);
    }
    if (config.augment.rotation > 0) {
        refuse(problems, "augment.rotation", std::to_string(config.augment.rotation).substr(0, 4),
               mean * 0.172 * std::min(1.0, config.augment.rotation / 45)); // the corners: 3 − 2√2 of a square at 45°
    }
    if (config.augment.cutout > 0) {
        const double share = std::min(1.0, std::pow(config.augment.cutout / double{kSide}, 2));
        refuse(problems, "augment.cutout", std::to_string(config.augment.cutout), share * mean);
    }
    if (config.augment.noise > 0) {
        const std::string& pixels = config.data.pixels;
        const double unit = pixels == "raw" ? 1 : pixels == "unit" ? kBrightest : kDeviationOfMean * kSide;
        refuse(problems, "augment.noise", std::to_string(config.augment.noise).substr(0, 4),
               config.augment.noise * unit / kSide);
    }
}

} // namespace fovea
