#include "core/autograd/gradients.h"

#include <algorithm>

namespace fovea {

void Gradients::clear()
{
    // Wide parameters have no room here, only their factors.
    Index size = 0;
    for (const ParameterSlot& slot : *slots_) {
        if (wide_ == nullptr || !slot.wide) {
            size = std::max(size, slot.offset + slot.size);
        }
    }
    sum_.assign(static_cast<std::size_t>(size), Real(0));
}

void Gradients::defer(int parameter, Index firstSample, const MatrixView& x, const MatrixView& dy)
{
    for (WideFactors& factors : *wide_) {
        if (factors.parameter == parameter) {
            const Index rows = x.rows();
            FOVEA_CHECK(firstSample + rows <= factors.x.dim(0) && x.cols() == factors.x.dim(1) &&
                            static_cast<Index>(factors.bound.size()) == factors.x.dim(0),
                        "a wide layer is meant for one row a sample");
            std::copy_n(x.data(), x.size(), factors.x.data() + firstSample * x.cols());
            std::copy_n(dy.data(), dy.size(), factors.dy.data() + firstSample * dy.cols());
            for (Index r = 0; r < rows; ++r) {
                factors.bound[static_cast<std::size_t>(firstSample + r)] =
                    static_cast<double>(x.row(r).lpNorm<1>()) * static_cast<double>(dy.row(r).lpNorm<1>());
            }
            return;
        }
    }
    FOVEA_CHECK(false, "parameter " + std::to_string(parameter) + " has no room for its factors");
}

} // namespace fovea
