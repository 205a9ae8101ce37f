// Eigen's eyes on our memory: maps that read and write numbers where they lie.
//
// Never `auto` for an Eigen expression: it would keep the expression, not its value.
#pragma once

#include "core/tensor/tensor.h"

#include <Eigen/Core>

namespace fovea {

using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using MatrixView = Eigen::Map<Matrix>;
using ConstMatrixView = Eigen::Map<const Matrix>;
using Array = Eigen::Array<Real, Eigen::Dynamic, 1>;
using ArrayView = Eigen::Map<Array>;
using ConstArrayView = Eigen::Map<const Array>;
using Grid = Eigen::Array<Real, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using GridView = Eigen::Map<Grid>;
using ConstGridView = Eigen::Map<const Grid>;

/// The tensor as a matrix: rows are everything before the last dimension.
inline MatrixView matrix(Tensor& t)
{
    return {t.data(), t.shape().rows(), t.shape().cols()};
}
inline ConstMatrixView matrix(const Tensor& t)
{
    return {t.data(), t.shape().rows(), t.shape().cols()};
}

/// The tensor as one long array, for element by element formulas.
inline ArrayView array(Tensor& t)
{
    return {t.data(), t.size()};
}
inline ConstArrayView array(const Tensor& t)
{
    return {t.data(), t.size()};
}

} // namespace fovea
