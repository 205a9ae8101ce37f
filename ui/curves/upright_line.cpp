#include "ui/curves/upright_line.h"

#include <qcustomplot.h>

namespace fovea {

void UprightLine::make(const std::vector<QCPAxisRect*>& panels, QCPLayer* layer)
{
    lines_.clear();
    for (QCPAxisRect* panel : panels) {
        auto* line = new QCPItemStraightLine(plot_);
        line->setClipAxisRect(panel);
        for (QCPItemPosition* point : {line->point1, line->point2}) {
            point->setAxisRect(panel);
            point->setAxes(panel->axis(QCPAxis::atBottom), panel->axis(QCPAxis::atLeft));
            point->setTypeX(QCPItemPosition::ptPlotCoords);
            point->setTypeY(QCPItemPosition::ptAxisRectRatio);
        }
        line->setLayer(layer);
        line->setVisible(false);
        lines_.push_back(line);
    }
}

void UprightLine::show(double x, const QPen& pen)
{
    for (QCPItemStraightLine* line : lines_) {
        line->setVisible(true);
        line->setPen(pen);
        line->point1->setCoords(x, 0);
        line->point2->setCoords(x, 1);
    }
}

void UprightLine::hide()
{
    for (QCPItemStraightLine* line : lines_) {
        line->setVisible(false);
    }
}

} // namespace fovea
