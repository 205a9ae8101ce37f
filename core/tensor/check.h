// Checks against a broken program. They stay on in every build, cost a comparison, and print what was compared.
// A user's mistake is not one of these: it is an Error (settings/error.h).
#pragma once

#include <string>

namespace fovea {

/// Prints `what` with its place in the source and ends the program.
[[noreturn]] void checkFailed(const char* condition, const char* file, int line, const std::string& what);

} // namespace fovea

/// Stops the program where `condition` is false; `what` is a std::string, built only then.
#define FOVEA_CHECK(condition, what)                                                                                   \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            ::fovea::checkFailed(#condition, __FILE__, __LINE__, (what));                                              \
        }                                                                                                              \
    } while (false)
