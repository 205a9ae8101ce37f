// Weighted sums of a few of many rows: what is left of a product of matrices when most of one of them is zero. The sum stays
// in registers while the list of rows is walked. Included by fast.cpp only.
#pragma once

#include "core/ops/kernels/kernels.h"
#include "core/ops/kernels/vector.h"

namespace fovea::kernels::FOVEA_FAST {
namespace {

/// S segments of V vectors; the last vector of a segment has `last` real numbers.
template<int S, int V>
inline void sumRows(const RowSum& s, const float* rows, float* out, Index last)
{
    Vec sum[S][V];
    for (int i = 0; i < S; ++i) {
        for (int v = 0; v < V; ++v) {
            const float* at = out + i * s.outSegment + v * kLanes;
            sum[i][v] = !s.add ? Vec{} : v == V - 1 ? loadSome(at, last) : load(at);
        }
    }
    for (Index e = 0; e < s.count; ++e) {
        const float weight = s.weight[e];
        const float* row = rows + s.offset[e];
        for (int i = 0; i < S; ++i) {
            for (int v = 0; v < V; ++v) {
                sum[i][v] +=
                    weight * load(row + i * s.rowSegment + v * kLanes); // beyond the end of a segment: not kept
            }
        }
    }
    for (int i = 0; i < S; ++i) {
        for (int v = 0; v < V; ++v) {
            float* at = out + i * s.outSegment + v * kLanes;
            if (v == V - 1) {
                storeSome(at, sum[i][v], last);
            } else {
                store(at, sum[i][v]);
            }
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
