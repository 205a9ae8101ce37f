// Report: what a run came to, measured on images that it never saw.
#pragma once

#include "core/training/advance.h"
#include "core/training/cue_gates.h"
#include "core/training/evaluate.h"
#include "core/training/gaze_controls.h"

#include <nlohmann/json_fwd.hpp>

namespace fovea {

/// A figure beside the ceiling, on the same images: the mean difference and its standard error, image by image.
struct Paired
{
    double ceiling = kUndefined, difference = kUndefined, standardError = kUndefined;
};

/// What a further test says: the same images, changed in one respect.
struct VariantReport
{
    std::string key;
    Evaluation evaluation;
};

/// What the test images say.
struct TestReport
{
    Evaluation evaluation;
    double majority = kUndefined; ///< accuracy of always naming the most frequent class
    Paired accuracy, pointing;    ///< against the ideal observer; undefined where the data has none
    std::vector<VariantReport> variants;
    /// What is lost where the shortcut tells nothing: accuracy where it is right − where it is shuffled.
    double reliance = kUndefined;
    std::vector<CueGate> gates;     ///< against the cues of the images
    std::vector<std::string> cues;  ///< their names
    std::optional<GazeReport> gaze; ///< where gazes are drawn by chance: who else could have chosen
};

TestReport testReport(const Examined& examined, std::uint64_t seed, Workspace& workspace);
nlohmann::ordered_json toJson(const TestReport& report);

/// How a run was made, beside what it holds itself.
struct RunFacts
{
    int threads = 1;
    double seconds = 0;  ///< from the first batch to the last, validation of each epoch included
    std::string outcome; ///< "finished", "stopped early", "diverged", "interrupted"
};

/// The last figures, in Keras' names: those of the epoch whose weights are kept; in the middle of an epoch the running
/// means so far, and a validation of its own.
EpochRecord finalRecord(const Run& run, Workspace& workspace);

/// The content of run.json.
nlohmann::ordered_json runJson(const Run& run, const RunFacts& facts, const EpochRecord& last, const TestReport& test);

} // namespace fovea
