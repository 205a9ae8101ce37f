#include "core/training/gazes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fovea {
namespace {

Gaze middleOf(const Box& box)
{
    return {static_cast<double>(box.left) + static_cast<double>(box.width) / 2,
            static_cast<double>(box.top) + static_cast<double>(box.height) / 2};
}

/// From pixels to −1 … 1.
Real along(double place, Index pixels)
{
    return static_cast<Real>(2 * place / static_cast<double>(pixels) - 1);
}

} // namespace

std::vector<Gaze> gazesOf(const Output& output, Index row, const Shape& image)
{
    std::vector<Gaze> gazes;
    for (const Glimpse& glimpse : output.glimpses) {
        const Real* const w = glimpse.window.data() + 6 * row;
        gazes.push_back({(static_cast<double>(w[2]) + 1) / 2 * static_cast<double>(image.dim(1)),
                         (static_cast<double>(w[5]) + 1) / 2 * static_cast<double>(image.dim(0))});
    }
    return gazes;
}

double distanceTo(const Evidence& evidence, const Gaze& gaze)
{
    double nearest = std::numeric_limits<double>::infinity();
    for (const Box& box : evidence.boxes) {
        const Gaze middle = middleOf(box);
        nearest = std::min(nearest, std::hypot(gaze.x - middle.x, gaze.y - middle.y));
    }
    return std::isinf(nearest) || std::isnan(gaze.x + gaze.y) ? std::numeric_limits<double>::quiet_NaN() : nearest;
}

Var middlesOf(Tape& tape, std::span<const Evidence> evidence, const Shape& image)
{
    std::size_t parts = 0;
    for (const Evidence& one : evidence) {
        parts = std::max(parts, one.boxes.size());
    }
    if (parts == 0) {
        return {};
    }
    const auto n = static_cast<Index>(evidence.size()), each = static_cast<Index>(parts);
    const Gaze centre{static_cast<double>(image.dim(1)) / 2, static_cast<double>(image.dim(0)) / 2};
    Real* to = tape.scratch<Real>(n * each * 2);
    const Var middles = tape.constant(to, {n, each, 2});
    for (const Evidence& one : evidence) {
        for (std::size_t part = 0; part < parts; ++part, to += 2) {
            const Gaze middle = one.boxes.empty() ? centre : middleOf(one.boxes[part % one.boxes.size()]);
            to[0] = along(middle.x, image.dim(1));
            to[1] = along(middle.y, image.dim(0));
        }
    }
    return middles;
}

Var evidenceOf(Tape& tape, const Split& split, std::span<const Index> samples)
{
    std::vector<Evidence> evidence;
    for (const Index sample : split.evidence.empty() ? std::span<const Index>() : samples) {
        evidence.push_back(split.evidence[static_cast<std::size_t>(sample)]);
    }
    return middlesOf(tape, evidence, split.images.shape);
}

} // namespace fovea
