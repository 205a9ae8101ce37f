#include "core/ops/bilinear.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

/// The four pixels around a place, those outside the image left out by a weight of zero.
struct Corner
{
    Index left, top;
    Real right, below; ///< shares of the right and of the lower neighbours
};

Corner cornerOf(Real px, Real py)
{
    constexpr Real kFar = Real(1e6); // beyond it no pixel lies, and an index could overflow
    const Real x = std::clamp(px, -kFar, kFar), y = std::clamp(py, -kFar, kFar);
    const Real left = std::floor(x), top = std::floor(y);
    return {static_cast<Index>(left), static_cast<Index>(top), x - left, y - top};
}

struct Sizes
{
    Index B, H, W, C, R, h, w;

    bool inside(Index row, Index col) const { return row >= 0 && row < H && col >= 0 && col < W; }
    Index pixel(Index r, Index row, Index col) const { return ((r / (R / B) * H + row) * W + col) * C; }
    Real u(Index j) const { return static_cast<Real>(2 * j + 1) / static_cast<Real>(w) - 1; }
    Real v(Index i) const { return static_cast<Real>(2 * i + 1) / static_cast<Real>(h) - 1; }

    Corner corner(const Real* theta, Index i, Index j) const
    {
        const Real x = theta[0] * u(j) + theta[1] * v(i) + theta[2], y = theta[3] * u(j) + theta[4] * v(i) + theta[5];
        return cornerOf((x + 1) * static_cast<Real>(W) / 2 - Real(0.5), (y + 1) * static_cast<Real>(H) / 2 - Real(0.5));
    }
};

/// Calls visit(pixel, weight, ∂weight/∂px, ∂weight/∂py) for the neighbours that lie in the image.
template<class Visit>
void eachNeighbour(const Sizes& s, Index r, const Corner& at, Visit visit)
{
    for (Index below = 0; below < 2; ++below) {
        for (Index right = 0; right < 2; ++right) {
            const Index row = at.top + below, col = at.left + right;
            if (s.inside(row, col)) {
                const Real x = right == 1 ? at.right : 1 - at.right, y = below == 1 ? at.below : 1 - at.below;
                visit(s.pixel(r, row, col), x * y, right == 1 ? y : -y, below == 1 ? x : -x);
            }
        }
    }
}

/// dθ and dU of one pixel of a window, given dV.
void undoPixel(const Sizes& s, Index r, Index i, Index j, Var image, Var theta, const Real* dV)
{
    Real dpx = 0, dpy = 0;
    eachNeighbour(s, r, s.corner(theta.data() + 6 * r, i, j), [&](Index pixel, Real weight, Real byX, Real byY) {
        Real along = 0; // ⟨dV, U⟩ over the channels
        for (Index c = 0; c < s.C; ++c) {
            along += dV[c] * image.data()[pixel + c];
        }
        dpx += along * byX;
        dpy += along * byY;
        if (image.wantsGrad()) {
            ArrayView(image.gradData() + pixel, s.C) += weight * ConstArrayView(dV, s.C);
        }
    });
    if (theta.wantsGrad()) {
        const Real dx = dpx * static_cast<Real>(s.W) / 2, dy = dpy * static_cast<Real>(s.H) / 2;
        Real* const d = theta.gradData() + 6 * r;
        d[0] += dx * s.u(j);
        d[1] += dx * s.v(i);
        d[2] += dx;
        d[3] += dy * s.u(j);
        d[4] += dy * s.v(i);
        d[5] += dy;
    }
}

} // namespace

Var sampleWindow(Tape& tape, Var image, Var theta, Index h, Index w)
{
    const Sizes s{image.dim(0), image.dim(1), image.dim(2), image.dim(3), theta.dim(0), h, w};
    FOVEA_CHECK(theta.shape() == Shape({s.R, 6}) && s.R % s.B == 0,
                theta.shape().text() + " windows over " + image.shape().text());
    const Var y = tape.make({s.R, h, w, s.C});
    y.array() = 0;
    for (Index r = 0; r < s.R; ++r) {
        for (Index place = 0; place < h * w; ++place) {
            Real* const V = y.data() + (r * h * w + place) * s.C;
            eachNeighbour(s, r, s.corner(theta.data() + 6 * r, place / w, place % w),
                          [&](Index pixel, Real weight, Real, Real) {
                              ArrayView(V, s.C) += weight * ConstArrayView(image.data() + pixel, s.C);
                          });
        }
    }
    tape.undo(y, [=] {
        for (Index r = 0; r < s.R; ++r) {
            for (Index place = 0; place < h * w; ++place) {
                undoPixel(s, r, place / w, place % w, image, theta, y.gradData() + (r * h * w + place) * s.C);
            }
        }
    });
    return y;
}

} // namespace fovea
