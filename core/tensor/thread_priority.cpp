#include "core/tensor/thread_priority.h"

#if defined(__linux__)
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace fovea {

void lowerPriority([[maybe_unused]] int steps)
{
#if defined(__linux__)
    // On Linux a priority belongs to a thread, although POSIX says process. A refusal only means that nothing changes.
    const auto thread = static_cast<id_t>(gettid());
    setpriority(PRIO_PROCESS, thread, getpriority(PRIO_PROCESS, thread) + steps);
#endif
}

} // namespace fovea
