#include "app/footprint.h"

#include <filesystem>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace fovea {
namespace {

long entriesOf(const char* folder)
{
    std::error_code error;
    long count = 0;
    for (auto entry = std::filesystem::directory_iterator(folder, error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        ++count;
    }
    return count;
}

} // namespace

Footprint footprint()
{
    Footprint now{entriesOf("/proc/self/task"), entriesOf("/proc/self/fd"), 0};
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
    const struct mallinfo2 heap = mallinfo2();
    now.bytes = static_cast<double>(heap.uordblks) + static_cast<double>(heap.hblkhd);
#endif
    return now;
}

} // namespace fovea
