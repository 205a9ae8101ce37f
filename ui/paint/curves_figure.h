// The essay's figure: accuracy against epoch, training and validation, legend at the lower right, where no
// curve passes there; and its relatives with
// several runs, several seeds, or a loss in place of accuracy.
//
// Hue is the run, stroke the split. A single run alone: training blue, validation orange, both solid, with different
// marks. Several runs: Okabe and Ito's colours by run, validation solid, training dashed. A band of several seeds is
// explained in the legend.
#pragma once

#include "ui/paint/curve.h"
#include "ui/paint/figure.h"

#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace fovea {

/// A horizontal line with its name beside it: chance, majority.
struct ReferenceLine
{
    QString name;
    double y;
};

/// A stretch of the plot that something is said about: from one epoch to another, between two values (NaN: the whole height).
struct FigureMark
{
    double first = 0, last = 0;
    double low = 0, high = 0;
};

struct CurvesFigure
{
    std::vector<Curve> curves;
    std::vector<ReferenceLine> lines;
    std::vector<FigureMark> marks; ///< behind the curves, framed and shaded
    QString title;
    QString xLabel; ///< empty: "epoch"
    QString yLabel; ///< empty: "accuracy"
    QString caption;
    QString training; ///< what the legend calls the training curves; empty: "training"
    QString band;     ///< what the bands are, in the legend where there is one; empty: not said
    std::optional<std::pair<double, double>> yRange = std::pair(0.0, 1.0); ///< nothing: as the values need
    bool logarithmic = false;                                              ///< upright; what is not positive is a gap
    Paper paper = Paper::light();
};

/// Paints the figure, in any thread (needs a QGuiApplication for its type).
void paintCurves(QPainter& painter, const QRectF& area, const CurvesFigure& figure);

} // namespace fovea
