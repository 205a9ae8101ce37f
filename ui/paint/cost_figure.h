// A figure on two logarithmic axes: what something costs against how many there are of it. A power law is a straight line
// there, its exponent the slope; the fitted line and where two curves cross are drawn with them.
#pragma once

#include "ui/paint/figure.h"

#include <QPointF>
#include <QString>

#include <vector>

namespace fovea {

/// One curve; told apart by colour and by mark.
struct CostSeries
{
    QString name;
    std::vector<QPointF> points; ///< both positive, by rising x
    double slope = 0;            ///< fitted exponent; NaN: no fitted line
};

struct CostFigure
{
    std::vector<CostSeries> series;
    QString xLabel, yLabel;
    double fitFrom = 0, fitTo = 0;  ///< the stretch of x that slopes are fitted over
    std::vector<QPointF> crossings; ///< where two curves cross
    std::vector<double> xTicks;
    double textPixels = 13;
    Paper paper = Paper::light();
};

/// Paints the figure into the rectangle. Without points there are axes only.
void paintCosts(QPainter& painter, const QRectF& area, const CostFigure& figure);

} // namespace fovea
