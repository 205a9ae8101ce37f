// Nothing but multiply-adds, for measuring what a processor can do at most. Included by fast.cpp only.
#pragma once

#include "core/ops/kernels/kernels.h"
#include "core/ops/kernels/vector.h"

namespace fovea::kernels::FOVEA_FAST {
namespace {

Index multiplyAdds(Index rounds, float factor, float* out)
{
    constexpr int kSums = 12; // none waits for the one before it: a multiply-add takes four or five steps
    Vec sums[kSums];
    for (int i = 0; i < kSums; ++i) {
        sums[i] = all(static_cast<float>(i));
    }
    const Vec by = all(factor);
    for (Index round = 0; round < rounds; ++round) {
#pragma GCC unroll 16
        for (int i = 0; i < kSums; ++i) {
            sums[i] = sums[i] * by + by;
        }
    }
    *out = 0;
    for (int i = 0; i < kSums; ++i) {
        *out += sum(sums[i]);
    }
    return rounds * kSums * kLanes;
}

} // namespace
} // namespace fovea::kernels::FOVEA_FAST
