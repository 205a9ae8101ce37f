// Sums and products of arrays whose shapes differ by repeated dimensions; declared in elementwise.h.
#include "core/ops/elementwise.h"

#include <algorithm>
#include <array>

namespace fovea {
namespace {

/// How to walk two operands along the result: the result's sizes, and each operand's step per dimension, 0 where it is
/// repeated. The last dimension is the inner loop.
struct Walk
{
    std::array<Index, Shape::kMaxRank> size, xStep, yStep;

    Walk(const Shape& result, const Shape& x, const Shape& y)
    {
        Index nextX = 1, nextY = 1;
        for (int back = 0; back < Shape::kMaxRank; ++back) {
            const auto at = static_cast<std::size_t>(Shape::kMaxRank - 1 - back);
            const Index xSize = back < x.rank() ? x.dim(-1 - back) : 1;
            const Index ySize = back < y.rank() ? y.dim(-1 - back) : 1;
            size[at] = back < result.rank() ? result.dim(-1 - back) : 1;
            xStep[at] = xSize == 1 ? 0 : nextX;
            yStep[at] = ySize == 1 ? 0 : nextY;
            nextX *= xSize;
            nextY *= ySize;
        }
    }

    /// Calls inner(position in the result, in x, in y) once for each run along the last dimension.
    template<class Inner>
    void forEachRun(Inner inner) const
    {
        Index at = 0;
        for (Index a = 0; a < size[0]; ++a) {
            for (Index b = 0; b < size[1]; ++b) {
                for (Index c = 0; c < size[2]; ++c) {
                    for (Index d = 0; d < size[3]; ++d, at += size[4]) {
                        inner(at, a * xStep[0] + b * xStep[1] + c * xStep[2] + d * xStep[3],
                              a * yStep[0] + b * yStep[1] + c * yStep[2] + d * yStep[3]);
                    }
                }
            }
        }
    }
};

Shape broadcast(const Shape& x, const Shape& y)
{
    const Shape& longer = x.rank() >= y.rank() ? x : y;
    const Shape& shorter = x.rank() >= y.rank() ? y : x;
    Shape result;
    for (int i = 0; i < longer.rank(); ++i) {
        const int s = i - (longer.rank() - shorter.rank());
        const Index mine = longer.dim(i), theirs = s < 0 ? 1 : shorter.dim(s);
        FOVEA_CHECK(mine == theirs || mine == 1 || theirs == 1, x.text() + " and " + y.text() + " do not fit");
        result.append(std::max(mine, theirs));
    }
    return result;
}

/// out[x place] += Σ over the places that were repeated of term(result place, other's place).
template<class Term>
void addRepeated(const Walk& walk, bool isX, Real* out, Term term)
{
    const std::size_t last = Shape::kMaxRank - 1;
    const Index n = walk.size[last], step = isX ? walk.xStep[last] : walk.yStep[last];
    const Index otherStep = isX ? walk.yStep[last] : walk.xStep[last];
    walk.forEachRun([&](Index at, Index x, Index y) {
        const Index mine = isX ? x : y, other = isX ? y : x;
        if (step == 0) {
            Real total = 0;
            for (Index i = 0; i < n; ++i) {
                total += term(at + i, other + i * otherStep);
            }
            out[mine] += total;
        } else {
            for (Index i = 0; i < n; ++i) {
                out[mine + i] += term(at + i, other + i * otherStep);
            }
        }
    });
}

/// dx += dz, where nothing is repeated.
void pass(Var x, Var z)
{
    if (x.wantsGrad()) {
        const Var::Target dx = x.gradTarget();
        ArrayView to(dx.data, x.size());
        if (dx.add) {
            to += z.gradArray();
        } else {
            to = z.gradArray();
        }
    }
}

/// x + y of equal shapes: the residual connection of a transformer, and worth a way of its own.
Var addEqual(Tape& tape, Var x, Var y)
{
    const Var z = tape.make(x.shape());
    z.array() = x.array() + y.array();
    tape.undo(z, [=] {
        pass(x, z);
        pass(y, z);
    });
    return z;
}

} // namespace

Var add(Tape& tape, Var x, Var y)
{
    if (x.shape() == y.shape()) {
        return addEqual(tape, x, y);
    }
    const Var z = tape.make(broadcast(x.shape(), y.shape()));
    const Walk walk(z.shape(), x.shape(), y.shape());
    walk.forEachRun([&](Index at, Index ax, Index ay) {
        for (Index i = 0; i < walk.size[4]; ++i) {
            z.data()[at + i] = x.data()[ax + i * walk.xStep[4]] + y.data()[ay + i * walk.yStep[4]];
        }
    });
    tape.undo(z, [=] {
        const Real* dz = z.gradData();
        if (x.wantsGrad()) {
            addRepeated(walk, true, x.gradData(), [&](Index at, Index) { return dz[at]; }); // dx = Σ dz
        }
        if (y.wantsGrad()) {
            addRepeated(walk, false, y.gradData(), [&](Index at, Index) { return dz[at]; }); // dy = Σ dz
        }
    });
    return z;
}

Var multiply(Tape& tape, Var x, Var y)
{
    const Var z = tape.make(broadcast(x.shape(), y.shape()));
    const Walk walk(z.shape(), x.shape(), y.shape());
    walk.forEachRun([&](Index at, Index ax, Index ay) {
        for (Index i = 0; i < walk.size[4]; ++i) {
            z.data()[at + i] = x.data()[ax + i * walk.xStep[4]] * y.data()[ay + i * walk.yStep[4]];
        }
    });
    tape.undo(z, [=] {
        const Real* dz = z.gradData();
        if (x.wantsGrad()) { // dx = Σ dz ⊙ y
            addRepeated(walk, true, x.gradData(), [&](Index at, Index other) { return dz[at] * y.data()[other]; });
        }
        if (y.wantsGrad()) { // dy = Σ dz ⊙ x
            addRepeated(walk, false, y.gradData(), [&](Index at, Index other) { return dz[at] * x.data()[other]; });
        }
    });
    return z;
}

} // namespace fovea
