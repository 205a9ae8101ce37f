// History: what was measured during a run.
#pragma once

#include "core/training/head_scores.h"

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fovea {

inline constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// The baselines that are compared, in this order: none, constant, learned, leave-one-out.
inline constexpr std::size_t kBaselines = 4;
const std::array<std::string_view, kBaselines>& baselineKeys();

/// What an epoch of gazes says, beside the answers. Undefined (NaN) where there is no evidence, or nothing learns from reward.
struct GazeRecord
{
    double reward = kUndefined;    ///< mean over the epoch's paths
    double promised = kUndefined;  ///< mean of what the states promised: the learned baseline
    std::vector<double> distances; ///< pixels from each gaze to the middle of the evidence, mean over validation
    /// Σ of the variances of all components of the policy gradient, with each baseline on the same paths.
    std::array<double, kBaselines> variance{kUndefined, kUndefined, kUndefined, kUndefined};
    bool operator==(const GazeRecord&) const = default;
};

/// Mean over the glimpses of an epoch's distances; undefined where nobody knows them.
double meanDistance(const GazeRecord& gaze);

/// One batch.
struct StepRecord
{
    long step = 0;    ///< counts from 1
    double epoch = 0; ///< passes done, with fractions
    double loss = 0;  ///< mean over the batch, before the step
    double accuracy = 0;
    double rate = 0; ///< learning rate
    double gradientNorm = 0;
    std::vector<double> parameterNorms; ///< norm of each parameter's gradient, in the order of the table
    double reward = kUndefined,
           promised = kUndefined; ///< of gazes that learn from reward: means over the batch's paths
};

/// One epoch. Where something is not defined (no evidence known, no map) it is NaN.
struct EpochRecord
{
    int epoch = 0;                ///< counts from 1
    double accuracy = kUndefined; ///< training, running mean over the epoch while the weights moved (Keras)
    double loss = kUndefined;
    double valAccuracy = kUndefined; ///< validation, after the epoch
    double valLoss = kUndefined;
    double trainAccuracy = kUndefined; ///< training, measured after the epoch on up to 5,000 fixed images
    double trainLoss = kUndefined;
    double attentionEntropy = kUndefined; ///< nats, mean over validation
    double evidenceMass = kUndefined;
    double pointing = kUndefined;
    double strictPointing = kUndefined;
    double learningRate = kUndefined;  ///< of the epoch's last batch
    double gradientNorm = kUndefined;  ///< mean over the epoch's batches
    std::vector<HeadEvaluation> heads; ///< on validation, of all layers; empty where there is one head or none
    std::optional<GazeRecord> gaze;    ///< where the network looks at parts of the image
};

/// The columns of metrics.csv, in order: name and member. Files, curves and resuming read this one list.
const std::vector<std::pair<std::string, double EpochRecord::*>>& epochColumns();

/// One score of a head: its name and where it stands.
struct HeadColumn
{
    std::string name;
    double& (*of)(HeadResult&);
};

/// What follows in metrics.csv for each head, in order.
const std::vector<HeadColumn>& headColumns();

/// The title of such a column: "mix.0.head2.evidence_mass". Heads count from 1.
std::string headTitle(const HeadName& name, const HeadColumn& column);

/// What follows for gazes, in order: name and value. As many distances as glimpses.
std::vector<std::pair<std::string, double>> gazeColumns(const GazeRecord& gaze);

/// A live change: at which step, what, from and to, as text.
struct Change
{
    long step = 0; ///< steps done when it was applied
    std::string key, from, to;
    bool operator==(const Change&) const = default;
};

} // namespace fovea
