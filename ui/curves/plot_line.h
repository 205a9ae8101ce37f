// One line as it is drawn: its points, its marks at them, and a band around it. A graph of the plotting library shows it.
#pragma once

#include "ui/curves/curve_style.h"

#include <QPointF>

#include <vector>

class QCPAxisRect;
class QCPGraph;
class QCPLayer;

namespace fovea {

struct PlotLine
{
    enum class Marks
    {
        None,
        Lone, ///< where a line would not show a point, because there are gaps on both sides
        All
    };

    int panel = 0;
    CurveStyle style;
    std::vector<QPointF> points; ///< x rises; y NaN: a gap
    bool smooth = false;         ///< antialiased
    Marks marks = Marks::None;
    std::vector<QPointF> band; ///< x, half the height of a grey area around y; as many as points, or none
};

/// The graphs of a layer, the lowest first.
std::vector<QCPGraph*> lineGraphs(const QCPLayer& layer);
/// A graph in that layer that can show a line; owned by the plot.
QCPGraph* addLineGraph(QCPAxisRect& panel, QCPLayer& layer);
/// Only for graphs made above.
void showLine(QCPGraph& graph, const PlotLine& line, QCPAxisRect& panel, const Paper& paper);

} // namespace fovea
