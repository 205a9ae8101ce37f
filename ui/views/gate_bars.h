// The bars of one gate, shown: gates_figure.h says what they are; here they tell what is under the pointer.
#pragma once

#include "ui/paint/gates_figure.h"

#include <QWidget>

namespace fovea {

class GateBars : public QWidget
{
    Q_OBJECT

public:
    explicit GateBars(QWidget* parent = nullptr);

    /// `picture` without values: nothing is shown yet.
    void showRows(GateBarRow picture, std::vector<GateBarGroup> groups);

    /// "channel 7: 0.83 in this picture, 0.61 in the mean of coat"; the row under the point, if it is one of a group.
    QString textAt(QPoint point) const;
    /// Where the bars of a row are drawn: −1 the picture, else the row, counted through all groups.
    QRectF barsRect(int row) const { return laidOut().bars(row); }
    /// The channels whose numbers have room below the picture's bars, from 1.
    std::vector<int> numberedChannels() const { return laidOut().numberedChannels(); }
    /// How many of the groups are drawn: those that have room to be read, and always the first.
    std::size_t groupsShown() const { return laidOut().groupsShown(); }
    /// The height at which every line can be read.
    int wantedHeight() const;
    const GatesFigure& figure() const { return figure_; }

    QSize sizeHint() const override { return {320, wantedHeight()}; }
    QSize minimumSizeHint() const override { return {200, 120}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    GatesLayout laidOut() const;

    GatesFigure figure_;
};

} // namespace fovea
