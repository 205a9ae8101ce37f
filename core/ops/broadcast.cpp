// Sums and products of arrays whose shapes differ by repeated dimensions; declared in elementwise.h.
#include "core/ops/elementwise.h"

#include "core/ops/kernels/kernels.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace fovea {
namespace {

/// How to walk two operands along the result: the result's sizes, and each operand's step per dimension, 0 where it is
/// repeated. The last dimension is the inner loop.
struct Walk
{
    static constexpr std::size_t kLast = Shape::kMaxRank - 1;
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

/// Σ x y along a run.
Real dot(Index n, const Real* x, const Real* y)
{
    Real result = 0;
    kernels::active().product(
        {.M = 1, .N = 1, .K = n, .A = x, .aRow = n, .aCol = 1, .B = y, .bRow = 1, .C = &result, .cRow = 1});
    return result;
}

/// z (+)= a y along a run.
void scaled(Index n, Real a, const Real* y, Real* z, bool add)
{
    kernels::active().product(
        {.M = 1, .N = n, .K = 1, .A = &a, .aRow = 1, .aCol = 1, .B = y, .bRow = n, .C = z, .cRow = n, .add = add});
}

/// Where the gradient of an operand of z is summed up: it may be overwritten where nothing is there yet and nothing of the
/// operand was repeated, for then each of its places is visited once.
Var::Target targetOf(Var x, Var z)
{
    return x.size() == z.size() ? x.gradTarget() : Var::Target{x.gradData(), true};
}

/// dx += Σ dz ⊙ y over the places where x was repeated; `other` is y where x is the first operand, and x where it is not.
void addProducts(const Walk& walk, bool isFirst, const Real* dz, const Real* other, const Var::Target& dx)
{
    const Index n = walk.size[Walk::kLast];
    const Index step = isFirst ? walk.xStep[Walk::kLast] : walk.yStep[Walk::kLast];
    const Index otherStep = isFirst ? walk.yStep[Walk::kLast] : walk.xStep[Walk::kLast];
    walk.forEachRun([&](Index at, Index x, Index y) {
        Real* const to = dx.data + (isFirst ? x : y);
        const Real *const d = dz + at, *const o = other + (isFirst ? y : x);
        if (!dx.add && step == 0) {
            *to = 0;
        }
        if (step != 0 && otherStep != 0) {
            kernels::active().times(n, d, o, to, dx.add);
        } else if (step != 0) {
            scaled(n, *o, d, to, dx.add);
        } else if (otherStep != 0) {
            *to += dot(n, d, o);
        } else {
            *to += *o * std::accumulate(d, d + n, Real(0));
        }
    });
}

/// dx += Σ dz over the places where x was repeated.
void addSums(const Walk& walk, bool isFirst, const Real* dz, Real* dx)
{
    const Index n = walk.size[Walk::kLast];
    const Index step = isFirst ? walk.xStep[Walk::kLast] : walk.yStep[Walk::kLast];
    walk.forEachRun([&](Index at, Index x, Index y) {
        Real* const to = dx + (isFirst ? x : y);
        if (step != 0) {
            kernels::active().plus(n, to, dz + at, to);
        } else {
            *to += std::accumulate(dz + at, dz + at + n, Real(0));
        }
    });
}

/// dx += dz, where nothing is repeated.
void pass(Var x, Var z)
{
    if (x.wantsGrad()) {
        const Var::Target dx = x.gradTarget();
        if (dx.add) {
            kernels::active().plus(x.size(), dx.data, z.gradData(), dx.data);
        } else {
            std::copy_n(z.gradData(), x.size(), dx.data);
        }
    }
}

/// x + y of equal shapes: the residual connection of a transformer, and worth a way of its own.
Var addEqual(Tape& tape, Var x, Var y)
{
    const Var z = tape.make(x.shape());
    kernels::active().plus(x.size(), x.data(), y.data(), z.data());
    tape.undo(z, [=] {
        pass(x, z);
        pass(y, z);
    });
    return z;
}

/// Whether x ⊙ y is y itself: x a constant that has no dimension more than y, and all ones.
bool isOnes(Var x, Var y)
{
    return !x.wantsGrad() && broadcast(x.shape(), y.shape()) == y.shape() && (x.array() == Real(1)).all();
}

} // namespace

Var add(Tape& tape, Var x, Var y)
{
    if (x.shape() == y.shape()) {
        return addEqual(tape, x, y);
    }
    const Var z = tape.make(broadcast(x.shape(), y.shape()));
    const Walk walk(z.shape(), x.shape(), y.shape());
    const Index n = walk.size[Walk::kLast], xStep = walk.xStep[Walk::kLast], yStep = walk.yStep[Walk::kLast];
    walk.forEachRun([&](Index at, Index ax, Index ay) {
        if (xStep != 0 && yStep != 0) {
            kernels::active().plus(n, x.data() + ax, y.data() + ay, z.data() + at);
        } else {
            for (Index i = 0; i < n; ++i) {
                z.data()[at + i] = x.data()[ax + i * xStep] + y.data()[ay + i * yStep];
            }
        }
    });
    tape.undo(z, [=] {
        if (x.wantsGrad()) {
            addSums(walk, true, z.gradData(), x.gradData()); // dx = Σ dz
        }
        if (y.wantsGrad()) {
            addSums(walk, false, z.gradData(), y.gradData()); // dy = Σ dz
        }
    });
    return z;
}

Var multiply(Tape& tape, Var x, Var y)
{
    if (isOnes(x, y)) {
        return y; // dz = dy, and nothing to copy
    }
    const Var z = tape.make(broadcast(x.shape(), y.shape()));
    const Walk walk(z.shape(), x.shape(), y.shape());
    const Index n = walk.size[Walk::kLast], xStep = walk.xStep[Walk::kLast], yStep = walk.yStep[Walk::kLast];
    walk.forEachRun([&](Index at, Index ax, Index ay) {
        if (xStep != 0 && yStep != 0) {
            kernels::active().times(n, x.data() + ax, y.data() + ay, z.data() + at, false);
        } else if (yStep != 0) {
            scaled(n, x.data()[ax], y.data() + ay, z.data() + at, false);
        } else {
            scaled(n, y.data()[ay], x.data() + ax, z.data() + at, false);
        }
    });
    tape.undo(z, [=] {
        if (x.wantsGrad()) {
            addProducts(walk, true, z.gradData(), y.data(), targetOf(x, z)); // dx = Σ dz ⊙ y
        }
        if (y.wantsGrad()) {
            addProducts(walk, false, z.gradData(), x.data(), targetOf(y, z)); // dy = Σ dz ⊙ x
        }
    });
    return z;
}

} // namespace fovea
