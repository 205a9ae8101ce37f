// Bars of one gate: how much of each channel passes, for the picture in view and, below, in the means of groups of pictures:
// those of one cue, those of one class. Channels are numbered below the picture's bars, 0 … 1 stands beside them.
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
    bool truth = false;         ///< the picture in view is one of these
};

/// Rows that belong together, under a title.
struct GateBarGroup
{
    QString title;
    std::vector<GateBarRow> rows;
};

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
    QRectF barsRect(int row) const;
    /// The channels whose numbers have room below the picture's bars, from 1.
    std::vector<int> numberedChannels() const;
    /// How many of the groups are drawn: those that have room to be read, and always the first.
    std::size_t groupsShown() const;
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
    double axisWidth() const;
    double rowHeight() const;
    int rowCount() const;
    int rowsOf(std::size_t groups) const;
    double roomForRows(std::size_t groups, double pictureLines) const;
    double pictureLines() const;
    const GateBarRow& row(int number) const;
    void paintRow(QPainter& painter, const GateBarRow& of, const QRectF& area) const;
    void paintAxes(QPainter& painter) const;
    void paintTitle(QPainter& painter, const QString& title, double top) const;

    GateBarRow picture_;
    std::vector<GateBarGroup> groups_;
};

} // namespace fovea
