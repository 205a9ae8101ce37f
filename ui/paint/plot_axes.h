// Two axes around a plot: ticks at round numbers, a faint grid, a label below and one beside. Painted without a widget, so that
// a figure can be drawn in any thread.
#pragma once

#include "ui/paint/figure.h"
#include "ui/paint/ticks.h"

#include <QString>

#include <vector>

class QPainter;

namespace fovea {

/// What an axis covers, and how it is marked.
struct PlotAxis
{
    double low = 0, high = 1;
    bool logarithmic = false; ///< needs low > 0
    QString label;
    std::vector<Tick> ticks;

    /// 0 … 1 for low … high; not finite where a logarithmic axis has no such value.
    double part(double value) const;
};

/// Multiples of 1, 2 or 5 times a power of ten, at most `most`; of a logarithmic axis powers of ten.
std::vector<Tick> ticksOf(const PlotAxis& axis, int most);
/// Whole numbers only, about ten at most: there is no epoch 2.5.
std::vector<Tick> wholeTicks(const PlotAxis& axis);

/// The axes laid over an area.
class PlotAxes
{
public:
    /// `right` logical pixels beside the plot are left to others.
    PlotAxes(PlotAxis x, PlotAxis y, const QRectF& area, double right);

    const QRectF& plot() const { return plot_; }
    QPointF at(double x, double y) const;

    void paintGrid(QPainter& painter, const Paper& paper) const;
    /// Lines, ticks, numbers and labels, above what was plotted.
    void paint(QPainter& painter, const Paper& paper) const;

private:
    void paintNumbers(QPainter& painter) const;

    PlotAxis x_, y_;
    QRectF area_, plot_;
};

} // namespace fovea
