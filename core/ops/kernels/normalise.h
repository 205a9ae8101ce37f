// Normalisation with vectors: of each row by itself, and of the columns of a matrix. Included by fast.cpp only.
#pragma once

#include "core/ops/kernels/kernels.h"
#include "core/ops/kernels/vector.h"

namespace fovea::kernels::FOVEA_FAST {
namespace {

void layerNorm(Index rows, Index cols, float epsilon, const float* x, const float* gamma, const float* beta, float* hat,
               float* inverse, float* y)
{
    const float share = 1.0f / static_cast<float>(cols);
    for (Index r = 0; r < rows; ++r, x += cols, hat += cols, y += cols) {
        Vec sums{};
        byVectors(cols, [&](Index i, Index rest) { sums += get(x + i, rest); });
        const float mean = sum(sums) * share;
        Vec squares{};
        byVectors(cols, [&](Index i, Index rest) {
            put(hat + i, get(x + i, rest) - mean, rest);
            const Vec centred = get(hat + i, rest); // beyond the end zero, not −mean
            squares += centred * centred;
        });
        inverse[r] = 1.0f / __builtin_sqrtf(sum(squares) * share + epsilon);
        byVectors(cols, [&](Index i, Index rest) {
            const Vec normal = get(hat + i, rest) * inverse[r];
            put(hat + i, normal, rest);
            put(y + i, get(gamma + i, rest) * normal + get(beta + i, rest), rest);
        });
    }
}

void layerNormBackward(Index rows, Index cols, const float* gamma, const float* hat, const float* inverse,
                       const float* dy, float* dx, bool add)
{
    const float share = 1.0f / static_cast<float>(cols);
    for (Index r = 0; r < rows; ++r, hat += cols, dy += cols, dx += cols) {
        Vec sums{}, products{};
        byVectors(cols, [&](Index i, Index rest) {
            const Vec d = get(gamma + i, rest) * get(dy + i, rest);
            sums += d;
            products += d * get(hat + i, rest);
        });
        const float mean = sum(sums) * share, meanHat = sum(products) * share;
        byVectors(cols, [&](Index i, Index rest) {
            const Vec d = get(gamma + i, rest) * get(dy + i, rest) - mean - get(hat + i, rest) * meanHat;
            put(dx + i, add ? get(dx + i, rest) + inverse[r] * d : inverse[r] * d, rest);
        });
    }
}

void normaliseColumns(Index rows, Index cols, const float* mean, const float* inverse, const float* gamma,
                      const float* beta, const float* x, float* hat, float* y)
{
    byVectors(cols, [&](Index c, Index rest) {
        const Vec centre = get(mean + c, rest), factor = get(inverse + c, rest), scale = get(gamma + c, rest),
                  shift = get(beta + c, rest);
        for (Index at = c; at < rows * cols; at += cols) {
            const Vec normal = (get(x + at, rest) - centre) * factor;
            put(hat + at, normal, rest);
            put(y + at, scale * normal + shift, rest);
        }
    });
}

void normaliseColumnsBackward(Index rows, Index cols, const float* gamma, const float* inverse, const float* mean,
                              const float* meanHat, const float* hat, const float* dy, float* dx, bool add)
{
    byVectors(cols, [&](Index c, Index rest) {
        const Vec scale = get(gamma + c, rest), factor = get(inverse + c, rest), m = get(mean + c, rest),
                  mHat = get(meanHat + c, rest);
        for (Index at = c; at < rows * cols; at += cols) {
            const Vec d = factor * (scale * get(dy + at, rest) - m - get(hat + at, rest) * mHat);
            put(dx + at, add ? get(dx + at, rest) + d : d, rest);
        }
    });
}

} // namespace
} // namespace fovea::kernels::FOVEA_FAST
