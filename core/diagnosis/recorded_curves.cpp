#include "core/diagnosis/recorded_curves.h"

#include "core/training/class_counts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fovea {
namespace {

double meanOfLast(const std::vector<EpochRecord>& epochs, double EpochRecord::*value)
{
    const auto count = std::min<std::size_t>(kLastEpochs, epochs.size());
    double sum = 0;
    for (std::size_t i = epochs.size() - count; i < epochs.size(); ++i) {
        sum += epochs[i].*value;
    }
    return count == 0 ? kUndefined : sum / static_cast<double>(count);
}

double entropy(const std::vector<long>& counts, double all)
{
    double sum = 0;
    for (const long count : counts) {
        const double p = static_cast<double>(count) / all;
        sum -= count > 0 ? p * std::log(p) : 0;
    }
    return sum;
}

double total(const std::vector<long>& counts)
{
    return static_cast<double>(std::accumulate(counts.begin(), counts.end(), 0L));
}

} // namespace

RecordedCurves recordedCurves(const Run& run, double ceiling, bool diverged)
{
    const std::size_t classes = run.data->classes.size();
    RecordedCurves curves;
    curves.config = run.config;
    curves.history = run.history;
    curves.trainClasses = classCounts(run.data->train.labels, classes, kMeasuredAfterEpoch);
    curves.validationClasses = classCounts(run.data->validation.labels, classes);
    curves.ceiling = ceiling;
    curves.steps = run.step;
    curves.keptEpoch = run.restored ? run.best.epoch : 0;
    curves.diverged = diverged;
    return curves;
}

int bestPass(const std::vector<EpochRecord>& history)
{
    const EpochRecord* best = nullptr;
    for (const EpochRecord& pass : history) {
        if (best == nullptr || std::isnan(best->valLoss) || pass.valLoss < best->valLoss) {
            best = &pass;
        }
    }
    return best == nullptr ? 0 : best->epoch;
}

double standardError(double accuracy, double images)
{
    const double p = (accuracy * images + 1) / (images + 2);
    return std::sqrt(p * (1 - p) / images);
}

double errorOfGap(double a, double imagesOfA, double b, double imagesOfB)
{
    const double images = imagesOfA + imagesOfB;
    const double p = (a * imagesOfA + b * imagesOfB + 1) / (images + 2);
    const double ofNone = std::sqrt(p * (1 - p) * (1 / imagesOfA + 1 / imagesOfB));
    return std::max(ofNone, std::hypot(standardError(a, imagesOfA), standardError(b, imagesOfB)));
}

CurveFacts::CurveFacts(const RecordedCurves& curves)
    : run(curves)
    , epochs(curves.history)
    , trainImages(total(curves.trainClasses))
    , validationImages(total(curves.validationClasses))
    , classes(static_cast<int>(curves.trainClasses.size()))
{
    if (curves.keptEpoch > 0 && static_cast<std::size_t>(curves.keptEpoch) < epochs.size()) {
        epochs.resize(static_cast<std::size_t>(curves.keptEpoch));
    }
    if (trainImages > 0) {
        const auto most = *std::max_element(curves.trainClasses.begin(), curves.trainClasses.end());
        guess = static_cast<double>(most) / trainImages;
        guessLoss = entropy(curves.trainClasses, trainImages);
    }
    goal = std::isfinite(curves.ceiling) ? curves.ceiling : 1;
    training = meanOfLast(epochs, &EpochRecord::trainAccuracy);
    validation = meanOfLast(epochs, &EpochRecord::valAccuracy);
    trainingLoss = meanOfLast(epochs, &EpochRecord::trainLoss);
    trainingError = standardError(training, trainImages);
    validationError = standardError(validation, validationImages);
    gapError = errorOfGap(training, trainImages, validation, validationImages);
}

} // namespace fovea
