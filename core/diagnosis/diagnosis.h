// Diagnosis: reads the curves of a run as an experienced eye does, and says what is wrong, how that can be seen, and which
// settings are worth a try. It only reads; whoever shows it starts the new run.
//
// The rules with their thresholds and the reasons for them stand in one table, rules.h; the remedies in remedies.h.
#pragma once

#include "core/diagnosis/recorded_curves.h"
#include "core/diagnosis/sentence.h"

#include <string>
#include <vector>

namespace fovea {

/// What can be wrong, in the order in which it is looked for.
enum class Condition
{
    Divergence,
    Collapse,
    Stagnation,
    Overfitting,
    Underfitting,
    Fluctuation,
    IdleAttention,
};

/// A curve that evidence lies in.
enum class Symptom
{
    Accuracy, ///< training (measured after the epoch) and validation, both
    TrainingAccuracy,
    ValidationAccuracy,
    TrainingLoss,
};

/// Where the evidence is: epochs `first` to `last` of a curve, between two values of it. Of batches where no epoch was
/// closed (first = 0).
struct Mark
{
    Symptom curve = Symptom::Accuracy;
    int first = 0, last = 0;
    double low = kUndefined, high = kUndefined;
    long step = 0; ///< the batch, where it is one

    bool operator==(const Mark&) const = default;
};

/// One setting that a remedy changes, as text: "data.samples", "800", "3200".
struct SettingChange
{
    std::string key, from, to;
    bool operator==(const SettingChange&) const = default;
};

/// Something worth a try: settings for a new run that are allowed together.
struct Proposal
{
    std::string_view key;   ///< "more-data"
    std::string_view plain; ///< "more training images"
    std::string_view why;   ///< a sentence
    std::vector<SettingChange> changes;
    Config config;
};

/// One thing that is wrong.
struct Finding
{
    Condition condition = Condition::Divergence;
    Sentence words; ///< what is seen, with its figures
    std::vector<Mark> evidence;
    std::vector<std::string_view> spokenAgainst; ///< keys of remedies that what is seen speaks against
    std::vector<Proposal> remedies; ///< the most promising first; only those that change something and are allowed
};

struct Diagnosis
{
    std::vector<Finding> findings; ///< empty: nothing was found
    Sentence noise; ///< what of the validation curve is chance: the standard error of its images; empty text without
    bool early = false; ///< there are too few epochs yet to say that nothing is wrong
};

/// Reads the curves; a function of its argument alone. Never says *overfitting* where the gap is within what the numbers of
/// images explain.
Diagnosis diagnose(const RecordedCurves& curves);

} // namespace fovea
