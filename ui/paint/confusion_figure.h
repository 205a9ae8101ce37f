// What is taken for what, as a figure: a matrix of counts, each cell as dark as its share of its row.
#pragma once

#include "core/tasks/confusion.h"
#include "ui/paint/figure.h"

#include <QStringList>

namespace fovea {

struct ConfusionFigure
{
    Confusion counted;
    QStringList classes; ///< as many as there are
    QString title, caption;
    Paper paper = Paper::light();
};

/// Rows say what it is, columns what it was taken for. Names that have no room are elided; counts that have none are left out,
/// their cells stay.
void paintConfusion(QPainter& painter, const QRectF& area, const ConfusionFigure& figure);

} // namespace fovea
