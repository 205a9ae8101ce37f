#include "core/ops/rearrange.h"

#include <algorithm>
#include <array>

namespace fovea {
namespace {

/// Numbers before `dim` and behind it: the array is (outer × dim × inner).
std::array<Index, 2> around(const Shape& shape, int dim)
{
    const int at = dim < 0 ? shape.rank() + dim : dim;
    std::array<Index, 2> sizes{1, 1};
    for (int i = 0; i < shape.rank(); ++i) {
        if (i != at) {
            sizes[i < at ? 0 : 1] *= shape.dim(i);
        }
    }
    return sizes;
}

Shape withDim(const Shape& shape, int dim, Index size)
{
    const int at = dim < 0 ? shape.rank() + dim : dim;
    Shape other;
    for (int i = 0; i < shape.rank(); ++i) {
        other.append(i == at ? size : shape.dim(i));
    }
    return other;
}

void addTo(Real* to, const Real* from, Index n)
{
    ArrayView(to, n) += ConstArrayView(from, n);
}

} // namespace

Var concatenate(Tape& tape, std::initializer_list<Var> parts, int dim)
{
    return concatenate(tape, std::span<const Var>(parts.begin(), parts.size()), dim);
}

Var concatenate(Tape& tape, std::span<const Var> parts, int dim)
{
    FOVEA_CHECK(!parts.empty(), "nothing to concatenate");
    const auto count = static_cast<Index>(parts.size());
    Var* kept = tape.scratch<Var>(count);
    Index total = 0;
    for (Index i = 0; i < count; ++i) {
        kept[i] = parts[static_cast<std::size_t>(i)];
        total += kept[i].dim(dim);
        FOVEA_CHECK(withDim(kept[i].shape(), dim, 1) == withDim(kept[0].shape(), dim, 1),
                    kept[i].shape().text() + " beside " + kept[0].shape().text());
    }
    const auto [outer, inner] = around(kept[0].shape(), dim);
    const Var y = tape.make(withDim(kept[0].shape(), dim, total));
    for (Index o = 0, at = 0; o < outer; ++o) {
        for (Index i = 0; i < count; ++i) {
            const Index run = kept[i].dim(dim) * inner;
            std::copy_n(kept[i].data() + o * run, run, y.data() + at);
            at += run;
        }
    }
    tape.undo(y, [=, outer = outer, inner = inner] {
        for (Index o = 0, at = 0; o < outer; ++o) {
            for (Index i = 0; i < count; ++i) {
                const Index run = kept[i].dim(dim) * inner;
                if (kept[i].wantsGrad()) {
                    addTo(kept[i].gradData() + o * run, y.gradData() + at, run);
                }
                at += run;
            }
        }
    });
    return y;
}

Var slice(Tape& tape, Var x, int dim, Index first, Index count)
{
    FOVEA_CHECK(first >= 0 && count >= 0 && first + count <= x.dim(dim),
                std::to_string(count) + " from " + std::to_string(first) + " of " + x.shape().text());
    const auto [outer, inner] = around(x.shape(), dim);
    const Index whole = x.dim(dim) * inner, run = count * inner, skip = first * inner;
    const Var y = tape.make(withDim(x.shape(), dim, count));
    for (Index o = 0; o < outer; ++o) {
        std::copy_n(x.data() + o * whole + skip, run, y.data() + o * run);
    }
    tape.undo(y, [=, outer = outer] {
        for (Index o = 0; x.wantsGrad() && o < outer; ++o) {
            addTo(x.gradData() + o * whole + skip, y.gradData() + o * run, run);
        }
    });
    return y;
}

Var swapDims(Tape& tape, Var x, int a, int b)
{
    const int rank = x.shape().rank();
    const int first = std::min(a < 0 ? rank + a : a, b < 0 ? rank + b : b);
    const int second = std::max(a < 0 ? rank + a : a, b < 0 ? rank + b : b);
    FOVEA_CHECK(first >= 0 && first < second && second < rank, "exchange within " + x.shape().text());
    // The array is (outer × P × between × Q × inner) and becomes (outer × Q × between × P × inner).
    Index outer = 1, between = 1, inner = 1;
    Shape swapped;
    for (int i = 0; i < rank; ++i) {
        if (i < first) {
            outer *= x.dim(i);
        } else if (i > first && i < second) {
            between *= x.dim(i);
        } else if (i > second) {
            inner *= x.dim(i);
        }
        swapped.append(x.dim(i == first ? second : i == second ? first : i));
    }
    const Index P = x.dim(first), Q = x.dim(second);
    const auto forEachRun = [=](auto visit) { // visit(place in x, place in y)
        for (Index o = 0, to = 0; o < outer; ++o) {
            for (Index q = 0; q < Q; ++q) {
                for (Index m = 0; m < between; ++m) {
                    for (Index p = 0; p < P; ++p, to += inner) {
                        visit((((o * P + p) * between + m) * Q + q) * inner, to);
                    }
                }
            }
        }
    };
    const Var y = tape.make(swapped);
    forEachRun([&](Index from, Index to) { std::copy_n(x.data() + from, inner, y.data() + to); });
    tape.undo(y, [=] {
        if (x.wantsGrad()) {
            forEachRun([&](Index from, Index to) { addTo(x.gradData() + from, y.gradData() + to, inner); });
        }
    });
    return y;
}

Var lookUp(Tape& tape, Var table, std::span<const int> ids)
{
    const Index n = static_cast<Index>(ids.size()), d = table.cols();
    int* kept = tape.scratch<int>(n);
    std::copy(ids.begin(), ids.end(), kept);
    const Var y = tape.make({n, d});
    for (Index i = 0; i < n; ++i) {
        FOVEA_CHECK(kept[i] >= 0 && kept[i] < table.rows(),
                    "row " + std::to_string(kept[i]) + " of " + table.shape().text());
        std::copy_n(table.data() + kept[i] * d, d, y.data() + i * d);
    }
    tape.undo(y, [=] {
        for (Index i = 0; table.wantsGrad() && i < n; ++i) {
            addTo(table.gradData() + kept[i] * d, y.gradData() + i * d, d);
        }
    });
    return y;
}

Var takeRows(Tape& tape, Var x, std::span<const int> rows)
{
    const Index B = x.dim(0), N = x.dim(1), C = x.dim(2), n = static_cast<Index>(rows.size());
    int* kept = tape.scratch<int>(n);
    std::copy(rows.begin(), rows.end(), kept);
    for (Index i = 0; i < n; ++i) {
        FOVEA_CHECK(kept[i] >= 0 && kept[i] < N, "row " + std::to_string(kept[i]) + " of " + x.shape().text());
    }
    const Var y = tape.make({B, n, C});
    for (Index i = 0; i < B * n; ++i) {
        std::copy_n(x.data() + (i / n * N + kept[i % n]) * C, C, y.data() + i * C);
    }
    tape.undo(y, [=] {
        for (Index i = 0; x.wantsGrad() && i < B * n; ++i) {
            addTo(x.gradData() + (i / n * N + kept[i % n]) * C, y.gradData() + i * C, C);
        }
    });
    return y;
}

Var amongAll(Tape& tape, Var a, std::span<const int> tokens, Index N)
{
    const Index B = a.dim(0), G = a.dim(1), h = a.dim(2), m = a.dim(3);
    FOVEA_CHECK(static_cast<Index>(tokens.size()) == G * m && a.dim(4) == m,
                std::to_string(tokens.size()) + " tokens in groups of " + a.shape().text());
    int* kept = tape.scratch<int>(G * m);
    std::copy(tokens.begin(), tokens.end(), kept);
    const auto forEachWeight = [=](auto visit) { // visit(place in a, place in y)
        for (Index i = 0; i < B * G * h * m; ++i) {
            const Index query = i % m, head = i / m % h, g = i / (m * h) % G, b = i / (m * h * G);
            const Index row = ((b * h + head) * N + kept[g * m + query]) * N;
            for (Index j = 0; j < m; ++j) {
                visit(i * m + j, row + kept[g * m + j]);
            }
        }
    };
    const Var y = tape.make({B, h, N, N});
    std::fill_n(y.data(), y.size(), Real(0));
    forEachWeight([&](Index from, Index to) { y.data()[to] = a.data()[from]; });
    tape.undo(y, [=] {
        if (a.wantsGrad()) {
            forEachWeight([&](Index from, Index to) { a.gradData()[from] += y.gradData()[to]; });
        }
    });
    return y;
}

} // namespace fovea
