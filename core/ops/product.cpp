#include "core/ops/product.h"

#include "core/ops/kernels/kernels.h"

#include <algorithm>

namespace fovea {
namespace {

/// Memory for a transposed copy, one a thread, reused.
Real* transposedCopy(Index size)
{
    thread_local Reals copy;
    if (static_cast<Index>(copy.size()) < size) {
        copy.resize(static_cast<std::size_t>(size));
    }
    return copy.data();
}

void checkSizes(const MatrixView& C, Index M, Index K, Index K2, Index N)
{
    FOVEA_CHECK(C.rows() == M && C.cols() == N && K == K2, Shape({M, K}).text() + " times " + Shape({K2, N}).text() +
                                                               " into " + Shape({C.rows(), C.cols()}).text());
}

} // namespace

void multiply(const MatrixView& C, const MatrixView& A, const MatrixView& B, bool add)
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
                               .C = const_cast<Real*>(C.data()),
                               .cRow = C.cols(),
                               .add = add});
}

void multiplyTransposedA(const MatrixView& C, const MatrixView& A, const MatrixView& B, bool add)
{
    checkSizes(C, A.cols(), A.rows(), B.rows(), B.cols());
    kernels::active().product({.M = A.cols(),
                               .N = B.cols(),
                               .K = A.rows(),
                               .A = A.data(),
                               .aRow = 1,
                               .aCol = A.cols(),
                               .B = B.data(),
                               .bRow = B.cols(),
                               .C = const_cast<Real*>(C.data()),
                               .cRow = C.cols(),
                               .add = add});
}

void multiplyTransposedB(const MatrixView& C, const MatrixView& A, const MatrixView& B, bool add)
{
    const Index M = A.rows(), K = A.cols(), N = B.rows();
    checkSizes(C, M, K, B.cols(), N);
    // The kernel wants B as it lies. Turn whichever is smaller: B, or A and the result (Cᵀ = B Aᵀ).
    if (N * K <= M * (K + N)) {
        Real* Bt = transposedCopy(K * N); // (K × N)
        transpose(B.data(), K, N, K, Bt, N);
        multiply(C, A, MatrixView(Bt, K, N), add);
        return;
    }
    Real* At = transposedCopy(K * M + N * M); // (K × M)
    Real* Ct = At + K * M;                    // (N × M)
    transpose(A.data(), K, M, K, At, M);
    multiply(MatrixView(Ct, N, M), B, MatrixView(At, K, M), false);
    Real* const out = const_cast<Real*>(C.data());
    if (!add) {
        transpose(Ct, M, N, M, out, N);
        return;
    }
    for (Index m = 0; m < M; ++m) {
        for (Index n = 0; n < N; ++n) {
            out[m * N + n] += Ct[n * M + m];
        }
    }
}

void transpose(const Real* from, Index fromRow, Index M, Index N, Real* to, Index toRow)
{
    constexpr Index kBlock = 16; // a block of both fits the first-level cache
    for (Index m0 = 0; m0 < M; m0 += kBlock) {
        for (Index n0 = 0; n0 < N; n0 += kBlock) {
            for (Index n = n0; n < std::min(n0 + kBlock, N); ++n) {
                for (Index m = m0; m < std::min(m0 + kBlock, M); ++m) {
                    to[n * toRow + m] = from[m * fromRow + n];
                }
            }
        }
    }
}

} // namespace fovea
