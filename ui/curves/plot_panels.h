// The panels of a plot: axes above one another over a common horizontal axis, with equal heights inside, as many ticks as
// there is room for, and names of the lines across in the margin on the right.
#pragma once

#include "ui/curves/curve_frame.h"

#include <QRect>

#include <optional>

class QCPAxisRect;
class QCPMarginGroup;
class QCustomPlot;

namespace fovea {

class PlotPanels
{
public:
    explicit PlotPanels(QCustomPlot* plot) : plot_(plot) {}

    /// New panels in place of the old ones; the plot is to have no graphs and no items.
    void make(std::size_t count);
    const std::vector<QCPAxisRect*>& all() const { return panels_; }
    bool empty() const { return panels_.empty(); }
    std::size_t size() const { return panels_.size(); }

    void style(const CurveFrame& frame);
    /// Finds the room of each panel, and the places of what depends on it.
    void layOut(const CurveFrame& frame);

    /// The inside of all panels.
    QRect inside() const;
    /// Across, pixels of the widget.
    double pixelAt(double x) const;
    /// None to the left and to the right of the panels.
    std::optional<double> coordinateAt(double pixel) const;

private:
    void balance();
    void placeTicks(const CurveFrame& frame);
    void placeLines(const CurveFrame& frame);
    void placeEvents(const CurveFrame& frame);
    void placeLine(QCPAxisRect& panel, const CurveFrame& frame, QPointF from, QPointF to);
    void placeName(const QString& name, double left, double middle, const CurveFrame& frame);
    void removeLines();

    QCustomPlot* plot_;
    QCPMarginGroup* leftEdges_ = nullptr;
    std::vector<QCPAxisRect*> panels_;
};

/// The middles of names, from the highest to the lowest, so that they do not overlap and stay above `lowest`, each as near as
/// possible to where it should be.
std::vector<double> apart(std::vector<double> middles, double height, double lowest);

} // namespace fovea
