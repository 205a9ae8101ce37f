#include "ui/diagnosis/evidence_plot.h"

#include "ui/paint/screen_paper.h"

#include <QPainter>

namespace fovea {

EvidencePlot::EvidencePlot(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("the curve, with the evidence marked"));
    setToolTip(tr("Training and validation images against the pass; the dashed frame is where the finding is seen"));
}

void EvidencePlot::show(const CurvesFigure& figure)
{
    figure_ = figure;
    update();
}

void EvidencePlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    CurvesFigure figure = figure_;
    figure.paper = paperUnder(*this);
    paintCurves(painter, rect(), figure);
}

} // namespace fovea
