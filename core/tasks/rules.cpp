// What does not fit together of data, network and task; called by settings/rules.cpp.
#include "core/settings/rules.h"

#include "core/data/catalog.h"
#include "core/networks/fit.h"

namespace fovea {

std::vector<Problem> networkProblems(const Config& config)
{
    return fitProblems(config, imageShape(config));
}

} // namespace fovea
