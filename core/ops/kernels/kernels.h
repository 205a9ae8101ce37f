// The few loops that nearly all time is spent in, behind one table of functions.
//
// Each exists twice. plain.cpp says what it computes, in loops that anyone can read; fast.cpp says the same with vectors
// and registers, and is compiled once for each instruction set. The program picks a set at start; the tests hold every
// fast kernel against its plain twin. No Eigen type crosses this border: the linker must never be able to choose, for
// code of one instruction set, a function body that was compiled for another.
//
// A kernel's result depends on shapes and numbers only: not on threads, not on how rows are grouped into calls.
#pragma once

#include "core/tensor/real.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fovea::kernels {

/// C (M × N) = A (M × K) · B (K × N), or += where `add`, or bias + A · B where there is a bias; where `relu`, what is below
/// zero becomes zero.
///
///     A(m, k) = A[m·aRow + k·aCol]     B(k, n) = B[k·bRow + n]     C(m, n) = C[m·cRow + n]     bias (N)
///
/// Any strides of A are allowed, so a transposed A costs nothing, and rows of A may overlap: the rows that a 3 × 3 window
/// visits are read where the image lies. With `segments` > 1 the sum goes on over further pieces of K terms each, A and B
/// moved on by aSegment and bSegment.
struct Product
{
    Index M, N, K;
    const Real* A;
    Index aRow, aCol;
    const Real* B;
    Index bRow;
    Real* C;
    Index cRow;
    bool add = false;
    Index segments = 1;
    Index aSegment = 0, bSegment = 0;
    const Real* bias = nullptr; ///< may not come with `add`
    bool relu = false;
};

/// out = Σₑ weightₑ · row(offsetₑ), or += where `add`. A row is `segments` pieces of `size` numbers, `rowSegment` apart, and
/// so is the result, `outSegment` apart. `rows` must be readable for kSlack numbers beyond its last.
struct RowSum
{
    Index count;
    const Real* weight;         ///< (count)
    const std::int32_t* offset; ///< (count), into rows
    const Real* rows;
    Index segments, size, rowSegment;
    Real* out;
    Index outSegment;
    bool add = false;
};
inline constexpr Index kSlack = 16;

/// What a pooled convolution says about its weights, where windows are short. A place is a square of 2 × 2 that was pooled;
/// its windows start at start + among[0 … 3], and `winner` says which of them a channel took (4: none). For every place and
/// channel
///
///     dW[i, o] += window[i] · dy[o]        window (size) that of the winner   dy (places × O)   dW (size × O)
struct WinnerProduct
{
    Index places, size, O;
    const Real* windows;
    const std::int32_t* start; ///< (places), into windows
    Index among[4];
    const Real* dy;
    const std::uint8_t* winner; ///< (places × O)
    Real* dW;
};

/// Functions applied to each element.
enum class Function
{
    Relu,
    Tanh,
    Sigmoid,
    Exp
};

/// A square of 2 × 2 pixels in an image, of which at the image's edge only some are there.
struct Square
{
    Real* data;
    Index rowStep, colStep;
    Index rows = 2, cols = 2;
};

/// One step of Adam (Kingma and Ba 2015, algorithm 1), or AdamW with decoupled decay, on n parameters:
///
///     w ← w − decay·w                        (decay already holds the rate)
///     m ← β₁ m + (1 − β₁) g      v ← β₂ v + (1 − β₂) g²
///     w ← w − step · m / (√v / √(1 − β₂ᵗ) + ε)       step = rate / (1 − β₁ᵗ)
struct AdamStep
{
    Index n;
    Real* w;
    const Real* g;
    Real* m;
    Real* v;
    Real beta1, beta2, epsilon;
    Real step;        ///< rate / (1 − β₁ᵗ)
    Real rootInverse; ///< 1 / √(1 − β₂ᵗ)
    Real decay;       ///< rate · decoupled decay
};

/// One instruction set's kernels.
struct Kernels
{
    const char* name;

    void (*product)(const Product&);
    void (*rowSum)(const RowSum&);
    /// to (N × M) = or += from (M × N)ᵀ; rows are fromRow and toRow apart.
    void (*transpose)(Index M, Index N, const Real* from, Index fromRow, Real* to, Index toRow, bool add);

    /// y = f(x), n elements; x and y may be the same.
    void (*apply)(Function f, Index n, const Real* x, Real* y);
    /// dx = dy f′(x), or += where `add`; y = f(x) is given because most derivatives are shorter in it.
    void (*applyBackward)(Function f, Index n, const Real* x, const Real* y, const Real* dy, Real* dx, bool add);

    /// y = x Φ(x), and where `slope` is not null its derivative Φ(x) + x φ(x): both need the same exponential. n elements.
    void (*gelu)(Index n, const Real* x, Real* y, Real* slope);

    /// z = x + y and z = or += x ⊙ y, n elements.
    void (*plus)(Index n, const Real* x, const Real* y, Real* z);
    void (*times)(Index n, const Real* x, const Real* y, Real* z, bool add);

    /// y = softmax(scale · x) for each of `rows` rows of `cols` numbers.
    void (*softmax)(Index rows, Index cols, Real scale, const Real* x, Real* y);
    /// dx = scale · y ⊙ (dy − Σ y dy), row by row; or += where `add`.
    void (*softmaxBackward)(Index rows, Index cols, Real scale, const Real* y, const Real* dy, Real* dx, bool add);

