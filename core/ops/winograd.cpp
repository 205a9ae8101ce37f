#include "core/ops/winograd.h"

#include <algorithm>

namespace fovea {

bool goesByWinograd(const ConvolutionSizes& z)
{
    constexpr Index kFewest = 8;
    const Index squares = ((z.outH + 1) / 2) * ((z.outW + 1) / 2);
    const Index his = 16 * squares, direct = 9 * z.outH * z.outW; // multiplications for each pair of channels
    return z.k == 3 && z.s == 1 && z.C >= kFewest && z.O >= kFewest && 5 * his < 4 * direct;
}

Winograd::Winograd(Tape& tape, Index H, Index W, Index C, Index O, const Real* weights)
    : H_(H)
    , W_(W)
    , C_(C)
    , O_(O)
    , down_((H + 1) / 2)
    , across_((W + 1) / 2)
    // A cache line more than needed: 16 writes a power of two apart would drive each other out of the cache.
    , inputStep_(std::min(kAtOnce, squares()) * C + 16)
    , resultStep_(std::min(kAtOnce, squares()) * O + 16)
    , weights_(weights)
    , inputs_(tape.scratch<Real>(kMatrices * inputStep_))
    , results_(tape.scratch<Real>(kMatrices * resultStep_))
{
}

void Winograd::transformed(Index C, Index O, const Real* weight, Real* to)
{
    kernels::active().winogradWeights(C * O, weight, to);
}

template<class Work>
void Winograd::forEachBlock(Work work) const
{
    for (Index first = 0; first < squares(); first += kAtOnce) {
        work(first, std::min(kAtOnce, squares() - first));
    }
}

void Winograd::transform(const Real* image, Index row, Index first, Index count) const
{
    for (Index t = 0; t < count; ++t) {
        const Index i = 2 * ((first + t) / across_), j = 2 * ((first + t) % across_);
        kernels::active().winogradInput(C_, image + i * row + j * C_, row, C_, inputs_ + t * C_, inputStep_);
    }
}

void Winograd::multiply(const Real* image, Index row, Index first, Index count) const
{
    transform(image, row, first, count);
    for (Index m = 0; m < kMatrices; ++m) {
        kernels::active().product({.M = count,
                                   .N = O_,
                                   .K = C_,
                                   .A = inputs_ + m * inputStep_,
                                   .aRow = C_,
                                   .aCol = 1,
                                   .B = weights_ + m * weights(),
                                   .bRow = O_,
                                   .C = results_ + m * resultStep_,
                                   .cRow = O_});
    }
}

kernels::Square Winograd::square(Real* y, Index number) const
{
    const Index i = 2 * (number / across_), j = 2 * (number % across_);
    return {y + (i * W_ + j) * O_, W_ * O_, O_, std::min<Index>(2, H_ - i), std::min<Index>(2, W_ - j)};
}

void Winograd::convolve(const Real* image, Index row, const Real* bias, bool relu, Real* y) const
{
    forEachBlock([&](Index first, Index count) {
        multiply(image, row, first, count);
        for (Index t = 0; t < count; ++t) {
            kernels::active().winogradOutput(O_, results_ + t * O_, resultStep_, bias, relu, square(y, first + t));
        }
    });
}

void Winograd::convolvePooled(const Real* image, Index row, const Real* bias, Real* y, std::uint8_t* winner) const
{
    forEachBlock([&](Index first, Index count) {
        multiply(image, row, first, count);
        for (Index t = 0; t < count; ++t) {
            const Index at = (first + t) * O_;
            kernels::active().winogradPool(O_, results_ + t * O_, resultStep_, bias, y + at, winner + at);
        }
    });
}

void Winograd::weightGradient(const Real* image, Index row, const Real* dy, Real* gradient, bool add) const
{
    forEachBlock([&](Index first, Index count) {
        transform(image, row, first, count);
        for (Index t = 0; t < count; ++t) {
            // A square is written to or read from; here it is read.
            kernels::active().winogradGradient(O_, square(const_cast<Real*>(dy), first + t), results_ + t * O_,
                                               resultStep_);
        }
        for (Index m = 0; m < kMatrices; ++m) {
            kernels::active().product({.M = C_,
                                       .N = O_,
                                       .K = count,
                                       .A = inputs_ + m * inputStep_,
                                       .aRow = 1,
                                       .aCol = C_,
                                       .B = results_ + m * resultStep_,
                                       .bRow = O_,
                                       .C = gradient + m * weights(),
                                       .cRow = O_,
                                       .add = add || first > 0});
        }
    });
}

void Winograd::addGradient(const Real* gradient, Real* dW) const
{
    kernels::active().winogradWeightGradient(weights(), gradient, dW);
}

} // namespace fovea
