// What full mode can choose about the curves: smoothing, a logarithmic axis, and what is counted across.
#pragma once

#include "ui/curves/curve_series.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;

namespace fovea {

class CurvesControls : public QWidget
{
    Q_OBJECT

public:
    explicit CurvesControls(QWidget* parent = nullptr);

    /// The share of the past in each mean: 0 … 0.99.
    double smoothing() const;
    bool logarithmic() const;
    Across across() const;

    void setLogarithmicOffered(bool offered);
    void setTextPixels(double pixels);

signals:
    void changed();

private:
    QLabel* smoothingLabel_;
    QSlider* smoothing_;
    QCheckBox* logarithmic_;
    QComboBox* across_;
};

} // namespace fovea
