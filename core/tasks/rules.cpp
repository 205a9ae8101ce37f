// What does not fit together of data, network and task; called by settings/rules.cpp.
#include "core/settings/rules.h"

#include "core/attention/look.h"
#include "core/data/catalog.h"
#include "core/networks/fit.h"

namespace fovea {

std::vector<Problem> networkProblems(const Config& config)
{
    std::vector<Problem> found = fitProblems(config, imageShape(config));
    if (learnsFromReward(config.look) && config.look.gaze == "oracle" && !dataSetNamed(config.data.set).knowsEvidence) {
        found.push_back({"look.gaze", "look.gaze is oracle, but nobody knows where the evidence lies in data.set " +
                                          config.data.set +
                                          ". Choose another gaze, or data that knows it: digits, clutter."});
    }
    return found;
}

} // namespace fovea
