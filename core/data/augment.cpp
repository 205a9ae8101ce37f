#include "core/data/augment.h"

#include "core/tensor/tensor.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fovea {
namespace {

struct Picture
{
    Index H, W, C;
    Real* pixels;
    Real outside;

    Real at(Index i, Index j, Index c) const
    {
        return i >= 0 && i < H && j >= 0 && j < W ? pixels[(i * W + j) * C + c] : outside;
    }

    /// Replaces each pixel by what `from` gives for its place, all read before any is written.
    template<class From>
    void rebuild(From from) const
    {
        Reals next(static_cast<std::size_t>(H * W * C));
        for (Index i = 0; i < H; ++i) {
            for (Index j = 0; j < W; ++j) {
                for (Index c = 0; c < C; ++c) {
                    next[static_cast<std::size_t>((i * W + j) * C + c)] = from(i, j, c);
                }
            }
        }
        std::copy(next.begin(), next.end(), pixels);
    }
};

void rotate(const Picture& p, double degrees)
{
    const double angle = degrees * std::numbers::pi / 180, cosine = std::cos(angle), sine = std::sin(angle);
    const double middleY = static_cast<double>(p.H - 1) / 2, middleX = static_cast<double>(p.W - 1) / 2;
    p.rebuild([&](Index i, Index j, Index c) { // the place that comes to (i, j), between four pixels
        const double dy = static_cast<double>(i) - middleY, dx = static_cast<double>(j) - middleX;
        const double y = middleY + cosine * dy - sine * dx, x = middleX + sine * dy + cosine * dx;
        const auto y0 = static_cast<Index>(std::floor(y)), x0 = static_cast<Index>(std::floor(x));
        const auto fy = static_cast<Real>(y - static_cast<double>(y0)),
                   fx = static_cast<Real>(x - static_cast<double>(x0));
        return (1 - fy) * ((1 - fx) * p.at(y0, x0, c) + fx * p.at(y0, x0 + 1, c)) +
               fy * ((1 - fx) * p.at(y0 + 1, x0, c) + fx * p.at(y0 + 1, x0 + 1, c));
    });
}

void cutOut(const Picture& p, Index side, Stream& stream)
{
    const auto top = static_cast<Index>(stream.below(static_cast<std::uint64_t>(p.H))) - side / 2;
    const auto left = static_cast<Index>(stream.below(static_cast<std::uint64_t>(p.W))) - side / 2;
    for (Index i = std::max<Index>(0, top); i < std::min(p.H, top + side); ++i) {
        for (Index j = std::max<Index>(0, left); j < std::min(p.W, left + side); ++j) {
            std::fill_n(p.pixels + (i * p.W + j) * p.C, p.C, Real(0)); // the mean of standardised pixels
        }
    }
}

} // namespace

bool augments(const AugmentConfig& config)
{
    return config != AugmentConfig();
}

void augment(const AugmentConfig& config, const Shape& shape, Real outside, Stream& stream, Real* image)
{
    const Picture p{shape.dim(0), shape.dim(1), shape.dim(2), image, outside};
    if (config.shift > 0) {
        const auto choices = static_cast<std::uint64_t>(2 * config.shift + 1);
        const Index dy = static_cast<Index>(stream.below(choices)) - config.shift;
        const Index dx = static_cast<Index>(stream.below(choices)) - config.shift;
        p.rebuild([&](Index i, Index j, Index c) { return p.at(i - dy, j - dx, c); });
    }
    if (config.flip && stream.below(2) == 1) {
        p.rebuild([&](Index i, Index j, Index c) { return p.at(i, p.W - 1 - j, c); });
    }
    if (config.rotation > 0) {
        rotate(p, stream.uniform(-config.rotation, config.rotation));
    }
    if (config.cutout > 0) {
        cutOut(p, config.cutout, stream);
    }
    if (config.noise > 0) {
        for (Index i = 0; i < shape.size(); ++i) {
            image[i] += static_cast<Real>(config.noise * stream.normal());
        }
    }
}

} // namespace fovea
