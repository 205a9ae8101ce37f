// Any bytes given to the safetensors reader: a set that comes back from its own bytes, or an Error, and nothing else.
#include "core/files/safetensors.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fovea;
    try {
        const Safetensors set = Safetensors::parse(textOf(data, size), "fuzz.safetensors");
        const Safetensors back = Safetensors::parse(set.bytes(), "written.safetensors");
        FOVEA_CHECK(back.metadata == set.metadata && back.arrays() == set.arrays(), "another set came back");
        for (const auto& [name, stored] : set.arrays()) {
            if (stored.dtype == Dtype::F32 || stored.dtype == Dtype::F64) {
                const Tensor tensor = set.tensor(name);
                FOVEA_CHECK(tensor.shape().rank() == static_cast<int>(stored.shape.size()), "another rank came back");
            }
        }
    } catch (const Error& error) {
        checkRefusal(error);
    }
    return 0;
}
