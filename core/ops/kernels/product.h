// The product of two matrices, from registers: a tile of R rows × V vectors of C is held in R·V registers while k runs,
// each step loading V vectors of B and broadcasting R numbers of A. Included by fast.cpp only.
//
// Each element of C is summed over k in one lane, in order: so its bits do not depend on how rows are cut into tiles,
// calls or threads.
#pragma once

#include "core/ops/kernels/kernels.h"
#include "core/ops/kernels/vector.h"

namespace fovea::kernels::FOVEA_FAST {
namespace {

// Terms of the sum between two visits of C: 512 rows of a panel of B stay in the second-level cache.
constexpr Index kDepth = 512;

/// One piece of work for all tiles of a panel of columns: the sum over `segments` pieces of K terms each. Of the last
/// vector of columns only `last` lanes are real.
struct Panel
{
    const float* A;
    Index aRow, aCol, aSegment;
    const float* B;
    Index bRow, bSegment;
    const float* bias;
    float* C;
    Index cRow;
    Index K, segments;
    bool add, relu;
    Index last = kLanes;
};

/// R rows × V vectors of C, from row m on. Not `Whole`: the last vector is only partly real. All loops over r and v are
/// unrolled: c stays in registers only where none of them is left in the machine's code.
template<int R, int V, bool Whole>
inline void tile(const Panel& p, Index m)
{
    const auto get = [&p](const float* at, int v) {
        return Whole || v < V - 1 ? load(at + v * kLanes) : loadSome(at + v * kLanes, p.last);
    };
    const Index aRow = p.aRow, aCol = p.aCol, bRow = p.bRow, K = p.K;
    float* const C = p.C + m * p.cRow;
    Vec c[R][V];
    if (p.add || p.bias != nullptr) {
        const float* const start = p.add ? C : p.bias;
        const Index row = p.add ? p.cRow : 0;
#pragma GCC unroll 16
        for (int r = 0; r < R; ++r) {
#pragma GCC unroll 16
            for (int v = 0; v < V; ++v) {
                c[r][v] = get(start + r * row, v);
            }
        }
    } else {
#pragma GCC unroll 16
        for (int r = 0; r < R; ++r) {
#pragma GCC unroll 16
            for (int v = 0; v < V; ++v) {
                c[r][v] = Vec{};
            }
        }
    }
    for (Index s = 0; s < p.segments; ++s) {
        const float* A = p.A + m * aRow + s * p.aSegment;
        const float* B = p.B + s * p.bSegment;
        for (Index k = 0; k < K; ++k, A += aCol, B += bRow) {
            Vec b[V];
#pragma GCC unroll 16
            for (int v = 0; v < V; ++v) {
                b[v] = get(B, v);
            }
#pragma GCC unroll 16
            for (int r = 0; r < R; ++r) {
                const float a = A[r * aRow];
#pragma GCC unroll 16
                for (int v = 0; v < V; ++v) {
                    c[r][v] += a * b[v];
                }
            }
        }
    }
#pragma GCC unroll 16
    for (int r = 0; r < R; ++r) {
#pragma GCC unroll 16
        for (int v = 0; v < V; ++v) {
            if (p.relu) {
                c[r][v] = select(c[r][v] < 0.0f, Vec{}, c[r][v]); // a NaN stays visible
            }
            float* const at = C + r * p.cRow + v * kLanes;
            if (Whole || v < V - 1) {
                store(at, c[r][v]);
            } else {
                storeSome(at, c[r][v], p.last);
            }
        }
    }
}

/// Calls tile<rows, V>, rows being known only now.
template<int V, bool Whole, int R>
inline void tileOf(const Panel& p, Index m, Index rows)
{
    if (rows == R) {
        tile<R, V, Whole>(p, m);
    } else if constexpr (R > 1) {
        tileOf<V, Whole, R - 1>(p, m, rows);
    }
}

/// All M rows of V vectors of columns, in tiles of nearly equal height: as few as the registers allow.
template<int V, bool Whole>
inline void panel(const Panel& p, Index M)
{
    // With AVX-512 a broadcast is part of the multiplication; before, it needs a register of its own.
    constexpr int kRegisters = kBytes == 64 ? 32 : 15;
    constexpr int kMost = (kRegisters - V) / V > 14 ? 14 : (kRegisters - V) / V;
    const Index tiles = (M + kMost - 1) / kMost;
    for (Index t = 0, m = 0; t < tiles; ++t) {
        const Index next = (t + 1) * M / tiles;
        tileOf<V, Whole, kMost>(p, m, next - m);
        m = next;
    }
}

/// Calls panel<vectors>, vectors being known only now.
template<int V>
inline void panelOf(const Panel& p, Index M, Index vectors)
{
    if (vectors == V) {
        p.last == kLanes ? panel<V, true>(p, M) : panel<V, false>(p, M);
    } else if constexpr (V > 1) {
        panelOf<V - 1>(p, M, vectors);
    }
}

/// All columns of one stretch of the sum.
inline void columns(Panel p, Index M, Index N)
{
    constexpr Index kWidest = kBytes == 64 ? 4 : 2;
    for (Index n = 0; n < N; n += kWidest * kLanes) {
        const Index size = N - n < kWidest * kLanes ? N - n : kWidest * kLanes, vectors = (size + kLanes - 1) / kLanes;
        p.last = size - (vectors - 1) * kLanes;
        panelOf<kWidest>(p, M, vectors);
        p.B += kWidest * kLanes;
        p.C += kWidest * kLanes;
        p.bias = p.bias == nullptr ? nullptr : p.bias + kWidest * kLanes;
    }
}

/// Σ x y over n numbers, in four vectors of partial sums.
inline float dot(Index n, const float* x, const float* y)
{
    Vec sums[4]{};
    Index i = 0;
    for (; i + 4 * kLanes <= n; i += 4 * kLanes) {
        for (int v = 0; v < 4; ++v) {
            sums[v] += load(x + i + v * kLanes) * load(y + i + v * kLanes);
        }
    }
    for (; i < n; i += kLanes) {
        const Index some = n - i < kLanes ? n - i : kLanes;
        sums[0] += loadSome(x + i, some) * loadSome(y + i, some);
    }
    return sum((sums[0] + sums[1]) + (sums[2] + sums[3]));
}

/// Whether C is a single column and so long a sum that lanes are better used along it.
inline bool isColumnOfDots(const Product& p)
{
    return p.N == 1 && p.aCol == 1 && p.bRow == 1 && p.segments == 1 && p.K >= 16 * kLanes;
}

void product(const Product& p)
{
    if (isColumnOfDots(p)) {
        for (Index m = 0; m < p.M; ++m) {
            float& c = p.C[m * p.cRow];
            const float start = p.add ? c : p.bias != nullptr ? *p.bias : 0.0f;
            const float result = start + dot(p.K, p.A + m * p.aRow, p.B);
            c = p.relu && result < 0 ? 0.0f : result;
        }
        return;
    }
    Panel whole{p.A,    p.aRow, p.aCol, p.aSegment, p.B,        p.bRow, p.bSegment,
                p.bias, p.C,    p.cRow, p.K,        p.segments, p.add,  p.relu};
    if (p.segments > 1 || p.K <= kDepth) {
        columns(whole, p.M, p.N);
        return;
    }
    for (Index k = 0; k < p.K; k += kDepth) {
        whole.K = p.K - k < kDepth ? p.K - k : kDepth;
        whole.A = p.A + k * p.aCol;
        whole.B = p.B + k * p.bRow;
        whole.relu = p.relu && k + whole.K == p.K;
        columns(whole, p.M, p.N);
        whole.add = true;
    }
}

} // namespace
} // namespace fovea::kernels::FOVEA_FAST
