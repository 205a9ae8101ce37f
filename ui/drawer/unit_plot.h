// A plot on the unit square: paints the figure that it is given, on the screen's own paper.
#pragma once

#include "ui/paint/unit_figure.h"

#include <QWidget>

namespace fovea {

class UnitPlot : public QWidget
{
    Q_OBJECT

public:
    explicit UnitPlot(const QString& help, QWidget* parent = nullptr);

    void showFigure(UnitFigure figure);
    const UnitFigure& figure() const { return figure_; }

    QSize sizeHint() const override { return {240, 200}; }
    QSize minimumSizeHint() const override { return {120, 110}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    UnitFigure figure_;
};

} // namespace fovea
