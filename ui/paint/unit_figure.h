// A figure on the unit square, both axes from 0 to 1: curves of one share against another, or bars of a share with intervals,
// each beside the line that chance, or perfection, would give.
#pragma once

#include "ui/paint/figure.h"

#include <QPointF>
#include <QString>

#include <vector>

namespace fovea {

struct UnitCurve
{
    QString name;
    std::vector<QPointF> points; ///< by rising x
    bool steps = false;          ///< upright and level lines only: what lies between the points is not known
    bool faint = false;          ///< one of many behind the others: thin, without colour and name
};

struct UnitBar
{
    double from = 0, to = 1; ///< along x
    double height = 0;
    double low = 0, high = 1; ///< interval of the height
};

struct UnitFigure
{
    QString title, xLabel, yLabel;
    std::vector<UnitCurve> curves;
    std::vector<UnitBar> bars;
    bool diagonal = true; ///< whether the line from (0, 0) to (1, 1) is drawn
    QString empty;        ///< what is said where there is nothing to draw
    double textPixels = 13;
    Paper paper = Paper::light();
};

/// Paints the figure into the rectangle. Curves are told apart by colour and, as far as they have room, by their names.
void paintUnit(QPainter& painter, const QRectF& area, const UnitFigure& figure);

} // namespace fovea