    /// x̂ = (x − mean) / √(var + ε), inverse = 1 / √(var + ε), y = γ ⊙ x̂ + β for each of `rows` rows of `cols` numbers.
    void (*layerNorm)(Index rows, Index cols, Real epsilon, const Real* x, const Real* gamma, const Real* beta,
                      Real* hat, Real* inverse, Real* y);
    /// dx = (dx̂ − mean dx̂ − x̂ mean(dx̂ ⊙ x̂)) · inverse with dx̂ = γ ⊙ dy, row by row; or += where `add`.
    void (*layerNormBackward)(Index rows, Index cols, const Real* gamma, const Real* hat, const Real* inverse,
                              const Real* dy, Real* dx, bool add);

    /// The same with a mean, an inverse and sums for each column, as groups of channels have them:
    /// x̂ = (x − mean) ⊙ inverse, y = γ ⊙ x̂ + β in each of `rows` rows of `cols` numbers.
    void (*normaliseColumns)(Index rows, Index cols, const Real* mean, const Real* inverse, const Real* gamma,
                             const Real* beta, const Real* x, Real* hat, Real* y);
    /// dx = inverse ⊙ (γ ⊙ dy − mean − x̂ ⊙ meanHat), the means being those of dx̂ = γ ⊙ dy and of dx̂ ⊙ x̂; or += where `add`.
    void (*normaliseColumnsBackward)(Index rows, Index cols, const Real* gamma, const Real* inverse, const Real* mean,
                                     const Real* meanHat, const Real* hat, const Real* dy, Real* dx, bool add);

    /// y = max(0, bias + the largest of a, b, c, d), winner = which of them it was, 4 where the result is 0. n elements.
    void (*reluOfLargest)(Index n, const Real* a, const Real* b, const Real* c, const Real* d, const Real* bias,
                          Real* y, std::uint8_t* winner);

    /// Keeps the larger, and which of them it was: where not x ≤ y, y = x and winner = number; a NaN stays. n elements.
    void (*keepLarger)(Index n, const Real* x, Real* y, std::uint8_t* winner, std::uint8_t number);
    /// dx += dy where winner = number: the way back.
    void (*addToWinner)(Index n, const Real* dy, const std::uint8_t* winner, std::uint8_t number, Real* dx);

    void (*winnerProduct)(const WinnerProduct&);

    /// Winograd's convolution (plain_winograd.h), n channels at once. v (16, vStep apart) = Bᵀ d B of a square of 4 × 4 pixels.
    void (*winogradInput)(Index n, const Real* d, Index rowStep, Index colStep, Real* v, Index vStep);
    /// u (16 × n) = G g Gᵀ, g (9 × n).
    void (*winogradWeights)(Index n, const Real* g, Real* u);
    /// The four results Aᵀ m A of m (16, mStep apart), pooled as by reluOfLargest.
    void (*winogradPool)(Index n, const Real* m, Index mStep, const Real* bias, Real* y, std::uint8_t* winner);
    /// The same four, not pooled: y = bias + Aᵀ m A, without bias where it is null; where `relu`, what is below zero becomes
    /// zero. Of the square only the first y.rows × y.cols are written.
    void (*winogradOutput)(Index n, const Real* m, Index mStep, const Real* bias, bool relu, const Square& y);
    /// The way back to the weights: m (16, mStep apart) = A dy Aᵀ, dy being zero outside of its rows × cols, and
    /// g (9 × n) += Gᵀ u G.
    void (*winogradGradient)(Index n, const Square& dy, Real* m, Index mStep);
    void (*winogradWeightGradient)(Index n, const Real* u, Real* g);

    /// out (N) += the sum of the rows of x (M × N).
    void (*addColumnSums)(Index M, Index N, const Real* x, Real* out);
    /// out (N) += the sum of the rows of x ⊙ y (M × N).
    void (*addColumnProducts)(Index M, Index N, const Real* x, const Real* y, Real* out);
    /// out (N) += the sum of the rows of (x − mean)², mean (N).
    void (*addColumnSquares)(Index M, Index N, const Real* x, const Real* mean, Real* out);

    void (*adam)(const AdamStep&);

    /// For measuring only: so many rounds of independent multiply-adds in registers; `out` is what came of it. Gives how
    /// many they were.
    Index (*multiplyAdds)(Index rounds, Real factor, Real* out);
};

/// All of them, in the order of the struct, as the two sets of functions name them.
#define FOVEA_ALL_KERNELS                                                                                              \
    product, rowSum, transpose, apply, applyBackward, gelu, plus, times, softmax, softmaxBackward, layerNorm,          \
        layerNormBackward, normaliseColumns, normaliseColumnsBackward, reluOfLargest, keepLarger, addToWinner,         \
        winnerProduct, winogradInput, winogradWeights, winogradPool, winogradOutput, winogradGradient,                 \
        winogradWeightGradient, addColumnSums, addColumnProducts, addColumnSquares, adam, multiplyAdds

/// The textbook loops: the reference of the tests, and what the build with double uses.
const Kernels& plain();

/// The kernels that the program runs on: the best set this processor has, or the one that the environment variable
/// FOVEA_INSTRUCTION_SET names (baseline, avx2, avx512). Decided once; throws Error where that set is unknown or missing.
const Kernels& active();

/// Every set that this build has and this processor can run, best last; empty in the build with double.
std::vector<const Kernels*> available();

} // namespace fovea::kernels
