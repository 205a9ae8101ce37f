// Metrics: what was counted about the answers to the validation images. A table of the classes; ROC, precision and recall, and
// calibration as plots. All side by side where there is room, else one after the other.
#pragma once

#include "core/training/judgement.h"
#include "ui/paint/unit_figure.h"

#include <QStringList>
#include <QWidget>

#include <memory>

class QBoxLayout;
class QLabel;
class QTreeWidget;

namespace fovea {

class Segments;
class UnitPlot;

class MetricsView : public QWidget
{
    Q_OBJECT

public:
    explicit MetricsView(QWidget* parent = nullptr);

    /// Null: nothing is known yet. `moment`: when that was, "pass 2.3".
    void showJudgement(const std::shared_ptr<const Judgement>& judgement, const QString& moment);
    void showClasses(const QStringList& classes);

    /// "pass 2.30: accuracy 0.93 (0.91 … 0.95); always circle: 0.26; F1 0.93; calibration error 0.04"
    QString sentence() const;
    /// What stands in a row of the table: a class, or after them the means.
    QStringList row(int index) const;
    const UnitPlot& plot(int index) const { return *plots_[static_cast<std::size_t>(index)]; }

    QSize minimumSizeHint() const override { return {200, 120}; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void fillTable();
    void showPlots();
    void arrange();
    void fitColumns();
    QString nameOf(int ofClass) const;

    std::shared_ptr<const Judgement> judgement_;
    QStringList classes_;
    QString moment_;
    int chosen_ = 0;   ///< class whose curves are drawn strongly, where there are too many for all
    QBoxLayout* head_; ///< what is shown, and the sentence: beside it, or below
    QLabel* sentence_;
    Segments* pages_;
    QTreeWidget* table_;
    UnitPlot* plots_[3];
};

} // namespace fovea
