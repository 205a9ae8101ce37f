// Sums over the rows of a matrix, one for each column. Included by fast.cpp only.
#pragma once

#include "core/ops/kernels/kernels.h"
#include "core/ops/kernels/vector.h"

namespace fovea::kernels::FOVEA_FAST {
namespace {

/// out (V vectors from n on) += Σₘ term(m·N + n, n): side by side, because one sum alone would wait for each addition.
template<int V, class Term>
inline void addColumnsHeld(Index M, Index N, Index n, float* out, Term term)
{
    Vec sums[V];
    for (int v = 0; v < V; ++v) {
        sums[v] = load(out + n + v * kLanes);
    }
    for (Index m = 0; m < M; ++m) {
        for (int v = 0; v < V; ++v) {
            sums[v] += term(m * N + n + v * kLanes, n + v * kLanes, Index{-1});
        }
    }
    for (int v = 0; v < V; ++v) {
        store(out + n + v * kLanes, sums[v]);
    }
}

/// out (N) += Σₘ term(m·N + n, n), row after row: the bits are those of the plain loops.
template<class Term>
inline void addColumns(Index M, Index N, float* out, Term term)
{
    Index n = 0;
    for (; n + 4 * kLanes <= N; n += 4 * kLanes) {
        addColumnsHeld<4>(M, N, n, out, term);
    }
    for (; n + 2 * kLanes <= N; n += 2 * kLanes) {
        addColumnsHeld<2>(M, N, n, out, term);
    }
    for (; n < N; n += kLanes) {
        const Index rest = N - n < kLanes ? N - n : -1;
        Vec sum = get(out + n, rest);
        for (Index m = 0; m < M; ++m) {
            sum += term(m * N + n, n, rest);
        }
        put(out + n, sum, rest);
    }
}

void addColumnSums(Index M, Index N, const float* x, float* out)
{
    addColumns(M, N, out, [x](Index at, Index, Index rest) { return get(x + at, rest); });
}

void addColumnProducts(Index M, Index N, const float* x, const float* y, float* out)
{
    addColumns(M, N, out, [x, y](Index at, Index, Index rest) { return get(x + at, rest) * get(y + at, rest); });
}

void addColumnSquares(Index M, Index N, const float* x, const float* mean, float* out)
{
    addColumns(M, N, out, [x, mean](Index at, Index n, Index rest) {
        const Vec centred = get(x + at, rest) - get(mean + n, rest);
        return centred * centred;
    });
}

} // namespace
} // namespace fovea::kernels::FOVEA_FAST
