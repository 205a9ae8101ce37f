#include "core/data/byte_images.h"

#include <algorithm>
#include <cmath>

namespace fovea {

Split generateBytes(std::uint64_t seed, std::string_view set, SplitId split, Index count, Shape image,
                    const DrawBytes& draw, ThreadPool& pool)
{
    const auto n = static_cast<std::size_t>(count);
    std::vector<Drawn> drawn(n);
    Split made;
    made.images.shape = image;
    made.images.bytes.resize(n * static_cast<std::size_t>(image.size()));
    pool.forEach(count, [&](Index i, int) {
        Reals pixels(static_cast<std::size_t>(image.size()));
        Stream stream(seed, Purpose::Sample,
                      {hash(set), static_cast<std::uint64_t>(split), static_cast<std::uint64_t>(i)});
        drawn[static_cast<std::size_t>(i)] = draw(stream, i, pixels.data());
        std::transform(pixels.begin(), pixels.end(), made.images.bytes.begin() + i * image.size(), [](Real pixel) {
            return static_cast<std::uint8_t>(std::lround(std::clamp(pixel, Real(0), Real(255))));
        });
    });
    for (Drawn& one : drawn) {
        made.labels.push_back(one.label);
        made.evidence.push_back(std::move(one.evidence));
        if (!one.decoys.boxes.empty()) {
            made.decoys.push_back(std::move(one.decoys));
        }
        if (one.cue >= 0) {
            made.cues.push_back(one.cue);
        }
    }
    FOVEA_CHECK(made.decoys.empty() || made.decoys.size() == n, "all images have decoys, or none has");
    return made;
}

void generateByteSplits(Dataset& data, const Config& config, const DrawOfSplit& draw, ThreadPool& pool)
{
    const auto split = [&](SplitId id, int count) {
        const auto drawOne = [&](Stream& stream, Index index, Real* image) { return draw(id, stream, index, image); };
        return generateBytes(config.seed, data.key, id, count, data.image, drawOne, pool);
    };
    data.train = split(SplitId::Train, config.data.samples);
    data.validation = split(SplitId::Validation, config.data.validation);
    data.test = split(SplitId::Test, config.data.test);
    data.scale = scaleOfBytes(config.data.pixels, data.train.images);
}

PixelScale scaleOfBytes(const std::string& pixels, const Images& images)
{
    if (pixels == "raw") {
        return {};
    }
    if (pixels == "unit") {
        return {0, Real(1) / 255};
    }
    const PixelStatistics statistics = pixelStatistics(images);
    return {static_cast<Real>(statistics.mean), static_cast<Real>(1 / std::max(statistics.deviation, 1e-6))};
}

Box boxAround(const Real* pixels, Index height, Index width, int least)
{
    Index top = height, left = width, bottom = -1, right = -1;
    for (Index i = 0; i < height; ++i) {
        for (Index j = 0; j < width; ++j) {
            if (std::lround(pixels[i * width + j]) > least) {
                top = std::min(top, i);
                left = std::min(left, j);
                bottom = std::max(bottom, i);
                right = std::max(right, j);
            }
        }
    }
    return bottom < 0 ? Box{} : Box{top, left, bottom - top + 1, right - left + 1};
}

} // namespace fovea
