#include "core/data/dataset.h"

#include <algorithm>
#include <cmath>

namespace fovea {

void readImage(const Images& images, Index i, const PixelScale& scale, Real* out)
{
    const Index n = images.shape.size();
    if (images.areBytes()) {
        const std::uint8_t* from = images.bytes.data() + i * n;
        std::transform(from, from + n, out,
                       [&](std::uint8_t p) { return (static_cast<Real>(p) - scale.centre) * scale.factor; });
    } else {
        const Real* from = images.reals.data() + i * n;
        std::transform(from, from + n, out, [&](Real p) { return (p - scale.centre) * scale.factor; });
    }
}

PixelStatistics pixelStatistics(const Images& images)
{
    const auto statistics = [](const auto& values) {
        double sum = 0, squares = 0;
        for (const auto value : values) {
            sum += static_cast<double>(value);
            squares += static_cast<double>(value) * static_cast<double>(value);
        }
        const double n = std::max<double>(1, static_cast<double>(values.size()));
        const double mean = sum / n;
        return PixelStatistics{mean, std::sqrt(std::max(0.0, squares / n - mean * mean))};
    };
    return images.areBytes() ? statistics(images.bytes) : statistics(images.reals);
}

} // namespace fovea
