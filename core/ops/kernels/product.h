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

/// Columns of B that are not a whole vector: copied, padded with zeros, so that the tile's code is the same for all.
struct PaddedTail
{
    alignas(64) float values[kDepth * kLanes];
};

/// One piece of work for all tiles of a panel of columns: the sum over `segments` pieces of K terms each. `columns` < 0:
/// all lanes of the last vector are real; else only so many.
struct Panel
{
    const float* A;
    Index aRow, aCol, aSegment;
    const float* B;
    Index bRow, bSegment;
    float* C;
    Index cRow;
    Index K, segments;
    bool add;
    Index columns;
};

/// R rows × V vectors of C, from row m on.
template<int R, int V>
inline void tile(const Panel& p, Index m)
{
    const Index aRow = p.aRow, aCol = p.aCol, bRow = p.bRow, K = p.K;
    float* const C = p.C + m * p.cRow;
    Vec c[R][V];
    for (int r = 0; r < R; ++r) {
        for (int v = 0; v < V; ++v) {
            const float* at = C + r * p.cRow + v * kLanes;
            c[r][v] = !p.add ? Vec{} : p.columns >= 0 && v == V - 1 ? loadSome(at, p.columns) : load(at);
        }
    }
    for (Index s = 0; s < p.segments; ++s) {
        const float* A = p.A + m * aRow + s * p.aSegment;
        const float* B = p.B + s * p.bSegment;
        for (Index k = 0; k < K; ++k, A += aCol, B += bRow) {
            Vec b[V];
            for (int v = 0; v < V; ++v) {
                b[v] = load(B + v * kLanes);
            }
            for (int r = 0; r < R; ++r) {
                const float a = A[r * aRow];
                for (int v = 0; v < V; ++v) {
                    c[r][v] += a * b[v];
                }
            }
        }
    }
    for (int r = 0; r < R; ++r) {
        for (int v = 0; v < V; ++v) {
            float* at = C + r * p.cRow + v * kLanes;
            if (p.columns >= 0 && v == V - 1) {
                storeSome(at, c[r][v], p.columns);
            } else {
                store(at, c[r][v]);
            }
        }
    }
}

/// Calls tile<rows, V>, rows being known only now.
template<int V, int R>
inline void tileOf(const Panel& p, Index m, Index rows)
{
    if (rows == R) {
        tile<R, V>(p, m);
    } else if constexpr (R > 1) {
        tileOf<V, R - 1>(p, m, rows);
    }
}

/// All M rows of V vectors of columns, in tiles of nearly equal height: as few as the registers allow.
template<int V>
inline void panel(const Panel& p, Index M)
{
    // With AVX-512 a broadcast is part of the multiplication; before, it needs a register of its own.
    constexpr int kRegisters = kBytes == 64 ? 32 : 15;
    constexpr int kMost = (kRegisters - V) / V > 14 ? 14 : (kRegisters - V) / V;
    const Index tiles = (M + kMost - 1) / kMost;
    for (Index t = 0, m = 0; t < tiles; ++t) {
        const Index next = (t + 1) * M / tiles;
        tileOf<V, kMost>(p, m, next - m);
        m = next;
    }
}

/// All columns of one stretch of the sum.
inline void columns(Panel p, Index M, Index N)
{
    constexpr int kWidest = kBytes == 64 ? 4 : 2;
    const auto advance = [&p](Index n) {
        p.B += n;
        p.C += n;
    };
    Index left = N;
    for (; left >= kWidest * kLanes; left -= kWidest * kLanes, advance(kWidest * kLanes)) {
        panel<kWidest>(p, M);
    }
    for (; kWidest == 4 && left >= 2 * kLanes; left -= 2 * kLanes, advance(2 * kLanes)) {
        panel<2>(p, M);
    }
    for (; left >= kLanes; left -= kLanes, advance(kLanes)) {
        panel<1>(p, M);
    }
    if (left == 0) {
        return;
    }
    PaddedTail padded;
    Panel tail = p;
    tail.segments = 1;
    tail.columns = left;
    tail.bRow = kLanes;
    tail.B = padded.values;
    for (Index s = 0; s < p.segments; ++s) {
        for (Index k = 0; k < p.K; k += kDepth) {
            tail.K = p.K - k < kDepth ? p.K - k : kDepth;
            tail.A = p.A + s * p.aSegment + k * p.aCol;
            for (Index d = 0; d < tail.K; ++d) {
                store(padded.values + d * kLanes, loadSome(p.B + s * p.bSegment + (k + d) * p.bRow, left));
            }
            panel<1>(tail, M);
            tail.add = true;
        }
    }
}

void product(const Product& p)
{
    if (p.K * p.segments == 0) {
        for (Index m = 0; m < p.M && !p.add; ++m) {
            for (Index n = 0; n < p.N; ++n) {
                p.C[m * p.cRow + n] = 0;
            }
        }
        return;
    }
    Panel whole{p.A, p.aRow, p.aCol, p.aSegment, p.B, p.bRow, p.bSegment, p.C, p.cRow, p.K, p.segments, p.add, -1};
    if (p.segments > 1) {
        columns(whole, p.M, p.N);
        return;
    }
    for (Index k = 0; k < p.K; k += kDepth) {
        whole.K = p.K - k < kDepth ? p.K - k : kDepth;
        whole.A = p.A + k * p.aCol;
        whole.B = p.B + k * p.bRow;
        columns(whole, p.M, p.N);
        whole.add = true;
    }
}

} // namespace
} // namespace fovea::kernels::FOVEA_FAST
