// For each remedy a recorded run that it applies to.
#pragma once

#include <string>
#include <vector>

namespace fovea {

struct Applies
{
    const char* remedy; ///< key
    const char* run;    ///< name of the example
};

inline const std::vector<Applies>& applies()
{
    static const std::vector<Applies> kApplies = {
#include "tests/core/diagnosis/applies.inc"
    };
    return kApplies;
}

/// "fashion-300-images + more-data"
inline std::string nameOf(const Applies& one)
{
    return std::string(one.run) + " + " + one.remedy;
}

} // namespace fovea
