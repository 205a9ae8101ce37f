// What the network saw at each look, on paper: a column a look, its coarser squares below, and what the network would have said
// by then.
#pragma once

#include "ui/paint/figure.h"
#include "ui/views/shown.h"

namespace fovea {

struct LooksFigure
{
    ShownSample sample;
    Scene scene;
    QString title = {}, caption = {};
    Paper paper = Paper::light();
};

/// Logical pixels that the looks take in so much width.
double looksHeight(const LooksFigure& figure, double width);

void paintLooks(QPainter& painter, const QRectF& area, const LooksFigure& figure);

} // namespace fovea
