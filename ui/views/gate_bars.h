// Bars of one gate: how much of each channel passes, for the picture in view and, below, in the mean of each class.
#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

namespace fovea {

/// One line of bars, one bar a channel, each 0 … 1.
struct GateBarRow
{
    QString name;
    std::vector<double> values; ///< undefined ones are left out
    bool truth = false;         ///< the class of the picture in view
};

class GateBars : public QWidget
{
    Q_OBJECT

public:
    explicit GateBars(QWidget* parent = nullptr);

    /// `picture` without values: nothing is shown yet. `title` stands above the classes.
    void showRows(GateBarRow picture, std::vector<GateBarRow> classes, const QString& title);

    /// "channel 7: 0.83 in this picture, 0.61 in the mean of coat"; the row under the point, if it is a class.
    QString textAt(QPoint point) const;
    /// Where the bars of a row are drawn: −1 the picture, else the class.
    QRectF barsRect(int row) const;
    /// The height at which every line can be read.
    int wantedHeight() const;

    QSize sizeHint() const override { return {320, wantedHeight()}; }
    QSize minimumSizeHint() const override { return {200, 120}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    double line() const;
    double nameWidth() const;
    double rowHeight() const;
    void paintRow(QPainter& painter, const GateBarRow& row, const QRectF& area) const;

    GateBarRow picture_;
    std::vector<GateBarRow> classes_;
    QString title_;
};

} // namespace fovea
