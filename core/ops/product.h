// Products of matrices, on the fast kernel. In all: C = A B, or C += A B where `add`.
#pragma once

#include "core/autograd/var.h"

namespace fovea {

/// With a `bias` (one number a column): C = bias + A B.
void multiply(const MatrixView& C, const MatrixView& A, const MatrixView& B, bool add, const Real* bias = nullptr);
/// C (+)= Aᵀ B
void multiplyTransposedA(const MatrixView& C, const MatrixView& A, const MatrixView& B, bool add);
/// C (+)= A Bᵀ
void multiplyTransposedB(const MatrixView& C, const MatrixView& A, const MatrixView& B, bool add);

} // namespace fovea
