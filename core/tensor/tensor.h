// Tensor: a shape and its numbers, contiguous, row-major, aligned to a cache line.
//
// Images are stored channels last, (B × H × W × C): a feature map then *is* its list of tokens (B × N × C), and no
// attention mechanism has to transpose one. Eigen views of the numbers are in views.h.
#pragma once

#include "core/tensor/shape.h"

#include <cstdlib>
#include <new>
#include <vector>

namespace fovea {

inline constexpr std::size_t kAlignment = 64; ///< bytes; one cache line, one AVX-512 register

/// Allocator that hands out memory aligned to kAlignment, so that equal shapes give equal bits on every run.
template<class T>
struct AlignedAllocator
{
    using value_type = T;
    AlignedAllocator() = default;
    template<class U>
    AlignedAllocator(const AlignedAllocator<U>&)
    {
    }
    T* allocate(std::size_t n) { return static_cast<T*>(::operator new (n * sizeof(T), std::align_val_t{kAlignment})); }
    void deallocate(T* p, std::size_t) { ::operator delete (p, std::align_val_t{kAlignment}); }
    template<class U>
    bool operator==(const AlignedAllocator<U>&) const
    {
        return true;
    }
};

using Reals = std::vector<Real, AlignedAllocator<Real>>;

class Tensor
{
public:
    Tensor() = default;
    /// Zeros of the given shape.
    explicit Tensor(Shape shape) : shape_(shape), values_(static_cast<std::size_t>(shape.size()), Real(0)) {}
    Tensor(Shape shape, Reals values) : shape_(shape), values_(std::move(values))
    {
        FOVEA_CHECK(static_cast<Index>(values_.size()) == shape_.size(),
                    std::to_string(values_.size()) + " numbers for " + shape_.text());
    }

    const Shape& shape() const { return shape_; }
    Index dim(int i) const { return shape_.dim(i); }
    Index size() const { return shape_.size(); }
    bool empty() const { return values_.empty(); }

    Real* data() { return values_.data(); }
    const Real* data() const { return values_.data(); }
    Real& operator[](Index i) { return values_[static_cast<std::size_t>(i)]; }
    Real operator[](Index i) const { return values_[static_cast<std::size_t>(i)]; }

    bool operator==(const Tensor& other) const = default;

private:
    Shape shape_;
    Reals values_;
};

} // namespace fovea
