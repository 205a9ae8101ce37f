#include "core/autograd/var.h"

#include <algorithm>

namespace fovea {

Real* Var::gradData() const
{
    const Target target = gradTarget();
    if (!target.add) {
        std::fill_n(target.data, storage_->size, Real(0));
    }
    return target.data;
}

Var::Target Var::gradTarget() const
{
    if (storage_->grad != nullptr) {
        return {storage_->grad, true};
    }
    storage_->grad = storage_->arena->takeReals(storage_->size);
    return {storage_->grad, false};
}

Var Var::as(Shape shape) const
{
    FOVEA_CHECK(shape.size() == size(), shape_.text() + " seen as " + shape.text());
    return {storage_, shape};
}

} // namespace fovea
