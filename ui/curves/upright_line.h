// A vertical line through all panels of a plot.
#pragma once

#include <QPen>

#include <vector>

class QCPAxisRect;
class QCPItemStraightLine;
class QCPLayer;
class QCustomPlot;

namespace fovea {

class UprightLine
{
public:
    explicit UprightLine(QCustomPlot* plot) : plot_(plot) {}

    /// For new panels; the plot has no items any more.
    void make(const std::vector<QCPAxisRect*>& panels, QCPLayer* layer);
    void show(double x, const QPen& pen);
    void hide();

private:
    QCustomPlot* plot_;
    std::vector<QCPItemStraightLine*> lines_; ///< one a panel
};

} // namespace fovea
