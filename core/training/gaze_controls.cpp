#include "core/training/gaze_controls.h"

#include "core/training/policy_variance.h"

#include <algorithm>

namespace fovea {

Weights withFirstGazes(const Network& network, const Weights& weights, std::uint64_t seed)
{
    const ParameterTable& table = network.parameters();
    const Weights first = table.initialWeights(seed);
    Weights mixed = weights;
    for (int p = 0; p < table.count(); ++p) {
        if (choosesGazes(table[p].name)) {
            std::copy_n(first.begin() + table.slot(p).offset, table.slot(p).size, mixed.begin() + table.slot(p).offset);
        }
    }
    return mixed;
}

std::optional<GazeReport> gazeControls(const Examined& examined, const Split& split, std::uint64_t seed,
                                       Workspace& workspace)
{
    const LookConfig* const look = examined.network.policy();
    if (look == nullptr) {
        return {};
    }
    GazeReport report{look->gaze, look->testRollouts, {}, {}};
    const auto add = [&](std::string_view key, const Weights& weights, GazeOverride gaze) {
        const Examined one{examined.network, weights, examined.task, examined.data};
        report.controls.push_back({key, *evaluate(one, split, -1, {gaze, look->testRollouts}, seed, workspace)});
    };
    add("sampled", examined.weights, GazeOverride::None);
    add("random", examined.weights, GazeOverride::Random);
    add("centre", examined.weights, GazeOverride::Centre);
    add("frozen", withFirstGazes(examined.network, examined.weights, seed), GazeOverride::None);
    if (!split.evidence.empty()) {
        add("oracle", examined.weights, GazeOverride::Oracle);
    }
    report.variance = policyVariance(examined, seed, 1, workspace);
    return report;
}

} // namespace fovea
