// A vector register as a type, and the elementary functions on it. Included by fast.cpp only, once for each instruction
// set; everything has internal linkage.
#pragma once

#include "core/tensor/real.h"

#include <utility>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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
#if defined(__AVX512F__)
inline __mmask16 lanesBelow(Index n)
{
    return static_cast<__mmask16>((1U << n) - 1U);
}
#elif defined(__AVX2__)
inline __m256i lanesBelow(Index n)
{
    return _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(n)), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}
#endif
/// The first n ≤ kLanes numbers; the rest is zero, and its memory is not touched.
inline Vec loadSome(const float* p, Index n)
{
#if defined(__AVX512F__)
    return _mm512_maskz_loadu_ps(lanesBelow(n), p);
#elif defined(__AVX2__)
    return _mm256_maskload_ps(p, lanesBelow(n));
#else
    Vec v{};
    __builtin_memcpy(&v, p, static_cast<std::size_t>(n) * sizeof(float));
    return v;
#endif
}
inline void storeSome(float* p, Vec v, Index n)
{
#if defined(__AVX512F__)
    _mm512_mask_storeu_ps(p, lanesBelow(n), v);
#elif defined(__AVX2__)
    _mm256_maskstore_ps(p, lanesBelow(n), v);
#else
    __builtin_memcpy(p, &v, static_cast<std::size_t>(n) * sizeof(float));
#endif
}
inline Vec squareRoot(Vec v)
{
#if defined(__AVX512F__)
    return _mm512_maskz_sqrt_ps(lanesBelow(kLanes), v); // the plain form warns of its own insides
#elif defined(__AVX2__)
    return _mm256_sqrt_ps(v);
#elif defined(__x86_64__)
    return _mm_sqrt_ps(v);
#else
    for (int lane = 0; lane < kLanes; ++lane) {
        v[lane] = __builtin_sqrtf(v[lane]);
    }
    return v;
#endif
}
inline Vec select(IntVec condition, Vec yes, Vec no)
{
    return condition ? yes : no;
}
/// a > b ? a : b, so b where either is a NaN.
inline Vec larger(Vec a, Vec b)
{
#if defined(__AVX512F__)
    return _mm512_maskz_max_ps(lanesBelow(kLanes), a, b);
#elif defined(__AVX2__)
    return _mm256_max_ps(a, b);
#else
    return a > b ? a : b;
#endif
}
/// a < b ? a : b, so b where either is a NaN.
inline Vec smaller(Vec a, Vec b)
{
#if defined(__AVX512F__)
    return _mm512_maskz_min_ps(lanesBelow(kLanes), a, b);
#elif defined(__AVX2__)
    return _mm256_min_ps(a, b);
#else
    return a < b ? a : b;
#endif
}

using Lanes = std::make_integer_sequence<int, kLanes>;

template<int... L>
inline IntVec numbered(std::integer_sequence<int, L...>)
{
    return IntVec{L...};
}
/// The first n lanes as they are, the others x.
inline Vec withRest(Vec v, Index n, float x)
{
    return select(numbered(Lanes{}) < static_cast<int>(n), v, all(x));
}

/// Each lane and its partner, `Step` away, exchange what they hold.
template<int Step, int... L>
inline Vec partners(Vec v, std::integer_sequence<int, L...>)
{
    return __builtin_shufflevector(v, v, (L ^ Step)...);
}
/// Sum of the lanes, always in the same order: halves are added to halves.
template<int Half = kLanes / 2>
inline float sum(Vec v)
{
    v += partners<Half>(v, Lanes{});
    if constexpr (Half > 1) {
        return sum<Half / 2>(v);
    }
    return v[0];
}
/// The largest of the lanes; any of them where there is a NaN.
template<int Half = kLanes / 2>
inline float largest(Vec v)
{
    v = larger(v, partners<Half>(v, Lanes{}));
    if constexpr (Half > 1) {
        return largest<Half / 2>(v);
    }
    return v[0];
}

/// Two rows exchange blocks of `Size` lanes: the second half of each pair in `a` for the first half of that in `b`.
template<int Size, int... L>
inline void exchange(Vec& a, Vec& b, std::integer_sequence<int, L...>)
{
    const Vec first = __builtin_shufflevector(a, b, (L & Size ? kLanes + L - Size : L)...);
    b = __builtin_shufflevector(a, b, (L & Size ? kLanes + L : L + Size)...);
    a = first;
}
/// Turns a square of kLanes × kLanes numbers: halves of rows change places, then quarters, down to single numbers.
template<int Size = kLanes / 2>
inline void turn(Vec (&rows)[kLanes])
{
    for (int i = 0; i < kLanes; ++i) {
        if ((i & Size) == 0) {
            exchange<Size>(rows[i], rows[i + Size], Lanes{});
        }
    }
    if constexpr (Size > 1) {
        turn<Size / 2>(rows);
    }
}

/// Runs `body` on whole vectors and once more on the padded rest, so that an element's bits do not depend on its place.
template<class Body>
inline void byVectors(Index n, Body body)
{
    Index i = 0;
    for (; i + kLanes <= n; i += kLanes) {
        body(i, Index{-1});
    }
    if (i < n) {
        body(i, n - i);
    }
}
inline Vec get(const float* p, Index rest)
{
    return rest < 0 ? load(p) : loadSome(p, rest);
}
inline void put(float* p, Vec v, Index rest)
{
    if (rest < 0) {
        store(p, v);
    } else {
        storeSome(p, v, rest);
    }
}

/// eˣ with a relative error below 2e-7: x = n ln 2 + r with |r| ≤ ½ ln 2, and eʳ by its series to r⁷.
inline Vec exp(Vec x)
{
    x = smaller(all(88.0f), larger(all(-87.3f), x)); // lets a NaN through
    constexpr float kRound = 12582912.0f;            // 1.5 · 2²³: adding it rounds to an integer
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
