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

namespace {

/// A control before it is measured.
struct Planned
{
    std::string_view key;
    GazeOverride gaze;
    bool firstGazes = false; ///< what chooses has its first weights
};

std::vector<Planned> controlsFor(const Split& split)
{
    std::vector<Planned> all = {{"sampled", GazeOverride::None},
                                {"random", GazeOverride::Random},
                                {"centre", GazeOverride::Centre},
                                {"frozen", GazeOverride::None, true}};
    if (!split.evidence.empty()) {
        all.push_back({"oracle", GazeOverride::Oracle});
    }
    return all;
}

std::optional<Evaluation> measured(const Planned& planned, const Examined& examined, const Split& split,
                                   std::uint64_t seed, Workspace& workspace, std::stop_token stop)
{
    const Weights weights =
        planned.firstGazes ? withFirstGazes(examined.network, examined.weights, seed) : examined.weights;
    const Examined one{examined.network, weights, examined.task, examined.data};
    return evaluate(one, split, -1, {planned.gaze, examined.network.policy()->testRollouts}, seed, workspace, stop);
}

} // namespace

std::optional<GazeReport> gazeControls(const Examined& examined, const Split& split, std::uint64_t seed,
                                       Workspace& workspace)
{
    const LookConfig* const look = examined.network.policy();
    if (look == nullptr) {
        return {};
    }
    GazeReport report{look->gaze, look->testRollouts, {}, {}};
    for (const Planned& planned : controlsFor(split)) {
        report.controls.push_back({planned.key, *measured(planned, examined, split, seed, workspace, {})});
    }
    report.variance = *policyVariance(examined, seed, 1, workspace);
    return report;
}

GazeFigure figureOf(std::string_view key, const Evaluation& evaluation)
{
    return {std::string(key), evaluation.accuracy, meanDistance({.distances = evaluation.gazeDistances})};
}

std::optional<std::vector<GazeFigure>> gazeFigures(const Examined& examined, const Split& split, std::uint64_t seed,
                                                   Workspace& workspace, std::stop_token stop)
{
    std::vector<GazeFigure> figures;
    if (examined.network.policy() == nullptr) {
        return figures;
    }
    const auto own = evaluate(examined, split, -1, MapOverride::None, seed, workspace, stop);
    if (!own) {
        return {};
    }
    figures.push_back(figureOf("learned", *own));
    for (const Planned& planned : controlsFor(split)) {
        const auto evaluation = measured(planned, examined, split, seed, workspace, stop);
        if (!evaluation) {
            return {};
        }
        figures.push_back(figureOf(planned.key, *evaluation));
    }
    return figures;
}

} // namespace fovea
