// Pooling with vectors: the largest of several numbers, and which of them it was, lanes along the channels. Included by
// fast.cpp only.
#pragma once

#include "core/ops/kernels/kernels.h"
#include "core/ops/kernels/vector.h"

namespace fovea::kernels::FOVEA_FAST {
namespace {

typedef unsigned char ByteVec __attribute__((vector_size(kLanes)));

/// Bytes as lanes.
inline IntVec widen(const std::uint8_t* p, Index rest)
{
    ByteVec bytes{};
    __builtin_memcpy(&bytes, p, static_cast<std::size_t>(rest < 0 ? kLanes : rest));
    return __builtin_convertvector(bytes, IntVec);
}

/// The largest of four places, with bias and ReLU, and which of them it was.
inline void putLargest(const Vec (&places)[4], Index i, Index rest, const float* bias, float* y, std::uint8_t* winner)
{
    Vec best = places[0];
    IntVec which{};
    for (int place = 1; place < 4; ++place) {
        const IntVec stays = (places[place] <= best) | (best != best); // a NaN wins and stays
        best = stays ? best : places[place];
        which = stays ? which : IntVec{} + place;
    }
    const Vec sum = best + get(bias + i, rest);
    const IntVec dead = sum <= 0.0f;
    put(y + i, dead ? Vec{} : sum, rest);
    const ByteVec bytes = __builtin_convertvector(dead ? IntVec{} + 4 : which, ByteVec);
    __builtin_memcpy(winner + i, &bytes, static_cast<std::size_t>(rest < 0 ? kLanes : rest));
}

void reluOfLargest(Index n, const float* a, const float* b, const float* c, const float* d, const float* bias, float* y,
                   std::uint8_t* winner)
{
    byVectors(n, [&](Index i, Index rest) {
        const Vec places[] = {get(a + i, rest), get(b + i, rest), get(c + i, rest), get(d + i, rest)};
        putLargest(places, i, rest, bias, y, winner);
    });
}

void keepLarger(Index n, const float* x, float* y, std::uint8_t* winner, std::uint8_t number)
{
    byVectors(n, [&](Index i, Index rest) {
        const Vec a = get(x + i, rest), b = get(y + i, rest);
        const IntVec stays = (a <= b) | (b != b); // a NaN wins and stays
        put(y + i, stays ? b : a, rest);
        const ByteVec which = __builtin_convertvector(stays ? widen(winner + i, rest) : IntVec{} + number, ByteVec);
        __builtin_memcpy(winner + i, &which, static_cast<std::size_t>(rest < 0 ? kLanes : rest));
    });
}

void addToWinner(Index n, const float* dy, const std::uint8_t* winner, std::uint8_t number, float* dx)
{
    byVectors(n, [&](Index i, Index rest) {
        const IntVec won = widen(winner + i, rest) == IntVec{} + number;
        put(dx + i, get(dx + i, rest) + (won ? get(dy + i, rest) : Vec{}), rest);
    });
}

/// Numbers first … first + K − 1 of the windows, for the channels from o on: their sums stay in registers.
template<int K>
inline void winnerSums(const WinnerProduct& p, Index o, Index rest, Index first)
{
    Vec sums[K]{};
    for (Index t = 0; t < p.places; ++t) {
        const Vec d = get(p.dy + t * p.O + o, rest);
        const IntVec winner = widen(p.winner + t * p.O + o, rest);
        for (int which = 0; which < 4; ++which) {
            const float* const window = p.windows + p.start[t] + p.among[which] + first;
            const Vec part = winner == which ? d : Vec{};
#pragma GCC unroll 16
            for (int k = 0; k < K; ++k) {
                sums[k] += window[k] * part;
            }
        }
    }
    for (int k = 0; k < K; ++k) {
        float* const at = p.dW + (first + k) * p.O + o;
        put(at, get(at, rest) + sums[k], rest);
    }
}

/// Calls winnerSums<count>, count being known only now.
template<int K>
inline void winnerSumsOf(const WinnerProduct& p, Index o, Index rest, Index first, Index count)
{
    if (count == K) {
        winnerSums<K>(p, o, rest, first);
    } else if constexpr (K > 1) {
        winnerSumsOf<K - 1>(p, o, rest, first, count);
    }
}

void winnerProduct(const WinnerProduct& p)
{
    constexpr int kMost = kBytes == 64 ? 14 : 9; // as many as the registers hold
    const Index pieces = (p.size + kMost - 1) / kMost;
    byVectors(p.O, [&](Index o, Index rest) {
        for (Index piece = 0; piece < pieces; ++piece) {
            const Index first = piece * p.size / pieces, next = (piece + 1) * p.size / pieces;
            winnerSumsOf<kMost>(p, o, rest, first, next - first);
        }
    });
}

} // namespace
} // namespace fovea::kernels::FOVEA_FAST
