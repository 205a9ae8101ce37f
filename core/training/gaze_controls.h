// The controls that catch a network whose gazes do nothing: the same network, but somebody else chooses where it looks.
#pragma once

#include "core/training/evaluate.h"

#include <array>
#include <string>

namespace fovea {

/// The network tested with gazes that are not its own.
struct GazeControl
{
    /// "sampled" (its own, drawn by chance, probabilities averaged), "random", "centre", "frozen" (what chooses has its first
    /// weights), "oracle" (at the evidence).
    std::string_view key;
    Evaluation evaluation;
};

struct GazeReport
{
    std::string trainedWith; ///< look.gaze: who chose while it learned
    int rollouts = 0;        ///< paths an image of the controls that draw by chance
    std::vector<GazeControl> controls;
    std::array<double, kBaselines> variance{}; ///< of the policy gradient, with each baseline: policyVariance()
};

/// All controls on a split, in the order above; without the oracle where nobody knows the evidence. Nothing where gazes are not
/// drawn by chance. Only who chooses is exchanged: what reads the glimpses was trained with other gazes, so a control trained
/// from the start with look.gaze is the fairer rival, and this the cheaper one.
std::optional<GazeReport> gazeControls(const Examined& examined, const Split& split, std::uint64_t seed,
                                       Workspace& workspace);

/// A control in two figures: accuracy, and the mean over the glimpses of the distance to the evidence (undefined where nobody
/// knows it), in pixels.
struct GazeFigure
{
    std::string key; ///< as GazeControl::key
    double accuracy = kUndefined, distance = kUndefined;
};

/// All controls on a split in figures, the one without chance ("learned") first; `figureOf` of each. None where gazes are not
/// drawn by chance; empty where `stop` came first, which it notices within a few images.
std::optional<std::vector<GazeFigure>> gazeFigures(const Examined& examined, const Split& split, std::uint64_t seed,
                                                   Workspace& workspace, std::stop_token stop = {});
GazeFigure figureOf(std::string_view key, const Evaluation& evaluation);

/// The weights with what chooses gazes as it was at first.
Weights withFirstGazes(const Network& network, const Weights& weights, std::uint64_t seed);

} // namespace fovea
