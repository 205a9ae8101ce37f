// Bars of one gate: how much of each channel passes, for one picture and, below, in the means of groups of pictures: those of one
// cue, those of one class. Channels are numbered below the picture's bars, 0 … 1 stands beside them. The same on screen and on paper.
#pragma once

#include "ui/paint/figure.h"

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

struct GatesFigure
{
    GateBarRow picture; ///< without values: there is nothing to draw
    std::vector<GateBarGroup> groups;
    QString title = {}, caption = {};
    Paper paper = Paper::light();
};

/// Where everything goes in so much room.
class GatesLayout
{
public:
    /// The figure must outlive it.
    GatesLayout(const GatesFigure& figure, const QSizeF& size, const QFont& font);

    /// Where the bars of a row are drawn: −1 the picture, else the row, counted through all groups.
    QRectF bars(int row) const;
    /// The channels whose numbers have room below the picture's bars, from 1.
    std::vector<int> numberedChannels() const;
    /// How many of the groups are drawn: those that have room to be read, and always the first.
    std::size_t groupsShown() const;
    int rowCount() const;
    int rowsOf(std::size_t groups) const;
    const GateBarRow& row(int number) const;
    /// The height at which every line can be read.
    double wantedHeight() const;

    void paint(QPainter& painter, const Paper& paper) const;

private:
    double line() const;
    double nameWidth() const;
    double axisWidth() const;
    double rowHeight() const;
    double roomForRows(std::size_t groups, double pictureLines) const;
    double pictureLines() const;
    void paintRow(QPainter& painter, const GateBarRow& of, const QRectF& area, const Paper& paper) const;
    void paintAxes(QPainter& painter, const Paper& paper) const;
    void paintTitle(QPainter& painter, const QString& title, double top, const Paper& paper) const;

    const GatesFigure& figure_;
    QSizeF size_;
    QFont font_;
};

/// Paints the figure between its title and its caption.
void paintGates(QPainter& painter, const QRectF& area, const GatesFigure& figure);

/// Logical pixels that its bars take, without title and caption.
double gatesHeight(const GatesFigure& figure);

} // namespace fovea
