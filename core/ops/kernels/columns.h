// Sums over the rows of a matrix, one for each column. Included by fast.cpp only.
#pragma once

#include "core/ops/kernels/kernels.h"
#include "core/ops/kernels/vector.h"

namespace fovea::kernels::FOVEA_FAST {
namespace {

/// out (N) += Σₘ term(m·N + n, n). Every fourth row goes into a sum of its own: one alone would wait for each addition.
template<class Term>
inline void addColumns(Index M, Index N, float* out, Term term)
{
    byVectors(N, [&](Index n, Index rest) {
        Vec sums[4]{};
        Index m = 0;
        for (; m + 4 <= M; m += 4) {
            for (int k = 0; k < 4; ++k) {
                sums[k] += term((m + k) * N + n, n, rest);
            }
        }
        for (; m < M; ++m) {
            sums[0] += term(m * N + n, n, rest);
        }
        put(out + n, get(out + n, rest) + ((sums[0] + sums[1]) + (sums[2] + sums[3])), rest);
    });
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
