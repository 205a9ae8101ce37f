// What is so, by definitions that do not ask the rules: measured on kFurther images that no rule sees, on the loss before the
// first batch, and on the answers themselves.
//
//     divergence     not finite; or the training images cost, at the end, more than twice what they cost before the first
//                    batch, and than knowing nothing costs
//     collapse       after each of the last three passes, 995 of 1,000 further images get the same answer
//     stagnation     after five passes or more, further images are answered at most .02 better than by always naming the
//                    most frequent class, and the training images at most .05 better
//     overfitting    training images are answered at least .05 better than further ones
//     underfitting   training images miss at least .10 of what can be reached, and no overfitting
//     idle attention the settings say softmax over one number
//     fluctuation    after the first third, twice: further images are answered at least .05 worse than one pass before,
//                    and later at least half of that better again
//
// Where one of the first three is so, it explains what comes after it, which then is not. The end is the mean of the last
// three passes.
#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/recorded_curves.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace fovea {

inline constexpr std::pair<Condition, const char*> kConditions[] = {
    {Condition::Divergence, "divergence"},     {Condition::Collapse, "collapse"},
    {Condition::Stagnation, "stagnation"},     {Condition::Overfitting, "overfitting"},
    {Condition::Underfitting, "underfitting"}, {Condition::Fluctuation, "fluctuation"}};

struct Measured
{
    RecordedCurves curves;              ///< what the rules see
    double firstLoss = kUndefined;      ///< of the training images before the first batch
    double furtherGuess = kUndefined;   ///< share of the most frequent class among the further images
    std::vector<double> accuracy, loss; ///< of the further images, after each pass
    std::vector<double> mostNamed;      ///< share of the further images that get the answer given most often
};

inline double atTheEnd(const std::vector<double>& values)
{
    const auto count = std::min<std::size_t>(3, values.size());
    double sum = 0;
    for (std::size_t i = values.size() - count; i < values.size(); ++i) {
        sum += values[i];
    }
    return count > 0 ? sum / static_cast<double>(count) : kUndefined;
}

inline double atTheEnd(const std::vector<EpochRecord>& history, double EpochRecord::*value)
{
    std::vector<double> values;
    for (const EpochRecord& epoch : history) {
        values.push_back(epoch.*value);
    }
    return atTheEnd(values);
}

/// Of naming always the most frequent class.
inline double shareOfMost(const std::vector<long>& classes)
{
    double most = 0, all = 0;
    for (const long count : classes) {
        most = std::max(most, static_cast<double>(count));
        all += static_cast<double>(count);
    }
    return most / all;
}

/// In nats, of classes that are equally frequent.
inline double costOfKnowingNothing(std::size_t classes)
{
    return std::log(static_cast<double>(classes));
}

inline bool hasDiverged(const Measured& run)
{
    if (run.curves.diverged) {
        return true;
    }
    const double knowing = std::max(run.firstLoss, costOfKnowingNothing(run.curves.trainClasses.size()));
    return atTheEnd(run.curves.history, &EpochRecord::trainLoss) > 2 * knowing;
}

inline bool hasCollapsed(const Measured& run)
{
    return run.mostNamed.size() >= 3 &&
           std::all_of(run.mostNamed.end() - 3, run.mostNamed.end(), [](double share) { return share >= 0.995; });
}

inline bool hasStagnated(const Measured& run)
{
    return run.accuracy.size() >= 5 && atTheEnd(run.accuracy) <= run.furtherGuess + 0.02 &&
           atTheEnd(run.curves.history, &EpochRecord::trainAccuracy) <= shareOfMost(run.curves.trainClasses) + 0.05;
}

inline double trueGap(const Measured& run)
{
    return atTheEnd(run.curves.history, &EpochRecord::trainAccuracy) - atTheEnd(run.accuracy);
}

inline bool missesMuch(const Measured& run)
{
    const double reachable = std::isfinite(run.curves.ceiling) ? run.curves.ceiling : 1;
    return reachable - atTheEnd(run.curves.history, &EpochRecord::trainAccuracy) >= 0.10;
}

inline int trueFalls(const Measured& run)
{
    const std::vector<double>& a = run.accuracy;
    int falls = 0;
    for (std::size_t i = std::max<std::size_t>(1, (a.size() + 2) / 3); i + 1 < a.size(); ++i) {
        const double fall = a[i - 1] - a[i];
        const double back = *std::max_element(a.begin() + static_cast<std::ptrdiff_t>(i) + 1, a.end());
        falls += fall >= 0.05 && back >= a[i] + fall / 2;
    }
    return falls;
}

/// The run up to the pass whose weights early stopping went back to.
inline Measured asKept(Measured run)
{
    if (run.curves.keptEpoch > 0) {
        const auto passes = static_cast<std::size_t>(run.curves.keptEpoch);
        run.curves.history.resize(passes);
        run.accuracy.resize(passes);
        run.loss.resize(passes);
        run.mostNamed.resize(passes);
    }
    return run;
}

/// Whether a run is so.
inline bool isSo(const Measured& run, Condition condition)
{
    const bool away = hasDiverged(run), one = !away && hasCollapsed(run), still = !away && !one && hasStagnated(run);
    const bool explained = away || one || still;
    switch (condition) {
    case Condition::Divergence:
        return away;
    case Condition::Collapse:
        return one;
    case Condition::Stagnation:
        return still;
    case Condition::Overfitting:
        return !explained && trueGap(run) >= 0.05;
    case Condition::Underfitting:
        return !explained && trueGap(run) < 0.05 && missesMuch(run);
    case Condition::Fluctuation:
        return !explained && trueFalls(run) >= 2;
    case Condition::IdleAttention: // no measurement: the settings have it or not
        return run.curves.config.attention.mechanism == "essay";
    }
    return false;
}

} // namespace fovea
