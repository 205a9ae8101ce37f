// Evaluation: a network's answers to images, without learning from them.
#pragma once

#include "core/data/dataset.h"
#include "core/networks/network.h"
#include "core/tasks/evidence.h"
#include "core/tasks/task.h"
#include "core/training/gazes.h"
#include "core/training/head_scores.h"
#include "core/training/history.h"
#include "core/training/workspace.h"

#include <cmath>
#include <optional>
#include <stop_token>

namespace fovea {

/// What is done to a network while it is tested. Nothing, as a rule.
struct Trial
{
    MapOverride maps = MapOverride::None;
    GazeOverride gaze = GazeOverride::None;
    int rollouts = 0; ///< Context::rollouts

    Trial(MapOverride maps_ = MapOverride::None) : maps(maps_) {}
    Trial(GazeOverride gaze_, int rollouts_) : gaze(gaze_), rollouts(rollouts_) {}
};

/// What an evaluation needs to know; all of it is only looked at.
struct Examined
{
    const Network& network;
    const Weights& weights;
    const Task& task;
    const Dataset& data;
};

/// One image.
struct SampleResult
{
    Answer answer;        ///< its probability is NaN where the network's numbers are not finite: no answer
    bool correct = false; ///< never without an answer
    double loss = 0;
    double entropy = kUndefined; ///< of its map, nats
    EvidenceScore evidence{kUndefined, kUndefined, kUndefined};
    EvidenceScore chance{kUndefined, kUndefined, kUndefined};
    double decoyMass = kUndefined, decoyChance = kUndefined; ///< weight on what is no evidence (Split::decoys)

    std::vector<Gaze> gazes;           ///< of its first path, in order of time; empty where the network sees all
    std::vector<double> gazeDistances; ///< in pixels to the evidence, mean over its paths; empty where nobody knows it

    std::vector<HeadResult> heads; ///< of Evaluation::heads, in their order

    bool answered() const { return std::isfinite(answer.probability); }
};

/// Means over the images; NaN where one of them is not defined.
struct Evaluation
{
    double accuracy = kUndefined, loss = kUndefined;
    double entropy = kUndefined; ///< mean over the images
    EvidenceScore evidence{kUndefined, kUndefined, kUndefined}, chance{kUndefined, kUndefined, kUndefined};
    double decoyMass = kUndefined, decoyChance = kUndefined; ///< weight on the decoys
    std::vector<double> gazeDistances; ///< of each glimpse: mean over the images; empty without glimpses
    MapGrid grid;                      ///< of the attention map; 0 × 0 where there is none
    std::vector<HeadEvaluation> heads; ///< of all layers, where there are several
    std::vector<SampleResult> samples;
};

/// The network's output for the images first … first + count − 1 of a split, with nothing recorded for a way back. It lies on
/// the tape until that is restarted.
Output answersOf(const Examined& examined, const Split& split, Index first, Index count, const Context& context,
                 Tape& tape);

/// Evaluates the first `count` images of a split (all where count < 0). Empty where `stop` came first, which it notices
/// within a few images. The result does not depend on the number of threads.
std::optional<Evaluation> evaluate(const Examined& examined, const Split& split, Index count, const Trial& trial,
                                   std::uint64_t seed, Workspace& workspace, std::stop_token stop = {});

} // namespace fovea
