// Winograd's way to a 3 × 3 convolution: four neighbouring results, 2 × 2, from a square of 4 × 4 pixels with 16
// multiplications instead of 36.
//
//     Y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A        d (4 × 4) pixels   g (3 × 3) weights   Y (2 × 2)
//
//          ⎡1  0 −1  0⎤        ⎡1   0   0⎤
//     Bᵀ = ⎢0  1  1  0⎥    G = ⎢½   ½   ½⎥    Aᵀ = ⎡1  1  1  0⎤
//          ⎢0 −1  1  0⎥        ⎢½  −½   ½⎥         ⎣0  1 −1 −1⎦
//          ⎣0  1  0 −1⎦        ⎣0   0   1⎦
//
// The ⊙ becomes, over all channels, 16 products of matrices. The way back to the weights is the same three steps turned
// round: dg = Gᵀ [(A dY Aᵀ) ⊙ (Bᵀ d B)] G, summed over the squares of the image. Source: Lavin and Gray 2016, "Fast algorithms for convolutional
// neural networks", section 4.1. Included by plain.cpp only.
#pragma once

#include "core/ops/kernels/kernels.h"

namespace fovea::kernels {
namespace {

void reluOfLargest(Index n, const Real* a, const Real* b, const Real* c, const Real* d, const Real* bias, Real* y,
                   std::uint8_t* winner); // plain.cpp

constexpr Real kB[4][4] = {{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}}; // Bᵀ
constexpr Real kG[4][3] = {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
constexpr Real kA[2][4] = {{1, 1, 1, 0}, {0, 1, -1, -1}}; // Aᵀ

/// T x Tᵀ at (i, j), for an x of N × N numbers that `at` reads.
template<int M, int N, class At>
Real bothSides(const Real (&T)[M][N], int i, int j, At at)
{
    Real sum = 0;
    for (int r = 0; r < N; ++r) {
        for (int c = 0; c < N; ++c) {
            sum += T[i][r] * at(r, c) * T[j][c];
        }
    }
    return sum;
}

/// Tᵀ x T at (i, j), for an x of M × M numbers that `at` reads.
template<int M, int N, class At>
Real bothSidesTurned(const Real (&T)[M][N], int i, int j, At at)
{
    Real sum = 0;
    for (int r = 0; r < M; ++r) {
        for (int c = 0; c < M; ++c) {
            sum += T[r][i] * at(r, c) * T[c][j];
        }
    }
    return sum;
}

void winogradInput(Index n, const Real* d, Index rowStep, Index colStep, Real* v, Index vStep)
{
    for (Index channel = 0; channel < n; ++channel) {
        for (int i = 0; i < 4; ++i) {
            for (int j = 0; j < 4; ++j) {
                v[(4 * i + j) * vStep + channel] =
                    bothSides(kB, i, j, [&](int r, int c) { return d[r * rowStep + c * colStep + channel]; });
            }
        }
    }
}

void winogradWeights(Index n, const Real* g, Real* u)
{
    for (Index weight = 0; weight < n; ++weight) {
        for (int i = 0; i < 4; ++i) {
            for (int j = 0; j < 4; ++j) {
                u[(4 * i + j) * n + weight] =
                    bothSides(kG, i, j, [&](int r, int c) { return g[(3 * r + c) * n + weight]; });
            }
        }
    }
}

void winogradPool(Index n, const Real* m, Index mStep, const Real* bias, Real* y, std::uint8_t* winner)
{
    for (Index channel = 0; channel < n; ++channel) {
        Real places[4];
        for (int place = 0; place < 4; ++place) {
            places[place] =
                bothSides(kA, place / 2, place % 2, [&](int r, int c) { return m[(4 * r + c) * mStep + channel]; });
        }
        reluOfLargest(1, &places[0], &places[1], &places[2], &places[3], bias + channel, y + channel, winner + channel);
    }
}

void winogradOutput(Index n, const Real* m, Index mStep, const Real* bias, bool relu, const Square& y)
{
    for (Index channel = 0; channel < n; ++channel) {
        for (int i = 0; i < y.rows; ++i) {
            for (int j = 0; j < y.cols; ++j) {
                const Real sum = (bias != nullptr ? bias[channel] : Real(0)) +
                                 bothSides(kA, i, j, [&](int r, int c) { return m[(4 * r + c) * mStep + channel]; });
                y.data[i * y.rowStep + j * y.colStep + channel] = relu && sum < 0 ? Real(0) : sum;
            }
        }
    }
}

void winogradGradient(Index n, const Square& dy, Real* m, Index mStep)
{
    for (Index channel = 0; channel < n; ++channel) {
        const auto at = [&](int r, int c) {
            return r < dy.rows && c < dy.cols ? dy.data[r * dy.rowStep + c * dy.colStep + channel] : Real(0);
        };
        for (int i = 0; i < 4; ++i) {
            for (int j = 0; j < 4; ++j) {
                m[(4 * i + j) * mStep + channel] = bothSidesTurned(kA, i, j, at);
            }
        }
    }
}

void winogradWeightGradient(Index n, const Real* u, Real* g)
{
    for (Index weight = 0; weight < n; ++weight) {
        for (int i = 0; i < 3; ++i) {
            for (int j = 0; j < 3; ++j) {
                g[(3 * i + j) * n + weight] +=
                    bothSidesTurned(kG, i, j, [&](int r, int c) { return u[(4 * r + c) * n + weight]; });
            }
        }
    }
}

} // namespace
} // namespace fovea::kernels
