#include "ui/drawer/unit_plot.h"

#include "ui/paint/screen_paper.h"

#include <QPainter>

#include <utility>

namespace fovea {

UnitPlot::UnitPlot(const QString& help, QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setToolTip(help);
}

void UnitPlot::showFigure(UnitFigure figure)
{
    figure_ = std::move(figure);
    setAccessibleName(figure_.title);
    update();
}

void UnitPlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    figure_.paper = paperUnder(*this);
    figure_.textPixels = font().pixelSize() > 0 ? font().pixelSize() : 13;
    paintUnit(painter, rect(), figure_);
}

} // namespace fovea
