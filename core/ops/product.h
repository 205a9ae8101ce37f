// Products of matrices, on the fast kernel. In all: C = A B, or C += A B where `add`.
#pragma once

#include "core/autograd/var.h"

namespace fovea {

void multiply(const MatrixView& C, const MatrixView& A, const MatrixView& B, bool add);
/// C (+)= Aᵀ B
void multiplyTransposedA(const MatrixView& C, const MatrixView& A, const MatrixView& B, bool add);
/// C (+)= A Bᵀ
void multiplyTransposedB(const MatrixView& C, const MatrixView& A, const MatrixView& B, bool add);

/// to (N × M) = from (M × N)ᵀ, with row strides.
void transpose(const Real* from, Index fromRow, Index M, Index N, Real* to, Index toRow);

} // namespace fovea
