// The pictures of a run beside its curves: what the command line saves and the window exports, put together from a run and
// painted by ui.
#pragma once

#include "core/training/report.h"
#include "core/training/run.h"
#include "ui/paint/attention_figure.h"
#include "ui/paint/sample_figure.h"

#include <QByteArray>

namespace fovea {

/// Black and white of stored pixels: 0 … 255 for pictures, else the range that the first images fill.
PixelRange rangeOf(const Split& split);
/// The stored value that is usual in the first images of a split, their median: what is left where something is erased.
double backgroundOf(const Split& split);

/// A grid of test images, each with its heatmap, label and prediction.
AttentionFigure attentionFigure(const Run& run, const TestReport& test, Workspace& workspace);
/// One image in grey with its label and a colour bar.
SampleFigure sampleFigure(const Run& run);

/// A grid of test images, each with its heatmap, label and prediction.
QByteArray attentionPng(const Run& run, const TestReport& test, Workspace& workspace);
/// The essay's second figure: one image in grey with its label and a colour bar.
QByteArray samplePng(const Run& run);

} // namespace fovea
