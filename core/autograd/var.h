// Var: a value that a tape knows, and the place of its gradient.
//
// A Var is a small handle, copied freely; what it points to lives until its tape is reset. Its gradient is the derivative
// of the loss by each of its elements. It comes into being, zero, when somebody first adds to it, so a value that the
// loss does not depend on never has one.
#pragma once

#include "core/autograd/arena.h"
#include "core/tensor/views.h"

namespace fovea {

class Var
{
public:
    Var() = default;

    bool valid() const { return storage_ != nullptr; }
    const Shape& shape() const { return shape_; }
    Index dim(int i) const { return shape_.dim(i); }
    Index size() const { return shape_.size(); }
    Index rows() const { return shape_.rows(); }
    Index cols() const { return shape_.cols(); }

    /// The numbers, three ways to look at them: raw, as a matrix (rows × last dimension), as one array.
    Real* data() const { return storage_->value; }
    MatrixView value() const { return {data(), rows(), cols()}; }
    ArrayView array() const { return {data(), size()}; }

    /// Whether a derivative by this value is wanted at all (an input image's is usually not).
    bool wantsGrad() const { return storage_->wantsGrad; }
    /// Whether anybody has added to the gradient yet.
    bool hasGrad() const { return storage_->grad != nullptr; }

    /// The gradient, to add to or to read.
    Real* gradData() const;
    MatrixView grad() const { return {gradData(), rows(), cols()}; }
    ArrayView gradArray() const { return {gradData(), size()}; }

    /// The gradient for a kernel that can overwrite as well as add: `add` is false where nothing was there before, and
    /// then every element must be written.
    struct Target
    {
        Real* data;
        bool add;
    };
    Target gradTarget() const;

    /// The same numbers (and the same gradient) seen with another shape of equal size. Costs nothing.
    Var as(Shape shape) const;

private:
    friend class Tape;

    struct Storage
    {
        Real* value = nullptr;
        Real* grad = nullptr;
        Index size = 0;
        Arena* arena = nullptr;
        int parameter = -1; ///< index of the parameter that this is, or −1
        bool wantsGrad = true;
    };
    Var(Storage* storage, Shape shape) : storage_(storage), shape_(shape) {}

    Storage* storage_ = nullptr;
    Shape shape_;
};

} // namespace fovea
