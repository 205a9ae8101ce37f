// Any bytes given to gunzip(): at most as many bytes as allowed, or an Error, and nothing else.
#include "core/files/gzip.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fovea;
    constexpr std::size_t kLimit = 200'000;
    try {
        const std::string text = gunzip(textOf(data, size), kLimit, "fuzz.gz");
        FOVEA_CHECK(text.size() <= kLimit, "more than allowed");
        FOVEA_CHECK(text.size() <= size * kMostGzipExpansion, "more than deflate can give");
    } catch (const Error& error) {
        checkRefusal(error);
    }
    return 0;
}
