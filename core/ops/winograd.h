// Convolutions with windows of 3 × 3 and stride 1 in fewer multiplications: Winograd's way, whose mathematics stands in
// kernels/plain_winograd.h. The image is cut into squares of 4 × 4 pixels that overlap; each gives 2 × 2 results.
#pragma once

#include "core/ops/kernels/kernels.h"
#include "core/ops/windows.h"

namespace fovea {

/// Whether Winograd's way is open for these sizes, and shorter: with few channels or tiny images his transforms cost more
/// than they save.
bool goesByWinograd(const ConvolutionSizes& z);

/// One set of weights (3 × 3 × C × O), and memory to convolve one image after the other with it. H × W are the places of
/// the result. An image has its border of zeros with it: as the window asks for before the first pixel, and at least up to
/// rows() × cols() × C behind the last; its rows are `row` numbers apart. All memory is the tape's.
class Winograd
{
public:
    /// `weights` (16 × C × O) as transformed() writes them.
    Winograd(Tape& tape, Index H, Index W, Index C, Index O, const Real* weights);

    /// His form of the weights (3 × 3 × C × O), and how many numbers that is.
    static void transformed(Index C, Index O, const Real* weight, Real* to);
    static Index transformedSize(Index C, Index O) { return kMatrices * C * O; }

    Index rows() const { return 2 * down_ + 2; }
    Index cols() const { return 2 * across_ + 2; }

    /// y (H × W × O) = bias + convolution of the image, where there is a bias; where `relu`, what is below zero becomes zero.
    void convolve(const Real* image, Index row, const Real* bias, bool relu, Real* y) const;
    /// The same, rectified and pooled, for even H and W: y and winner (H/2 × W/2 × O), winner as kernels.h has it.
    void convolvePooled(const Real* image, Index row, const Real* bias, Real* y, std::uint8_t* winner) const;

    /// Memory for the gradient of the transformed weights (16 × C × O), not initialised.
    Real* makeGradient(Tape& tape) const { return tape.scratch<Real>(kMatrices * weights()); }
    /// What dy (H × W × O) says about the weights that saw this image: is written there, or added.
    void weightGradient(const Real* image, Index row, const Real* dy, Real* gradient, bool add) const;
    /// dW += the same for the weights themselves.
    void addGradient(const Real* gradient, Real* dW) const;

private:
    static constexpr Index kMatrices = 16;
    /// Squares at once: so many that a product is worth its call, so few that what lies between the steps stays in cache.
    static constexpr Index kAtOnce = 64;

    Index squares() const { return down_ * across_; }
    Index weights() const { return C_ * O_; }
    /// Calls work(first, count) for the squares of an image, kAtOnce at a time.
    template<class Work>
    void forEachBlock(Work work) const;
    void transform(const Real* image, Index row, Index first, Index count) const;
    void multiply(const Real* image, Index row, Index first, Index count) const;
    /// The square of results with this number.
    kernels::Square square(Real* y, Index number) const;

    Index H_, W_, C_, O_, down_, across_;
    Index inputStep_, resultStep_;
    const Real* weights_; ///< (16 × C × O)
    Real* inputs_;        ///< (16 × kAtOnce × C), inputStep apart
    Real* results_;       ///< (16 × kAtOnce × O), resultStep apart
};

} // namespace fovea
