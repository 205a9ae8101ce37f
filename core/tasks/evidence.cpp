#include "core/tasks/evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace fovea {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// A cell's extent along one side, in pixels: [from, to).
struct Extent
{
    double from, to;
    double overlap(Index boxFrom, Index boxLength) const
    {
        return std::max(0.0, std::min(to, static_cast<double>(boxFrom + boxLength)) -
                                 std::max(from, static_cast<double>(boxFrom)));
    }
    bool centreIn(Index boxFrom, Index boxLength) const
    {
        const double centre = (from + to) / 2;
        return centre >= static_cast<double>(boxFrom) && centre < static_cast<double>(boxFrom + boxLength);
    }
};

Extent extent(Index cell, Index cells, Index pixels)
{
    const double side = static_cast<double>(pixels) / static_cast<double>(cells);
    return {static_cast<double>(cell) * side, static_cast<double>(cell + 1) * side};
}

/// What is left of a box where another has been cut out: up to four boxes that do not overlap.
void cutOut(const Box& hole, const Box& from, std::vector<Box>& rest)
{
    const Index bottom = from.top + from.height, right = from.left + from.width;
    const Index top = std::max(hole.top, from.top), end = std::min(hole.top + hole.height, bottom);
    const Index left = std::max(hole.left, from.left), edge = std::min(hole.left + hole.width, right);
    if (top >= end || left >= edge) {
        rest.push_back(from);
        return;
    }
    const auto add = [&](const Box& box) {
        if (box.height > 0 && box.width > 0) {
            rest.push_back(box);
        }
    };
    add({from.top, from.left, top - from.top, from.width}); // above the hole, below it, left of it, right of it
    add({end, from.left, bottom - end, from.width});
    add({top, from.left, end - top, left - from.left});
    add({top, edge, end - top, right - edge});
}

/// Boxes that cover the same pixels, each pixel once.
std::vector<Box> withoutOverlap(const std::vector<Box>& boxes)
{
    std::vector<Box> apart;
    for (const Box& box : boxes) {
        std::vector<Box> parts = {box};
        const std::size_t before = apart.size();
        for (std::size_t i = 0; i < before; ++i) {
            std::vector<Box> rest;
            for (const Box& part : parts) {
                cutOut(apart[i], part, rest);
            }
            parts = std::move(rest);
        }
        apart.insert(apart.end(), parts.begin(), parts.end());
    }
    return apart;
}

/// How one cell lies to the boxes.
struct CellScore
{
    bool overlaps = false, strict = false;
    double inside = 0; ///< share of the cell's area
};

/// The boxes do not overlap each other.
CellScore cellScore(Index place, const MapGrid& grid, const Shape& image, const std::vector<Box>& boxes)
{
    const Extent rows = extent(place / grid.w, grid.h, image.dim(0));
    const Extent cols = extent(place % grid.w, grid.w, image.dim(1));
    CellScore score;
    for (const Box& box : boxes) {
        const double common = rows.overlap(box.top, box.height) * cols.overlap(box.left, box.width);
        score.overlaps |= common > 0;
        score.strict |= rows.centreIn(box.top, box.height) && cols.centreIn(box.left, box.width);
        score.inside += common / ((rows.to - rows.from) * (cols.to - cols.from));
    }
    return score;
}

} // namespace

EvidenceScore evidenceScore(const Real* weights, const MapGrid& grid, const Shape& image, const Evidence& evidence)
{
    const std::vector<Box> boxes = withoutOverlap(evidence.boxes);
    const Real largest = *std::max_element(weights, weights + grid.places());
    EvidenceScore score;
    double ties = 0;
    for (Index place = 0; place < grid.places(); ++place) {
        const CellScore cell = cellScore(place, grid, image, boxes);
        score.mass += static_cast<double>(weights[place]) * cell.inside;
        if (weights[place] == largest) {
            ties += 1;
            score.hit += cell.overlaps ? 1 : 0;
            score.strictHit += cell.strict ? 1 : 0;
        }
    }
    if (!std::isfinite(score.mass)) { // a weight is no number: then nothing is the largest, and no share is known
        return {kNone, kNone, kNone};
    }
    score.hit /= std::max(1.0, ties);
    score.strictHit /= std::max(1.0, ties);
    return score;
}

EvidenceScore evidenceChance(const MapGrid& grid, const Shape& image, const Evidence& evidence)
{
    const std::vector<Box> boxes = withoutOverlap(evidence.boxes);
    EvidenceScore chance;
    for (Index place = 0; place < grid.places(); ++place) {
        const CellScore cell = cellScore(place, grid, image, boxes);
        chance.hit += cell.overlaps ? 1 : 0;
        chance.strictHit += cell.strict ? 1 : 0;
        chance.mass += cell.inside;
    }
    const auto places = static_cast<double>(grid.places());
    return {chance.hit / places, chance.strictHit / places, chance.mass / places};
}

double entropy(const Real* weights, Index count)
{
    double h = 0;
    for (Index i = 0; i < count; ++i) {
        const auto p = static_cast<double>(weights[i]);
        if (!std::isfinite(p)) {
            return kNone;
        }
        h -= p > 0 ? p * std::log(p) : 0;
    }
    return h;
}

} // namespace fovea
