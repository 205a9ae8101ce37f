// Which instruction set the program runs on.
#include "core/ops/kernels/kernels.h"

#include "core/settings/error.h"

#include <cstdlib>
#include <type_traits>

namespace fovea::kernels {

// Each is fast.cpp, compiled with other flags.
namespace baseline {
const Kernels& table();
}
namespace avx2 {
const Kernels& table();
}
namespace avx512 {
const Kernels& table();
}

std::vector<const Kernels*> available()
{
    std::vector<const Kernels*> sets;
    if constexpr (std::is_same_v<Real, float>) {
        sets.push_back(&baseline::table());
#if defined(__x86_64__)
        // The flags of x86-64-v3 and -v4 that the compiler may use.
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2")) {
            sets.push_back(&avx2::table());
            if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                __builtin_cpu_supports("avx512vl")) {
                sets.push_back(&avx512::table());
            }
        }
#endif
    }
    return sets;
}

namespace {

const Kernels& choose()
{
    const std::vector<const Kernels*> sets = available();
    if (sets.empty()) {
        return plain();
    }
    const char* wanted = std::getenv("FOVEA_INSTRUCTION_SET");
    if (wanted == nullptr || *wanted == '\0') {
        return *sets.back();
    }
    std::string names;
    for (const Kernels* set : sets) {
        if (std::string(wanted) == set->name) {
            return *set;
        }
        names += (names.empty() ? "" : ", ") + std::string(set->name);
    }
    throw Error(Error::Kind::Usage, "FOVEA_INSTRUCTION_SET is “" + std::string(wanted) +
                                        "”, but this processor and this build have: " + names +
                                        ". Set it to one of them, or unset it.");
}

} // namespace

const Kernels& active()
{
    static const Kernels& chosen = choose();
    return chosen;
}

} // namespace fovea::kernels
