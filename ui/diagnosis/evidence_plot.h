// The curve beside a diagnosis: a figure painted into a widget.
#pragma once

#include "ui/paint/curves_figure.h"

#include <QWidget>

namespace fovea {

class EvidencePlot : public QWidget
{
    Q_OBJECT

public:
    explicit EvidencePlot(QWidget* parent = nullptr);
    void show(const CurvesFigure& figure);
    const CurvesFigure& figure() const { return figure_; }

    QSize sizeHint() const override { return {420, 220}; }
    QSize minimumSizeHint() const override { return {170, 150}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    CurvesFigure figure_;
};

} // namespace fovea
