#include "core/diagnosis/signs.h"

#include "core/attention/catalog.h"
#include "core/settings/fields.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

std::string whole(double value)
{
    return std::to_string(static_cast<long>(value));
}

/// Whether the training images are answered better than by always naming their most frequent class.
bool beatsGuessing(const CurveFacts& r, double errors)
{
    return r.training > r.guess + errors * standardError(r.guess, r.trainImages);
}

/// Whether an accuracy is exactly what naming one class gives; `counts` are the images of each class.
bool namesClass(double accuracy, const std::vector<long>& counts, double images, std::size_t named, double slack)
{
    return images == 0 ||
           std::abs(accuracy - static_cast<double>(counts[named]) / images) <= std::max(0.5 / images, slack);
}

bool namesOneClass(const CurveFacts& r, const EpochRecord& epoch, double slack)
{
    for (std::size_t k = 0; k < r.run.trainClasses.size(); ++k) {
        if (namesClass(epoch.trainAccuracy, r.run.trainClasses, r.trainImages, k, slack) &&
            namesClass(epoch.valAccuracy, r.run.validationClasses, r.validationImages, k, slack)) {
            return true;
        }
    }
    return false;
}

/// A mark over the last epochs of both accuracies, from `first` on.
Mark acrossTheGap(const CurveFacts& r, int first)
{
    return {Symptom::Accuracy, first, r.last().epoch, r.last().valAccuracy, r.last().trainAccuracy, 0};
}

} // namespace

std::optional<Finding> seeDivergence(const CurveFacts& r, const Limits& limits)
{
    Finding found;
    found.condition = Condition::Divergence;
    if (r.run.diverged) {
        found.words = {
            "Loss or gradient stopped being finite numbers at batch %1. The weights from before it are kept.",
            {whole(static_cast<double>(r.run.steps + 1))}};
        const int passes = r.count() > 0 ? r.last().epoch : 0;
        found.evidence = {{Symptom::TrainingLoss, passes, passes, kUndefined, kUndefined, r.run.steps + 1}};
        return found;
    }
    if (r.count() < 2 || r.trainImages == 0) {
        return {};
    }
    const EpochRecord& middle = r.epochs[static_cast<std::size_t>((r.count() - 1) / 2)];
    const EpochRecord& before = middle.trainLoss < r.epochs.front().trainLoss ? middle : r.epochs.front();
    const double now = r.last().trainLoss;
    if (now >= limits[0].value * r.guessLoss && now >= limits[1].value * before.trainLoss) {
        found.words = {
            "The loss on training images is %1 after pass %2, and was %3 after pass %4; knowing nothing costs %5.",
            {shareText(now), whole(r.last().epoch), shareText(before.trainLoss), whole(before.epoch),
             shareText(r.guessLoss)}};
        found.evidence = {{Symptom::TrainingLoss, before.epoch, r.last().epoch, std::min(now, before.trainLoss),
                           std::max(now, before.trainLoss), 0}};
        return found;
    }
    return {};
}

std::optional<Finding> seeCollapse(const CurveFacts& r, const Limits& limits)
{
    const int needed = static_cast<int>(limits[0].value);
    if (r.classes < 2 || r.trainImages == 0 || r.count() < needed) {
        return {};
    }
    int first = r.count();
    while (first > 0 && namesOneClass(r, r.epochs[static_cast<std::size_t>(first - 1)], limits[1].value)) {
        --first;
    }
    if (r.count() - first < needed) {
        return {};
    }
    const int since = r.epochs[static_cast<std::size_t>(first)].epoch;
    Finding found;
    found.condition = Condition::Collapse;
    found.words = {
        "From pass %1 on every image gets the same answer: accuracy %2 on training images and %3 on validation images "
        "are exactly what naming one class gives.",
        {whole(since), shareText(r.last().trainAccuracy), shareText(r.last().valAccuracy)}};
    found.evidence = {acrossTheGap(r, since)};
    return found;
}

std::optional<Finding> seeStagnation(const CurveFacts& r, const Limits& limits)
{
    if (r.count() < limits[0].value || r.trainImages == 0 || beatsGuessing(r, limits[1].value) ||
        !(r.trainingLoss >= limits[2].value * r.guessLoss)) {
        return {};
    }
    Finding found;
    found.condition = Condition::Stagnation;
    found.words = {
        "After %1 passes the training images are still answered as by guessing: in the mean of the last %6, accuracy %2 "
        "where naming the most frequent class has %3, loss %4 where knowing nothing costs %5.",
        {whole(r.last().epoch), shareText(r.training), shareText(r.guess), shareText(r.trainingLoss),
         shareText(r.guessLoss), whole(r.averaged())}};
    found.evidence = {{Symptom::TrainingLoss, r.epochs.front().epoch, r.last().epoch, r.trainingLoss, r.guessLoss, 0}};
    return found;
}

