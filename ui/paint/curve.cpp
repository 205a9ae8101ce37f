#include "ui/paint/curve.h"

#include "core/tensor/check.h"

#include <algorithm>
#include <cmath>

namespace fovea {

Curve meanOfSeeds(std::span<const Curve> seeds)
{
    FOVEA_CHECK(!seeds.empty(), "the mean of no curves");
    Curve mean = seeds.front();
    std::size_t length = mean.x.size();
    for (const Curve& seed : seeds) {
        length = std::min(length, seed.x.size());
    }
    mean.faint = false;
    mean.x.resize(length);
    mean.y.assign(length, 0);
    mean.sd.assign(seeds.size() > 1 ? length : 0, 0);
    const double n = static_cast<double>(seeds.size());
    for (std::size_t i = 0; i < length; ++i) {
        for (const Curve& seed : seeds) {
            FOVEA_CHECK(seed.x[i] == mean.x[i], "seeds measured at different epochs");
            mean.y[i] += seed.y[i] / n;
        }
        for (const Curve& seed : seeds) {
            if (!mean.sd.empty()) {
                mean.sd[i] += (seed.y[i] - mean.y[i]) * (seed.y[i] - mean.y[i]) / (n - 1);
            }
        }
        if (!mean.sd.empty()) {
            mean.sd[i] = std::sqrt(mean.sd[i]);
        }
    }
    return mean;
}

bool hasLonePoint(const Curve& curve)
{
    const std::size_t n = curve.y.size();
    for (std::size_t i = 0; i < n; ++i) {
        const bool before = i > 0 && std::isfinite(curve.y[i - 1]);
        const bool after = i + 1 < n && std::isfinite(curve.y[i + 1]);
        if (std::isfinite(curve.y[i]) && !before && !after) {
            return true;
        }
    }
    return false;
}

} // namespace fovea
