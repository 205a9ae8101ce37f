#include "core/tasks/evidence.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

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

/// How one cell lies to the box.
struct CellScore
{
    bool overlaps, strict;
    double inside; ///< share of the cell's area
};

CellScore cellScore(Index place, const MapGrid& grid, const Shape& image, const Box& box)
{
    const Extent rows = extent(place / grid.w, grid.h, image.dim(0));
    const Extent cols = extent(place % grid.w, grid.w, image.dim(1));
    const double common = rows.overlap(box.top, box.height) * cols.overlap(box.left, box.width);
    return {common > 0, rows.centreIn(box.top, box.height) && cols.centreIn(box.left, box.width),
            common / ((rows.to - rows.from) * (cols.to - cols.from))};
}

} // namespace

EvidenceScore evidenceScore(const Real* weights, const MapGrid& grid, const Shape& image, const Box& box)
{
    const Real largest = *std::max_element(weights, weights + grid.places());
    EvidenceScore score;
    double ties = 0;
    for (Index place = 0; place < grid.places(); ++place) {
        const CellScore cell = cellScore(place, grid, image, box);
        score.mass += static_cast<double>(weights[place]) * cell.inside;
        if (weights[place] == largest) {
            ties += 1;
            score.hit += cell.overlaps ? 1 : 0;
            score.strictHit += cell.strict ? 1 : 0;
        }
    }
    score.hit /= std::max(1.0, ties);
    score.strictHit /= std::max(1.0, ties);
    return score;
}

EvidenceScore evidenceChance(const MapGrid& grid, const Shape& image, const Box& box)
{
    EvidenceScore chance;
    for (Index place = 0; place < grid.places(); ++place) {
        const CellScore cell = cellScore(place, grid, image, box);
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
        h -= p > 0 ? p * std::log(p) : 0;
    }
    return h;
}

} // namespace fovea
