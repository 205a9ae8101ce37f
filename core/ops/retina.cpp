#include "core/ops/retina.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

/// The part of a square that lies in the image: cells [from, to) along one side, cell i covering `step` pixels from
/// first + i·step on.
struct Stretch
{
    Index first, step;

    /// The pixels of cell i that lie in an image of this length.
    Index begin(Index cell) const { return std::max<Index>(0, first + cell * step); }
    Index end(Index cell, Index length) const { return std::min(length, first + (cell + 1) * step); }
};

Stretch stretch(Real gaze, Index length, Index size, Index step)
{
    const double p = (static_cast<double>(gaze) + 1) / 2 * static_cast<double>(length);
    const double start = p - static_cast<double>(size * step) / 2;
    const auto most = static_cast<double>(length + size * step); // far outside is outside
    return {static_cast<Index>(std::floor(std::clamp(start, -most, most) + 0.5)), step};
}

struct Sizes
{
    Index B, H, W, C, R, size, scales;

    Index rowOfImage(Index r) const { return r / (R / B); }
    Index crop() const { return size * size * C; }
};

/// Calls visit(cell of y, pixel of the image, 1 / pixels of a cell) for all pixels that cells of row r cover.
template<class Visit>
void eachPixel(const Sizes& s, Index r, const Real* gaze, Visit visit)
{
    for (Index k = 0; k < s.scales; ++k) {
        const Index step = Index{1} << k;
        const Stretch across = stretch(gaze[0], s.W, s.size, step), down = stretch(gaze[1], s.H, s.size, step);
        const Real share = Real(1) / static_cast<Real>(step * step);
        for (Index i = 0; i < s.size; ++i) {
            for (Index row = down.begin(i); row < down.end(i, s.H); ++row) {
                const Index line = (s.rowOfImage(r) * s.H + row) * s.W;
                const Index cells = (r * s.scales + k) * s.crop() + i * s.size * s.C;
                for (Index j = 0; j < s.size; ++j) {
                    for (Index col = across.begin(j); col < across.end(j, s.W); ++col) {
                        visit(cells + j * s.C, (line + col) * s.C, share);
                    }
                }
            }
        }
    }
}

} // namespace

Var retina(Tape& tape, Var image, Var gazes, Index size, Index scales)
{
    const Sizes s{image.dim(0), image.dim(1), image.dim(2), image.dim(3), gazes.dim(0), size, scales};
    FOVEA_CHECK(gazes.shape() == Shape({s.R, 2}) && s.R % s.B == 0,
                gazes.shape().text() + " gazes at " + image.shape().text());
    const Var y = tape.make({s.R, scales, size, size, s.C});
    y.array() = 0;
    const Index C = s.C;
    for (Index r = 0; r < s.R; ++r) {
        eachPixel(s, r, gazes.data() + 2 * r, [&](Index cell, Index pixel, Real share) {
            for (Index c = 0; c < C; ++c) {
                y.data()[cell + c] += share * image.data()[pixel + c]; // y = mean of the cell's pixels
            }
        });
    }
    tape.undo(y, [=] {
        if (!image.wantsGrad()) {
            return;
        }
        Real *const dimage = image.gradData(), *const dy = y.gradData();
        for (Index r = 0; r < s.R; ++r) {
            eachPixel(s, r, gazes.data() + 2 * r, [&](Index cell, Index pixel, Real share) {
                for (Index c = 0; c < s.C; ++c) {
                    dimage[pixel + c] += share * dy[cell + c];
                }
            });
        }
    });
    return y;
}

} // namespace fovea
