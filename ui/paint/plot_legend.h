// The legend of a plot: a box with an entry a line, in two columns where there are many.
#pragma once

#include "ui/paint/figure.h"

#include <QPen>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace fovea {

/// A mark at the points of a line.
struct PlotMark
{
    QColor fill;
    double pixels = 4; ///< across
};

struct LegendEntry
{
    QString name; ///< may have several lines
    QPen pen;     ///< Qt::NoPen: an area
    std::optional<PlotMark> mark;
    QColor area; ///< invalid: none
};

/// A circle, its outline in the colour of the line.
void paintPlotMark(QPainter& painter, const QPointF& at, const QColor& outline, const PlotMark& mark);

/// What the box needs where there is so much room across.
QSizeF legendSize(const std::vector<LegendEntry>& entries, double room);
/// Paints the box, which has that size. A name that has no room is elided.
void paintLegend(QPainter& painter, const QRectF& box, const std::vector<LegendEntry>& entries, const Paper& paper);

} // namespace fovea
