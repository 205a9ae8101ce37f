// What is diagnosed: the curves of a run as they were recorded, and what they have to be compared with. No network, no
// images: a folder that a run left behind holds all of it.
#pragma once

#include "core/training/run.h"

#include <algorithm>

namespace fovea {

/// Values only; all of them can be had while the run goes on.
struct RecordedCurves
{
    Config config; ///< as it is now, live changes included
    std::vector<EpochRecord> history;
    std::vector<long> trainClasses;      ///< images of each class among the training images that are measured
    std::vector<long> validationClasses; ///< the same of the validation images
    double ceiling = kUndefined;         ///< accuracy of an ideal observer; undefined where nobody knows
    long steps = 0;                      ///< batches done
    int keptEpoch = 0;     ///< epoch whose weights are the result, where early stopping went back to it; else 0
    bool diverged = false; ///< it ended because loss or gradient were not finite
};

/// The curves of a run as it stands.
RecordedCurves recordedCurves(const Run& run, double ceiling, bool diverged);

/// The pass with the lowest validation loss, the first of several: the one whose weights a run with patience goes back to at
/// its end. 0 where there is none.
int bestPass(const std::vector<EpochRecord>& history);

inline constexpr int kLastEpochs = 3; ///< over which the end of a curve is taken

/// What the rules read again and again, worked out once.
///
///     se = √(p (1 − p) / n),  p = (right + 1) / (n + 2)
///
/// so that an accuracy of 0 or 1 on a few images still has a width. Source: Agresti and Coull 1998, after Laplace.
struct CurveFacts
{
    const RecordedCurves& run;
    std::vector<EpochRecord> epochs;              ///< up to the one that is kept
    double trainImages = 0, validationImages = 0; ///< that are measured
    int classes = 0;
    double guess = 0;     ///< accuracy on the training images of always naming their most frequent class
    double guessLoss = 0; ///< nats; of knowing nothing but how frequent the classes are: their entropy
    double goal = 1;      ///< accuracy that can be reached: the ceiling, or 1
    /// Means over the last epochs (kLastEpochs, fewer where there are fewer) and their standard errors, by images.
    double training = kUndefined, validation = kUndefined, trainingLoss = kUndefined;
    double trainingError = kUndefined, validationError = kUndefined, gapError = kUndefined;

    explicit CurveFacts(const RecordedCurves& curves);

    int count() const { return static_cast<int>(epochs.size()); }
    int averaged() const { return std::min(kLastEpochs, count()); } ///< epochs that the means are over
    const EpochRecord& last() const { return epochs.back(); }
    double gap() const { return training - validation; }
};

/// Of an accuracy measured on so many images.
double standardError(double accuracy, double images);

/// Of the difference of two accuracies: the larger of what it is where they differ, each with its own variance, and of
///
///     se = √(p (1 − p) (1 / n + 1 / m)),  p of all images together
///
/// which is what it is where they do not. Luck with few images makes the one or the other too small: an accuracy of 1 on 40
/// of them looks surer than it is. Source: the test of two proportions, unpooled and pooled.
double errorOfGap(double a, double imagesOfA, double b, double imagesOfB);

} // namespace fovea
