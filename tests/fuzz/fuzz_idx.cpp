// Any bytes given to the IDX reader: an array that is what its header says, or an Error, and nothing else.
#include "core/data/idx.h"
#include "tests/fuzz/target.h"

#include <functional>
#include <numeric>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fovea;
    try {
        const IdxArray array = parseIdx(textOf(data, size), "fuzz.idx");
        const Index count = std::accumulate(array.sizes.begin(), array.sizes.end(), Index{1}, std::multiplies<>());
        FOVEA_CHECK(count == static_cast<Index>(array.bytes.size()), "bytes do not fit the sizes");
    } catch (const Error& error) {
        checkRefusal(error);
    }
    return 0;
}
