#include "core/autograd/tape.h"

namespace fovea {

void Tape::restart(bool record, Gradients* gradients, Index firstSample)
{
    arena_.reset();
    steps_.clear();
    gradients_ = gradients;
    firstSample_ = firstSample;
    recording_ = record;
}

Var Tape::make(Shape shape)
{
    const Var y = constant(arena_.takeReals(shape.size()), shape);
    y.storage_->wantsGrad = recording_;
    return y;
}

Var Tape::constant(const Real* values, Shape shape)
{
    auto* storage = new (arena_.take(sizeof(Var::Storage))) Var::Storage;
    storage->value = const_cast<Real*>(values); // operations read their inputs only
    storage->size = shape.size();
    storage->arena = &arena_;
    storage->wantsGrad = false;
    return {storage, shape};
}

Var Tape::input(const Real* values, Shape shape)
{
    const Var x = constant(values, shape);
    x.storage_->wantsGrad = recording_;
    return x;
}

Var Tape::parameter(int index, const Real* values, Shape shape)
{
    const Var x = constant(values, shape);
    x.storage_->parameter = index;
    if (recording_ && gradients_ != nullptr) {
        x.storage_->wantsGrad = true;
        if (!gradients_->defers(index)) {
            x.storage_->grad = gradients_->of(index);
        }
    }
    return x;
}

void Tape::backward(Var loss)
{
    FOVEA_CHECK(loss.size() == 1, "backward from " + loss.shape().text() + " instead of one number");
    loss.gradArray() += Real(1);
    backward();
}

void Tape::backward()
{
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
        if (step->y.hasGrad()) {
            step->run(step->backward);
            if (gradients_ != nullptr) {
                arena_.giveBack(std::exchange(step->y.storage_->grad, nullptr), step->y.size());
            }
        }
    }
}

bool Tape::defers(Var W) const
{
    return gradients_ != nullptr && W.storage_->parameter >= 0 && gradients_->defers(W.storage_->parameter);
}

void Tape::defer(Var W, Var x, Var y)
{
    gradients_->defer(W.storage_->parameter, firstSample_, x.value(), y.grad());
}

} // namespace fovea
