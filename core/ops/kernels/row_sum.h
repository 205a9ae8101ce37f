// Weighted sums of a few of many rows: what is left of a product of matrices when most of one of them is zero. The sum stays
// in registers while the list of rows is walked. Included by fast.cpp only.
#pragma once

#include "core/ops/kernels/kernels.h"
#include "core/ops/kernels/vector.h"

namespace fovea::kernels::FOVEA_FAST {
namespace {

/// S segments of V vectors; the last vector of a segment has `last` real numbers. Few registers would wait for each other's
/// additions: then several sums of every n-th row run beside each other.
template<int S, int V>
inline void sumRows(const RowSum& s, const float* rows, float* out, Index last)
{
    constexpr int kSums = S * V >= 4 ? 1 : S * V == 1 ? 4 : 2;
    Vec sum[kSums][S][V]{};
    const auto addRow = [&](Vec(&to)[S][V], Index e) {
        const float weight = s.weight[e];
        const float* row = rows + s.offset[e];
        for (int i = 0; i < S; ++i) {
            for (int v = 0; v < V; ++v) {
                to[i][v] += weight * load(row + i * s.rowSegment + v * kLanes); // beyond the end of a segment: not kept
            }
        }
    };
    Index e = 0;
    for (; e + kSums <= s.count; e += kSums) {
        for (int n = 0; n < kSums; ++n) {
            addRow(sum[n], e + n);
        }
    }
    for (; e < s.count; ++e) {
        addRow(sum[0], e);
    }
    for (int i = 0; i < S; ++i) {
        for (int v = 0; v < V; ++v) {
            float* const at = out + i * s.outSegment + v * kLanes;
            const bool whole = v < V - 1 || last == kLanes;
            Vec total = !s.add ? Vec{} : whole ? load(at) : loadSome(at, last);
            for (int n = 0; n < kSums; ++n) {
                total += sum[n][i][v];
            }
            whole ? store(at, total) : storeSome(at, total, last);
        }
    }
}

template<int S, int V>
inline void sumRowsOf(const RowSum& s, const float* rows, float* out, Index vectors, Index last)
{
    if (vectors == V) {
        sumRows<S, V>(s, rows, out, last);
    } else if constexpr (V > 1) {
        sumRowsOf<S, V - 1>(s, rows, out, vectors, last);
    }
}

void rowSum(const RowSum& s)
{
    // As many segments and vectors at once as the registers hold.
    constexpr int kMost = kBytes == 64 ? 8 : 4;
    for (Index from = 0; from < s.size; from += kMost * kLanes) {
        const Index size = s.size - from < kMost * kLanes ? s.size - from : kMost * kLanes;
        const Index vectors = (size + kLanes - 1) / kLanes, last = size - (vectors - 1) * kLanes;
        Index segment = 0;
        for (; segment + 3 <= s.segments; segment += 3) {
            sumRowsOf<3, kMost>(s, s.rows + segment * s.rowSegment + from, s.out + segment * s.outSegment + from,
                                vectors, last);
        }
        for (; segment < s.segments; ++segment) {
            sumRowsOf<1, kMost>(s, s.rows + segment * s.rowSegment + from, s.out + segment * s.outSegment + from,
                                vectors, last);
        }
    }
}

} // namespace
} // namespace fovea::kernels::FOVEA_FAST
