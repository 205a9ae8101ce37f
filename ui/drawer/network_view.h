// Network: layer by layer what it gives, what is learned in it and what it costs; and of what looks, the formula, with the
// shapes of this run.
#pragma once

#include "core/explain/layer_table.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <vector>

class QBoxLayout;
class QLabel;
class QTreeWidget;

namespace fovea {

class NetworkView : public QWidget
{
    Q_OBJECT

public:
    explicit NetworkView(QWidget* parent = nullptr);

    /// Another network; its times are not known yet.
    void showNetwork(const Config& config, const std::vector<LayerRow>& rows);
    /// Milliseconds of an image, a number a row; NaN where it was measured with the row before.
    void showTimes(const std::vector<double>& milliseconds);

    /// As shown last; no time for a network that was not measured yet.
    const std::vector<double>& times() const { return times_; }
    /// What stands in a row of the table; after the layers the sum of all.
    QStringList row(int index) const;
    /// The formulas with their shapes, one line each.
    QString formulas() const;

    QSize minimumSizeHint() const override { return {200, 120}; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void fitColumns();

    Config config_;
    std::vector<LayerRow> rows_;
    std::vector<double> times_;
    QBoxLayout* parts_; ///< table and formulas: beside each other, or below
    QTreeWidget* table_;
    QLabel* formulas_;
};

} // namespace fovea
