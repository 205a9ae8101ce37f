// The learning curves of runs as figures: of one run, of several seeds, of runs that differ in more.
#pragma once

#include "core/training/baselines.h"
#include "core/training/run.h"
#include "ui/form/field_words.h"
#include "ui/paint/curves_figure.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace fovea {

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
/// with a band of ± one standard deviation. In plain words an epoch is a pass.
CurvesFigure seedsFigure(const std::vector<LearningCurves>& runs, Measure measure = Measure::Accuracy,
                         Wording wording = Wording::Term);

/// Runs that differ in nothing but the seed, or a run alone.
struct ComparedCurves
{
    QString name;
    int colour = 0; ///< of the run colours
    std::vector<LearningCurves> runs;
    QString result; ///< what the caption calls it, with what it reached; empty: its name
};

/// Each of them in its colour, several seeds as their mean with a band of ± one standard deviation.
CurvesFigure comparisonFigure(const std::vector<ComparedCurves>& compared, Measure measure = Measure::Accuracy,
                              Wording wording = Wording::Term);
/// Runs that differ in more than the seed, coloured in this order; as many names.
CurvesFigure comparisonFigure(const std::vector<LearningCurves>& runs, const QStringList& names,
                              Measure measure = Measure::Accuracy, Wording wording = Wording::Term);

/// The essay's figure: accuracy against epoch, training and validation. Of several runs, that differ in their seed only:
/// means with a band of ± one standard deviation.
QByteArray curvesPng(const std::vector<LearningCurves>& runs);

} // namespace fovea
