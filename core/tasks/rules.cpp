// What does not fit together of data, network and task; called by settings/rules.cpp.
#include "core/settings/rules.h"

#include "core/data/catalog.h"
#include "core/networks/trunk.h"
#include "core/settings/error.h"

namespace fovea {

std::vector<Problem> networkProblems(const Config& config)
{
    try {
        trunkShapes(parseTrunk(config.model.trunk), dataSetNamed(config.data.set).image);
    } catch (const Error& error) {
        return {{"model.trunk", error.what()}};
    }
    return {};
}

} // namespace fovea
