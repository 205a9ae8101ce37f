#include "core/tensor/check.h"

#include <cstdio>
#include <cstdlib>

namespace fovea {

void checkFailed(const char* condition, const char* file, int line, const std::string& what)
{
    std::fprintf(stderr, "fovea: broken check at %s:%d: %s\n  %s\n", file, line, condition, what.c_str());
    std::abort();
}

} // namespace fovea
