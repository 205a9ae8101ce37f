// Four bars: how noisy the policy gradient is with each baseline, measured on the same pictures and the same paths of looks.
#pragma once

#include "core/training/history.h"

#include <QWidget>

#include <string>

namespace fovea {

class VarianceBars : public QWidget
{
    Q_OBJECT

public:
    explicit VarianceBars(QWidget* parent = nullptr);

    /// In the order of baselineKeys(), undefined: not measured. `used` is the baseline that the run learns with.
    void showVariance(const std::array<double, kBaselines>& variance, const std::string& used);

    /// "nothing: 0.013 = 1.00 ×": a bar's name and number.
    QString textOf(std::size_t baseline) const;
    /// How long it is, as a share of the longest.
    double lengthOf(std::size_t baseline) const;
    QRectF barRect(std::size_t baseline) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double line() const;
    std::array<double, kBaselines> variance_{kUndefined, kUndefined, kUndefined, kUndefined};
    std::string used_;
};

/// The name of a baseline in plain words: "the other tries".
QString baselineName(std::size_t baseline);

} // namespace fovea
