#include "core/ops/product.h"

#include "core/ops/kernels/kernels.h"

#include <algorithm>

namespace fovea {
namespace {

/// How much of a transposed result is made at once: what the first-level cache holds beside the factors, but not so few rows
/// that the product would be cut to pieces.
constexpr Index kTurned = 4096, kFewestRows = 64;

/// Memory for a transposed copy, one a thread, reused.
Real* transposedCopy(Index size)
{
    thread_local Reals copy;
    if (static_cast<Index>(copy.size()) < size) {
        copy.resize(static_cast<std::size_t>(size));
    }
    return copy.data();
}

/// The numbers of a view, to write to or to look at in another shape.
Real* out(const MatrixView& view)
{
    return const_cast<Real*>(view.data());
}

void checkSizes(const MatrixView& C, Index M, Index K, Index K2, Index N)
{
    FOVEA_CHECK(C.rows() == M && C.cols() == N && K == K2, Shape({M, K}).text() + " times " + Shape({K2, N}).text() +
                                                               " into " + Shape({C.rows(), C.cols()}).text());
}

} // namespace

void multiply(const MatrixView& C, const MatrixView& A, const MatrixView& B, bool add, const Real* bias)
{
    checkSizes(C, A.rows(), A.cols(), B.rows(), B.cols());
    kernels::active().product({.M = A.rows(),
                               .N = B.cols(),
                               .K = A.cols(),
                               .A = A.data(),
                               .aRow = A.cols(),
                               .aCol = 1,
                               .B = B.data(),
                               .bRow = B.cols(),
                               .C = out(C),
                               .cRow = C.cols(),
                               .add = add,
                               .bias = bias});
}

void multiplyTransposedA(const MatrixView& C, const MatrixView& A, const MatrixView& B, bool add)
{
    checkSizes(C, A.cols(), A.rows(), B.rows(), B.cols());
    if (B.cols() == 1) { // a column lies as a row does: Cᵀ = Bᵀ A
        multiply({out(C), 1, C.rows()}, {out(B), 1, B.rows()}, A, add);
        return;
    }
    kernels::active().product({.M = A.cols(),
                               .N = B.cols(),
                               .K = A.rows(),
                               .A = A.data(),
                               .aRow = 1,
                               .aCol = A.cols(),
                               .B = B.data(),
                               .bRow = B.cols(),
                               .C = out(C),
                               .cRow = C.cols(),
                               .add = add});
}

void multiplyTransposedB(const MatrixView& C, const MatrixView& A, const MatrixView& B, bool add)
{
    const Index M = A.rows(), K = A.cols(), N = B.rows();
    checkSizes(C, M, K, B.cols(), N);
    const kernels::Kernels& kernels = kernels::active();
    if (K == 1) { // a column lies as a row does
        multiply(C, A, {out(B), 1, N}, add);
    } else if (N * K <= M * (K + N)) { // the kernel wants B as it lies: turn B, or where that is less, A and the result
        Real* Bt = transposedCopy(K * N); // (K × N)
        kernels.transpose(N, K, B.data(), K, Bt, N, false);
        multiply(C, A, {Bt, K, N}, add);
    } else { // Cᵀ = B Aᵀ, a few rows at a time, which are turned back while they are still in the cache
        const Index most = std::min(N, std::max(kFewestRows, kTurned / M));
        Real* At = transposedCopy(K * M + most * M); // (K × M)
        Real* Ct = At + K * M;                       // (most × M)
        kernels.transpose(M, K, A.data(), K, At, M, false);
        for (Index n = 0; n < N; n += most) {
            const Index rows = std::min(most, N - n);
            multiply({Ct, rows, M}, {out(B) + n * K, rows, K}, {At, K, M}, false);
            kernels.transpose(rows, M, Ct, M, out(C) + n, N, add);
        }
    }
}

} // namespace fovea
