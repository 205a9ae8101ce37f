// Gradients: where the tapes of one batch leave the gradients of the parameters.
//
// The parameters lie one behind the other in a single array, and so do their gradients. A batch is cut into a few parts,
// by its size alone and never by the number of threads; each part adds to an array of its own, and the parts are summed in
// index order. So the sum has the same bits whoever computed which part.
//
// A *wide* parameter, a matrix with more numbers than its layer has activations (the essay's 21,632 × 64), would make
// those copies dearer than everything else. Its gradient dW = xᵀ dy is left as its two factors, for all samples of the
// batch, and multiplied out row by row when all parts are done.
#pragma once

#include "core/autograd/prepared.h"
#include "core/tensor/views.h"

#include <vector>

namespace fovea {

/// Where one parameter lies in the array of all.
struct ParameterSlot
{
    Index offset = 0; ///< first element; a multiple of 16
    Index size = 0;
    bool wide = false;
};

/// The two factors of a wide layer's gradient: dW = xᵀ dy, over all samples of the batch.
struct WideFactors
{
    int parameter = 0;
    Tensor x;  // (B × in)
    Tensor dy; // (B × out)
    /// Σ |x| · Σ |dy| for each sample: no element of its xᵀ dy is larger. (B)
    std::vector<double> bound = {};
};

/// All the factors of a batch; shared by its parts, which write different rows.
using WideFactorList = std::vector<WideFactors>;

class Gradients
{
public:
    /// `layout`, `wide` and `prepared` must outlive this; `wide` may be null when no slot is wide, `prepared` where every
    /// chunk is to prepare its weights itself.
    Gradients(const std::vector<ParameterSlot>& layout, WideFactorList* wide, Prepared* prepared = nullptr)
        : slots_(&layout), wide_(wide), prepared_(prepared)
    {
    }

    /// Zeros, for a new batch.
    void clear();

    Real* of(int parameter) { return sum_.data() + slot(parameter).offset; }
    bool defers(int parameter) const { return wide_ != nullptr && slot(parameter).wide; }
    void defer(int parameter, Index firstSample, const MatrixView& x, const MatrixView& dy);

    /// Of the weights that this batch is learned with; null where there is none.
    Prepared* prepared() const { return prepared_; }

    const Real* data() const { return sum_.data(); }

private:
    const ParameterSlot& slot(int parameter) const { return (*slots_)[static_cast<std::size_t>(parameter)]; }

    const std::vector<ParameterSlot>* slots_;
    WideFactorList* wide_;
    Prepared* prepared_;
    Reals sum_;
};

} // namespace fovea
