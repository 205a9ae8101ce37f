// Winograd's transforms with vectors, lanes along the channels; what they compute stands in plain_winograd.h. Included by
// fast.cpp only.
#pragma once

#include "core/ops/kernels/kernels.h"
#include "core/ops/kernels/largest.h"
#include "core/ops/kernels/vector.h"

namespace fovea::kernels::FOVEA_FAST {
namespace {

/// Bᵀ of four numbers, which it replaces.
inline void inputSide(Vec& a, Vec& b, Vec& c, Vec& d)
{
    const Vec first = a - c, second = b + c, third = c - b, fourth = b - d;
    a = first;
    b = second;
    c = third;
    d = fourth;
}

void winogradInput(Index n, const float* d, Index rowStep, Index colStep, float* v, Index vStep)
{
    byVectors(n, [&](Index i, Index rest) {
        Vec t[4][4];
        for (int r = 0; r < 4; ++r) {
            for (int c = 0; c < 4; ++c) {
                t[r][c] = get(d + r * rowStep + c * colStep + i, rest);
            }
            inputSide(t[r][0], t[r][1], t[r][2], t[r][3]);
        }
        for (int c = 0; c < 4; ++c) {
            inputSide(t[0][c], t[1][c], t[2][c], t[3][c]);
        }
        for (int r = 0; r < 4; ++r) {
            for (int c = 0; c < 4; ++c) {
                put(v + (4 * r + c) * vStep + i, t[r][c], rest);
            }
        }
    });
}

void winogradWeights(Index n, const float* g, float* u)
{
    byVectors(n, [&](Index i, Index rest) {
        Vec t[4][3];
        for (int c = 0; c < 3; ++c) { // G g
            const Vec a = get(g + c * n + i, rest), b = get(g + (3 + c) * n + i, rest),
                      d = get(g + (6 + c) * n + i, rest);
            t[0][c] = a;
            t[1][c] = 0.5f * ((a + d) + b);
            t[2][c] = 0.5f * ((a + d) - b);
            t[3][c] = d;
        }
        for (int r = 0; r < 4; ++r) { // (G g) Gᵀ
            const Vec ends = t[r][0] + t[r][2];
            put(u + (4 * r + 0) * n + i, t[r][0], rest);
            put(u + (4 * r + 1) * n + i, 0.5f * (ends + t[r][1]), rest);
            put(u + (4 * r + 2) * n + i, 0.5f * (ends - t[r][1]), rest);
            put(u + (4 * r + 3) * n + i, t[r][2], rest);
        }
    });
}

/// Aᵀ m A: the four results, row by row.
inline void results(const float* m, Index mStep, Index rest, Vec (&places)[4])
{
    Vec t[2][4];
    for (int c = 0; c < 4; ++c) { // Aᵀ m
        const float* const at = m + c * mStep;
        const Vec b = get(at + 4 * mStep, rest), d = get(at + 8 * mStep, rest);
        t[0][c] = get(at, rest) + b + d;
        t[1][c] = b - d - get(at + 12 * mStep, rest);
    }
    for (int r = 0; r < 2; ++r) { // (Aᵀ m) A
        places[2 * r] = t[r][0] + t[r][1] + t[r][2];
        places[2 * r + 1] = t[r][1] - t[r][2] - t[r][3];
    }
}

void winogradPool(Index n, const float* m, Index mStep, const float* bias, float* y, std::uint8_t* winner)
{
    byVectors(n, [&](Index i, Index rest) {
        Vec places[4];
        results(m + i, mStep, rest, places);
        putLargest(places, i, rest, bias, y, winner);
    });
}

void winogradOutput(Index n, const float* m, Index mStep, const float* bias, bool relu, const Square& y)
{
    byVectors(n, [&](Index i, Index rest) {
        Vec places[4];
        results(m + i, mStep, rest, places);
        const Vec start = bias != nullptr ? get(bias + i, rest) : Vec{};
        for (int place = 0; place < 4; ++place) {
            const Index row = place / 2, col = place % 2;
            if (row < y.rows && col < y.cols) {
                Vec sum = start + places[place];
                if (relu) {
                    sum = select(sum < 0.0f, Vec{}, sum); // a NaN stays visible
                }
                put(y.data + row * y.rowStep + col * y.colStep + i, sum, rest);
            }
        }
    });
}

/// A of two numbers.
inline void outputSideBack(Vec a, Vec b, Vec (&to)[4])
{
    to[0] = a;
    to[1] = a + b;
    to[2] = a - b;
    to[3] = -b;
}

void winogradGradient(Index n, const Square& dy, float* m, Index mStep)
{
    byVectors(n, [&](Index i, Index rest) {
        Vec t[2][4];
        for (Index r = 0; r < 2; ++r) {
            const float* const at = dy.data + r * dy.rowStep + i;
            outputSideBack(r < dy.rows ? get(at, rest) : Vec{},
                           r < dy.rows && dy.cols > 1 ? get(at + dy.colStep, rest) : Vec{}, t[r]);
        }
        for (int c = 0; c < 4; ++c) {
            Vec column[4];
            outputSideBack(t[0][c], t[1][c], column);
            for (int r = 0; r < 4; ++r) {
                put(m + (4 * r + c) * mStep + i, column[r], rest);
            }
        }
    });
}

/// Gᵀ of four numbers.
inline void weightSideBack(const Vec (&from)[4], Vec (&to)[3])
{
    to[0] = from[0] + 0.5f * (from[1] + from[2]);
    to[1] = 0.5f * (from[1] - from[2]);
    to[2] = 0.5f * (from[1] + from[2]) + from[3];
}

void winogradWeightGradient(Index n, const float* u, float* g)
{
    byVectors(n, [&](Index i, Index rest) {
        Vec t[4][3];
        for (int r = 0; r < 4; ++r) {
            const float* const at = u + 4 * r * n + i;
            const Vec row[4] = {get(at, rest), get(at + n, rest), get(at + 2 * n, rest), get(at + 3 * n, rest)};
            weightSideBack(row, t[r]);
        }
        for (int c = 0; c < 3; ++c) {
            Vec sums[3];
            const Vec column[4] = {t[0][c], t[1][c], t[2][c], t[3][c]};
            weightSideBack(column, sums);
            for (int r = 0; r < 3; ++r) {
                float* const at = g + (3 * r + c) * n + i;
                put(at, get(at, rest) + sums[r], rest);
            }
        }
    });
}

} // namespace
} // namespace fovea::kernels::FOVEA_FAST
