// The switch is atomic, what lies behind it has a mutex: only tests ever come that far.
#include "core/files/faults.h"

#include <atomic>
#include <cstdlib>
#include <limits>
#include <mutex>

namespace fovea::system {
namespace {

std::atomic<bool> anySet{false};
std::mutex mutex;
Faults current; // guarded by mutex
int calls = 0;  // guarded by mutex

} // namespace

void setFaults(const Faults& faults)
{
    const std::scoped_lock lock(mutex);
    current = faults;
    calls = 0;
    anySet.store(faults.firstCall > 0 || faults.mostBytes > 0, std::memory_order_release);
}

int callsSinceFaults()
{
    const std::scoped_lock lock(mutex);
    return calls;
}

int fault()
{
    if (!anySet.load(std::memory_order_acquire)) {
        return 0;
    }
    const std::scoped_lock lock(mutex);
    ++calls;
    const bool fails = current.firstCall > 0 && calls >= current.firstCall && calls - current.firstCall < current.calls;
    if (fails && current.ends) {
        constexpr int kKilled = 137;
        std::_Exit(kKilled); // nothing is written, closed or tidied up
    }
    return fails ? current.error : 0;
}

std::size_t faultyPortion()
{
    constexpr std::size_t kNoBound = std::numeric_limits<std::size_t>::max();
    if (!anySet.load(std::memory_order_acquire)) {
        return kNoBound;
    }
    const std::scoped_lock lock(mutex);
    return current.mostBytes > 0 ? current.mostBytes : kNoBound;
}

} // namespace fovea::system
