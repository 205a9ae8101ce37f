// The pictures of a run: what the command line saves and the window exports, put together from a run and painted by ui.
#pragma once

#include "core/training/report.h"
#include "core/training/run.h"
#include "ui/paint/attention_figure.h"
#include "ui/paint/curves_figure.h"
#include "ui/paint/sample_figure.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace fovea {

/// Black and white of stored pixels: 0 … 255 for pictures, else the range that the first images fill.
PixelRange rangeOf(const Split& split);
/// The stored value that is usual in the first images of a split, their median: what is left where something is erased.
double backgroundOf(const Split& split);

/// What a run's curves are drawn from, beside what nobody needs to learn and nobody can exceed on validation.
struct LearningCurves
{
    Config config;
    std::vector<EpochRecord> history;
    double chance = kUndefined, majority = kUndefined, ceiling = kUndefined; ///< accuracies, as in Baselines
};

LearningCurves learningCurves(const Run& run, Workspace& workspace);

/// What a figure of curves shows against the epoch.
enum class Measure
{
    Accuracy, ///< from 0 to 1, with the lines of chance and ceiling
    Loss
};

/// The essay's figure: training (Keras' running mean) and validation. Of several runs, that differ in their seed only: means
/// with a band of ± one standard deviation.
CurvesFigure seedsFigure(const std::vector<LearningCurves>& runs, Measure measure = Measure::Accuracy);
/// Several runs that differ in more, each in its colour; as many names.
CurvesFigure comparisonFigure(const std::vector<LearningCurves>& runs, const QStringList& names,
                              Measure measure = Measure::Accuracy);
/// A grid of test images, each with its heatmap, label and prediction.
AttentionFigure attentionFigure(const Run& run, const TestReport& test, Workspace& workspace);
/// One image in grey with its label and a colour bar.
SampleFigure sampleFigure(const Run& run);

/// The essay's figure: accuracy against epoch, training and validation. Of several runs, that differ in their seed only:
/// means with a band of ± one standard deviation.
QByteArray curvesPng(const std::vector<LearningCurves>& runs);
/// A grid of test images, each with its heatmap, label and prediction.
QByteArray attentionPng(const Run& run, const TestReport& test, Workspace& workspace);
/// The essay's second figure: one image in grey with its label and a colour bar.
QByteArray samplePng(const Run& run);

} // namespace fovea
