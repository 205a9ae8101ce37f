// Cost: what a layer in which tokens look at each other takes against the number of patches, measured here and now: global,
// windowed and linear attention on logarithmic axes, their slopes, where they cross, and every number as a table.
#pragma once

#include "core/explain/cost.h"
#include "ui/paint/cost_figure.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace fovea {

class CostPlot;
class Segments;

/// What was measured, as a figure: time, or what is written on the way.
CostFigure costFigure(const std::vector<CostCurve>& curves, bool bytes);

class CostView : public QWidget
{
    Q_OBJECT

public:
    explicit CostView(QWidget* parent = nullptr);

    /// What was measured so far; `measuring` says that more is to come.
    void showCosts(const std::vector<CostCurve>& curves, bool measuring);

    const std::vector<CostCurve>& curves() const { return curves_; }
    /// The words below the plot: slopes, and where one starts to take longer than another.
    QStringList sentences() const;
    /// The rows of the table in view, cells separated by tabs; the first one names the columns.
    QStringList table() const;

signals:
    void measureAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    bool showsBytes() const;
    void refresh();

    std::vector<CostCurve> curves_;
    bool measuring_ = false;
    QLabel* what_;
    Segments* quantity_;
    QPushButton* measure_;
    CostPlot* plot_;
    QLabel* table_;
    QLabel* sentences_;
};

} // namespace fovea
