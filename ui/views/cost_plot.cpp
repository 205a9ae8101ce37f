#include "ui/views/cost_plot.h"

#include "ui/paint/screen_paper.h"

#include <QPainter>

#include <utility>

namespace fovea {

CostPlot::CostPlot(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setToolTip(
        tr("Both axes are logarithmic: what grows as N to the power p is a straight line of slope p. Dashed: the "
           "line that the slope was fitted to. Rings: where two of them cross."));
}

void CostPlot::showFigure(CostFigure figure)
{
    figure_ = std::move(figure);
    update();
}

void CostPlot::paintEvent(QPaintEvent*)
{
    if (figure_.xTicks.empty()) {
        return;
    }
    QPainter painter(this);
    figure_.paper = paperUnder(*this);
    figure_.textPixels = font().pixelSize() > 0 ? font().pixelSize() : 13;
    paintCosts(painter, rect(), figure_);
}

} // namespace fovea
