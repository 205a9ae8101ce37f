// The bars of variance_figure.h, shown.
#pragma once

#include "ui/views/variance_figure.h"

#include <QWidget>

namespace fovea {

class VarianceBars : public QWidget
{
    Q_OBJECT

public:
    explicit VarianceBars(QWidget* parent = nullptr);

    /// In the order of baselineKeys(), undefined: not measured. `used` is the baseline that the run learns with.
    void showVariance(const std::array<double, kBaselines>& variance, const std::string& used);
    const VarianceFigure& figure() const { return figure_; }

    /// "nothing: 0.013 = 1.00 ×": a bar's name and number.
    QString textOf(std::size_t baseline) const { return fovea::textOf(figure_, baseline); }
    /// How long it is, as a share of the longest.
    double lengthOf(std::size_t baseline) const { return fovea::lengthOf(figure_, baseline); }
    QRectF barRect(std::size_t baseline) const { return barOf(figure_, baseline, width(), font()); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    VarianceFigure figure_;
};

} // namespace fovea
