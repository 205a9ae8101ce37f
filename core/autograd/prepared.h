// Prepared: what operations make of the weights before they use them, made once for all chunks of a batch.
//
// The way back through a linear layer reads Wᵀ, a convolution by Winograd reads his form of its windows. Every chunk of the
// batch needs the same: whichever thread comes first makes it, and one that comes meanwhile waits for it.
#pragma once

#include "core/tensor/tensor.h"

#include <array>
#include <functional>
#include <mutex>
#include <vector>

namespace fovea {

class Prepared
{
public:
    enum class Form
    {
        Transposed,   ///< Wᵀ
        Rotated,      ///< windows turned round, inputs and outputs exchanged
        Winograd,     ///< Winograd's form of W
        WinogradBack, ///< the same of the rotated windows
    };

    explicit Prepared(int parameters) : entries_(static_cast<std::size_t>(parameters)) {}

    /// Forgets all: the weights have changed. Nobody may be reading.
    void forget();

    /// This form of this parameter, `size` numbers; `make` writes them where they are not there yet. Valid until forget().
    const Real* of(int parameter, Form form, Index size, const std::function<void(Real*)>& make);

private:
    struct Entry
    {
        std::mutex mutex;
        Reals numbers;
        bool made = false;
    };
    static constexpr std::size_t kForms = 4;
    std::vector<std::array<Entry, kForms>> entries_; ///< for each parameter
};

} // namespace fovea
