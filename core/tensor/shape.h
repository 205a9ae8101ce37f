// The shape of an array: up to five sizes, the last one contiguous in memory (row-major).
#pragma once

#include "core/tensor/check.h"
#include "core/tensor/real.h"

#include <array>
#include <initializer_list>
#include <string>

namespace fovea {

class Shape
{
public:
    static constexpr int kMaxRank = 5;

    Shape() = default;
    Shape(std::initializer_list<Index> sizes);

    int rank() const { return rank_; }
    /// Size of a dimension; negative counts from the end, so dim(-1) is the contiguous one.
    Index dim(int i) const;
    /// Number of elements; 1 for a shape without dimensions.
    Index size() const;
    /// The shape read as a matrix: everything before the last dimension, and the last dimension.
    Index rows() const;
    Index cols() const { return rank_ == 0 ? 1 : dim(-1); }

    /// This shape with another last dimension.
    Shape withLast(Index size) const;
    /// This shape with another first dimension.
    Shape withFirst(Index size) const;
    /// This shape without a dimension.
    Shape without(int i) const;
    /// Everything after the first dimension: the shape of one sample.
    Shape ofOne() const { return without(0); }
    /// Adds a last dimension.
    void append(Index size);

    bool operator==(const Shape& other) const = default;
    /// "(8 × 28 × 28 × 1)"
    std::string text() const;

private:
    std::array<Index, kMaxRank> sizes_{};
    int rank_ = 0;
};

} // namespace fovea
