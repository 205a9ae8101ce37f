// What is counted about the answers to a split, as a table of the classes and as plots: the same on the page of metrics and on
// paper.
#pragma once

#include "core/training/judgement.h"
#include "ui/paint/table_figure.h"
#include "ui/paint/unit_figure.h"

#include <QStringList>

namespace fovea {

/// A row for each class, then the means over classes and over images.
TableFigure metricsTable(const Judgement& judgement, const QStringList& classes);

/// How many of a class are found against how many others are let in. With more than four classes the chosen one is drawn
/// strongly, the others behind it. Null: nothing is known yet.
UnitFigure rocFigure(const Judgement* judgement, const QStringList& classes, int chosen);
/// How pure what is found is, against how much is found.
UnitFigure precisionRecallFigure(const Judgement* judgement, const QStringList& classes, int chosen);
/// Whether it is right as often as it says that it is sure.
UnitFigure calibrationFigure(const Judgement* judgement);

/// "0.934"; a dash where it is not defined.
QString scoreText(double value);

} // namespace fovea
