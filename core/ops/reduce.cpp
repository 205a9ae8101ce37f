// Mean, sum and largest over one dimension; declared in elementwise.h.
#include "core/ops/elementwise.h"

#include "core/ops/kernels/kernels.h"

#include <cmath>

namespace fovea {
namespace {

/// An array seen around one dimension: (outer × n × inner).
struct Around
{
    Index outer = 1, n = 1, inner = 1;
    Shape rest; ///< the shape without the dimension

    Around(const Shape& shape, int dim) : n(shape.dim(dim)), rest(shape.without(dim))
    {
        const int at = dim < 0 ? shape.rank() + dim : dim;
        for (int i = 0; i < rest.rank(); ++i) {
            (i < at ? outer : inner) *= rest.dim(i);
        }
    }
};

/// y = factor · Σ x over the dimension.
Var scaledSum(Tape& tape, Var x, int dim, bool asMean)
{
    const Around a(x.shape(), dim);
    const Real factor = asMean ? Real(1) / static_cast<Real>(a.n) : Real(1);
    const Var y = tape.make(a.rest);
    for (Index o = 0; o < a.outer; ++o) {
        const ConstGridView slab(x.data() + o * a.n * a.inner, a.n, a.inner);
        ArrayView(y.data() + o * a.inner, a.inner) = factor * slab.colwise().sum().transpose();
    }
    tape.undo(y, [=] {
        if (!x.wantsGrad()) {
            return;
        }
        const Var::Target dx = x.gradTarget();
        for (Index o = 0; o < a.outer; ++o) { // dx = factor · dy, for every place of the dimension
            kernels::active().product({.M = a.n,
                                       .N = a.inner,
                                       .K = 1,
                                       .A = &factor,
                                       .aRow = 0,
                                       .aCol = 0,
                                       .B = y.gradData() + o * a.inner,
                                       .bRow = a.inner,
                                       .C = dx.data + o * a.n * a.inner,
                                       .cRow = a.inner,
                                       .add = dx.add});
        }
    });
    return y;
}

} // namespace

Var mean(Tape& tape, Var x, int dim)
{
    return scaledSum(tape, x, dim, true);
}

Var sum(Tape& tape, Var x, int dim)
{
    return scaledSum(tape, x, dim, false);
}

Var max(Tape& tape, Var x, int dim)
{
    const Around a(x.shape(), dim);
    const Var y = tape.make(a.rest);
    Index* winner = tape.scratch<Index>(a.outer * a.inner);
    for (Index o = 0; o < a.outer; ++o) {
        for (Index i = 0; i < a.inner; ++i) {
            const Real* at = x.data() + o * a.n * a.inner + i;
            Index best = 0;
            for (Index n = 1; n < a.n; ++n) {
                const Real largest = at[best * a.inner];
                if (!(at[n * a.inner] <= largest || std::isnan(largest))) { // a NaN wins and stays
                    best = n;
                }
            }
            y.data()[o * a.inner + i] = at[best * a.inner];
            winner[o * a.inner + i] = (o * a.n + best) * a.inner + i;
        }
    }
    tape.undo(y, [=] {
        if (x.wantsGrad()) {
            for (Index i = 0; i < y.size(); ++i) {
                x.gradData()[winner[i]] += y.gradData()[i]; // only the largest moved the result
            }
        }
    });
    return y;
}

} // namespace fovea