std::optional<Finding> seeOverfitting(const CurveFacts& r, const Limits& limits)
{
    const double noise = limits[0].value * r.gapError;
    if (r.count() < kLastEpochs || r.validationImages == 0 || !beatsGuessing(r, limits[0].value) ||
        !(r.gap() > noise && r.gap() >= limits[1].value)) {
        return {};
    }
    int first = r.last().epoch;
    for (std::size_t i = r.epochs.size(); i-- > 0 && r.epochs[i].trainAccuracy - r.epochs[i].valAccuracy > noise;) {
        first = r.epochs[i].epoch;
    }
    Finding found;
    found.condition = Condition::Overfitting;
    found.words = {
        "In the mean of the last %6 passes images that it learned from are answered right at %1, others at %2: a gap of "
        "%3, where up to %4 could be chance on %5 validation images.",
        {shareText(r.training), shareText(r.validation), shareText(r.gap()), shareText(noise),
         whole(r.validationImages), whole(r.averaged())}};
    found.evidence = {acrossTheGap(r, first)};
    return found;
}

std::optional<Finding> seeUnderfitting(const CurveFacts& r, const Limits& limits)
{
    const double missing = r.goal - r.training;
    if (r.count() < limits[0].value || r.trainImages == 0 ||
        !(missing >= limits[1].value && missing > limits[2].value * r.trainingError)) {
        return {};
    }
    const EpochRecord& before = r.epochs[static_cast<std::size_t>(std::max(0, 3 * r.count() / 4 - 1))];
    const bool rising = r.last().trainLoss < limits[3].value * before.trainLoss;
    Finding found;
    found.condition = Condition::Underfitting;
    found.words = {
        rising
            ? "Even images that it learned from are answered right at %1 only, in the mean of the last %3 passes, where %2 "
              "can be reached. It was still learning when it ended."
            : "Even images that it learned from are answered right at %1 only, in the mean of the last %3 passes, where %2 "
              "can be reached, and it has stopped learning.",
        {shareText(r.training), shareText(r.goal), whole(r.averaged())}};
    found.evidence = {{Symptom::TrainingAccuracy, before.epoch, r.last().epoch, r.training, r.goal, 0}};
    if (!rising) {
        found.spokenAgainst = {"longer"};
    }
    return found;
}

std::optional<Finding> seeFluctuation(const CurveFacts& r, const Limits& limits)
{
    if (r.count() < limits[0].value || r.validationImages == 0) {
        return {};
    }
    const auto& v = r.epochs;
    Finding found;
    found.condition = Condition::Fluctuation;
    std::vector<double> bestFrom(v.size() + 1, 0); // the highest accuracy from a pass on
    for (std::size_t i = v.size(); i-- > 0;) {
        bestFrom[i] = std::max(bestFrom[i + 1], v[i].valAccuracy);
    }
    double largest = 0, chance = 0;
    for (std::size_t i = std::max<std::size_t>(2, v.size() / 3); i + 1 < v.size(); ++i) {
        const double fall = v[i - 1].valAccuracy - v[i].valAccuracy;
        const double error = limits[1].value * standardError(v[i - 1].valAccuracy, r.validationImages);
        const bool cameBack = bestFrom[i + 1] >= v[i].valAccuracy + fall / 2;
        if (fall > error && fall >= limits[2].value && cameBack) {
            found.evidence.push_back(
                {Symptom::ValidationAccuracy, v[i - 1].epoch, v[i].epoch, v[i].valAccuracy, v[i - 1].valAccuracy, 0});
            chance = fall > largest ? error : chance;
            largest = std::max(largest, fall);
        }
    }
    if (static_cast<double>(found.evidence.size()) < limits[3].value) {
        return {};
    }
    found.words = {
        "Validation accuracy fell %1 times from one pass to the next and came back, at most by %2, where up to %3 "
        "could be chance on %4 images: the network itself goes up and down.",
        {std::to_string(found.evidence.size()), shareText(largest), shareText(chance), whole(r.validationImages)}};
    return found;
}

/// The settings say so; no curve could, since the layer changes nothing.
std::optional<Finding> seeIdleAttention(const CurveFacts& r, const Limits&)
{
    const Config& config = r.run.config;
    const bool pools = findField("attention.mechanism")->applies(config);
    if (r.count() == 0 || !pools || !mechanismNamed(config.attention.mechanism).onePlace) {
        return {};
    }
    Finding found;
    found.condition = Condition::IdleAttention;
    found.words = {
        "Attention takes its softmax over a single number, and that is 1, whatever the number is: for every image, after "
        "each of %1 passes. What the curves show is the network without it.",
        {whole(r.last().epoch)}};
    found.evidence = {
        {Symptom::Accuracy, r.epochs.front().epoch, r.last().epoch, kUndefined, kUndefined, 0}}; // all of the curve
    return found;
}

} // namespace fovea
