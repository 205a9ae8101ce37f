// The plot of the cost view: paints the figure that it is given.
#pragma once

#include "ui/paint/cost_figure.h"

#include <QWidget>

namespace fovea {

class CostPlot : public QWidget
{
    Q_OBJECT

public:
    explicit CostPlot(QWidget* parent = nullptr);

    void showFigure(CostFigure figure);
    const CostFigure& figure() const { return figure_; }

    QSize sizeHint() const override { return {320, 240}; }
    QSize minimumSizeHint() const override { return {200, 140}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    CostFigure figure_;
};

} // namespace fovea
