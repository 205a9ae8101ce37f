// A vector register as a type, and the elementary functions on it. Included by fast.cpp only, once for each instruction
// set; everything has internal linkage.
#pragma once

#include "core/tensor/real.h"

namespace fovea::kernels::FOVEA_FAST {
namespace {

#if defined(__AVX512F__)
constexpr int kBytes = 64;
#elif defined(__AVX__)
constexpr int kBytes = 32;
#else
constexpr int kBytes = 16;
#endif
constexpr int kLanes = kBytes / static_cast<int>(sizeof(float));

typedef float Vec __attribute__((vector_size(kBytes)));
typedef int IntVec __attribute__((vector_size(kBytes)));
typedef float LooseVec __attribute__((vector_size(kBytes), aligned(4), may_alias));

inline Vec load(const float* p)
{
    return *reinterpret_cast<const LooseVec*>(p);
}
inline void store(float* p, Vec v)
{
    *reinterpret_cast<LooseVec*>(p) = v;
}
inline Vec all(float x)
{
    return x - Vec{};
}
/// The first n < kLanes numbers; the rest is zero.
inline Vec loadSome(const float* p, Index n)
{
    Vec v{};
    __builtin_memcpy(&v, p, static_cast<std::size_t>(n) * sizeof(float));
    return v;
}
inline void storeSome(float* p, Vec v, Index n)
{
    __builtin_memcpy(p, &v, static_cast<std::size_t>(n) * sizeof(float));
}
inline Vec select(IntVec condition, Vec yes, Vec no)
{
    return condition ? yes : no;
}
inline Vec larger(Vec a, Vec b)
{
    return a > b ? a : b;
}
inline Vec smaller(Vec a, Vec b)
{
    return a < b ? a : b;
}
/// Sum of the lanes, always in the same order: halves are added to halves.
inline float sum(Vec v)
{
    for (int half = kLanes / 2; half > 0; half /= 2) {
        for (int i = 0; i < half; ++i) {
            v[i] += v[i + half];
        }
    }
    return v[0];
}

/// eˣ with a relative error below 2e-7: x = n ln 2 + r with |r| ≤ ½ ln 2, and eʳ by its series to r⁷.
inline Vec exp(Vec x)
{
    // The clamps must let NaN through: a comparison with it is false, and `no` is x.
    x = select(x > 88.0f, all(88.0f), select(x < -87.3f, all(-87.3f), x));
    constexpr float kRound = 12582912.0f; // 1.5 · 2²³: adding it rounds to an integer
    const Vec n = (x * 1.44269504f + kRound) - kRound;
    const Vec r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    Vec p = all(1.0f / 5040);
    p = p * r + 1.0f / 720;
    p = p * r + 1.0f / 120;
    p = p * r + 1.0f / 24;
    p = p * r + 1.0f / 6;
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    const IntVec exponent = __builtin_convertvector(n, IntVec) << 23;
    return reinterpret_cast<Vec>(reinterpret_cast<IntVec>(p) + exponent);
}

/// tanh x: its series near zero, where 1 − 2 / (e²ˣ + 1) would cancel.
inline Vec tanh(Vec x)
{
    const Vec far = 1.0f - 2.0f / (exp(2.0f * x) + 1.0f);
    const Vec s = x * x;
    Vec p = all(-1382.0f / 155925);
    p = p * s + 62.0f / 2835;
    p = p * s + -17.0f / 315;
    p = p * s + 2.0f / 15;
    p = p * s + -1.0f / 3;
    p = p * s + 1.0f;
    return select((x < 0.4f) & (x > -0.4f), x * p, far);
}

inline Vec sigmoid(Vec x)
{
    return 1.0f / (1.0f + exp(-x));
}

/// Φ(x), the normal probability, and e^(−x²/2) that it needs on the way. Φ by Abramowitz and Stegun 1964, 7.1.26: error
/// below 1.5e-7.
struct Normal
{
    Vec probability, bell;
};
inline Normal normal(Vec x)
{
    const Vec z = select(x < 0.0f, -x, x) * 0.70710678f;
    const Vec t = 1.0f / (1.0f + 0.3275911f * z);
    const Vec bell = exp(-z * z);
    Vec p = all(1.061405429f);
    p = p * t + -1.453152027f;
    p = p * t + 1.421413741f;
    p = p * t + -0.284496736f;
    p = p * t + 0.254829592f;
    const Vec tail = 0.5f * p * t * bell; // Φ(−|x|)
    return {select(x < 0.0f, tail, 1.0f - tail), bell};
}

} // namespace
} // namespace fovea::kernels::FOVEA_FAST
