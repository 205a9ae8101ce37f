// Tape: records one forward pass, then walks it back.
//
// An operation makes its result with make(), computes it, and hands over with undo() the few lines that carry a gradient
// from the result to what it was made of. backward() runs those in reverse order: that is all of backpropagation.
//
//     const Var y = tape.make(x.shape());
//     y.array() = x.array().tanh();                                        // y = tanh x
//     tape.undo(y, [=] { x.gradArray() += y.gradArray() * (1 - y.array().square()); });   // dx += dy (1 − y²)
//
// A tape belongs to one thread and to a few samples, a chunk of the batch. Parameters enter by parameter(): their values
// are shared by all tapes, their gradients are added to this tape's own Gradients. Read next: ops/linear.cpp.
#pragma once

#include "core/autograd/gradients.h"
#include "core/autograd/var.h"

#include <type_traits>
#include <utility>
#include <vector>

namespace fovea {

class Tape
{
public:
    /// With `record` false nothing is kept for a way back: inference.
    explicit Tape(bool record = true) : recording_(record) {}

    Tape(const Tape&) = delete;
    Tape& operator=(const Tape&) = delete;

    /// Starts a new pass. Every Var of the last one is void. `firstSample` is the place in the batch of the samples that
    /// follow. `gradients` (may be null) receives the parameters' gradients.
    void restart(bool record, Gradients* gradients = nullptr, Index firstSample = 0);

    bool recording() const { return recording_; }
    /// Place in the batch of this tape's first sample.
    Index firstSample() const { return firstSample_; }

    /// A new value, not initialised: the caller writes every element.
    Var make(Shape shape);

    /// A value from outside that no derivative is wanted for: images, positions, targets. The numbers are not copied and
    /// must outlive the pass.
    Var constant(const Real* values, Shape shape);
    /// The same, but a derivative is wanted: the image of a saliency map.
    Var input(const Real* values, Shape shape);
    /// The parameter with this index: its numbers, and the place of its gradient in this tape's Gradients.
    Var parameter(int index, const Real* values, Shape shape);

    /// How to get from the gradient of `y` to those of what it was made of. Called in reverse order of recording, and not
    /// at all where the loss does not depend on y. What the lambda captures must be trivially destructible (a Var is).
    template<class Backward>
    void undo(Var y, Backward backward)
    {
        if (!recording_) {
            return;
        }
        static_assert(std::is_trivially_destructible_v<Backward>, "captures of undo() live in the arena");
        void* place = arena_.take(sizeof(Backward));
        Backward* kept = new (place) Backward(std::move(backward));
        steps_.push_back({y, kept, [](void* step) { (*static_cast<Backward*>(step))(); }});
    }

    /// Adds one to the gradient of `loss` (a single number) and walks back, as below.
    void backward(Var loss);
    /// Walks back from gradients that the caller has already put in place. Where the parameters' gradients are collected
    /// (restart), memory is used again: a gradient that has been passed on is gone. Without, each can be read afterwards.
    void backward();

    /// Memory of this pass, for what an operation has to remember (indices, masks) besides its result.
    template<class T>
    T* scratch(Index count)
    {
        static_assert(std::is_trivially_destructible_v<T>);
        return static_cast<T*>(arena_.take(sizeof(T) * static_cast<std::size_t>(count)));
    }

    /// Where x (rows × in) and dy (rows × out) of a wide layer go instead of into dW; see gradients.h.
    bool defers(Var W) const;
    void defer(Var W, Var x, Var y);

    /// A form of W, `size` numbers that `make` writes: shared by all chunks of a batch where W is a parameter whose gradient
    /// is collected (autograd/prepared.h), else this tape's own.
    template<class Make>
    const Real* prepared(Var W, Prepared::Form form, Index size, Make make)
    {
        Prepared* const shared = gradients_ == nullptr ? nullptr : gradients_->prepared();
        if (shared != nullptr && W.storage_->parameter >= 0) {
            return shared->of(W.storage_->parameter, form, size, make);
        }
        Real* const own = scratch<Real>(size);
        make(own);
        return own;
    }

    std::size_t bytes() const { return arena_.capacity(); }
    /// Bytes that this pass has written so far.
    std::size_t taken() const { return arena_.taken(); }

private:
    struct Step
    {
        Var y;
        void* backward;
        void (*run)(void*);
    };

    Arena arena_;
    std::vector<Step> steps_;
    Gradients* gradients_ = nullptr;
    Index firstSample_ = 0;
    bool recording_;
};

} // namespace fovea
