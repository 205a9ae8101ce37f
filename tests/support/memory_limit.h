// For tests of what must not ask for memory: from here to the end of the scope the program has so much more, and not a byte
// beyond. Under a sanitizer, which takes terabytes of addresses for itself, nothing is limited.
#pragma once

#include <sys/resource.h>

#include <cstdio>

namespace fovea {

class MemoryLimit
{
public:
    /// `bytes` on top of what the program has now.
    explicit MemoryLimit(std::size_t bytes)
    {
        getrlimit(RLIMIT_AS, &before_);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        rlimit limit = before_;
        limit.rlim_cur = addresses() + bytes;
        setrlimit(RLIMIT_AS, &limit);
#else
        static_cast<void>(bytes);
#endif
    }
    ~MemoryLimit()
    {
        setrlimit(RLIMIT_AS, &before_);
    }
    MemoryLimit(const MemoryLimit&) = delete;
    MemoryLimit& operator=(const MemoryLimit&) = delete;

private:
    /// Bytes of addresses that the program has.
    static std::size_t addresses()
    {
        constexpr std::size_t kPage = 4096;
        std::size_t pages = 0;
        if (std::FILE* const file = std::fopen("/proc/self/statm", "r")) {
            if (std::fscanf(file, "%zu", &pages) != 1) {
                pages = 0;
            }
            std::fclose(file);
        }
        return pages * kPage;
    }

    rlimit before_{};
};

inline constexpr std::size_t kHalfAGigabyte = std::size_t{512} << 20;

} // namespace fovea
