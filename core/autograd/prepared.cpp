#include "core/autograd/prepared.h"

namespace fovea {

void Prepared::forget()
{
    for (auto& forms : entries_) {
        for (Entry& entry : forms) {
            entry.made = false;
        }
    }
}

const Real* Prepared::of(int parameter, Form form, Index size, const std::function<void(Real*)>& make)
{
    Entry& entry = entries_[static_cast<std::size_t>(parameter)][static_cast<std::size_t>(form)];
    const std::scoped_lock lock(entry.mutex);
    if (!entry.made) {
        entry.numbers.resize(static_cast<std::size_t>(size));
        make(entry.numbers.data());
        entry.made = true;
    }
    return entry.numbers.data();
}

} // namespace fovea
