// One number for each key, where the keys lie: a small map with its own colour bar. The same on screen and on paper.
#pragma once

#include "core/attention/attention_map.h"
#include "ui/paint/figure.h"

#include <QString>

#include <vector>

namespace fovea {

/// What the numbers are, which decides their colours.
enum class KeyNumbers
{
    Signed, ///< blue below 0, red above, the same ends on both sides
    Shares, ///< of one, on the scale of all maps: times uniform
};

struct KeyFigure
{
    QString title;
    /// Of the keys: `extra` of them first that are no places, then those of the grid, row by row (0 × 0: all in one row). What
    /// is not finite is a key that is not asked.
    std::vector<double> numbers;
    KeyNumbers kind = KeyNumbers::Signed;
    MapGrid grid;
    int extra = 0;
    int marked = -1; ///< framed; −1: none
    int asking = -1; ///< the key at whose place the query lies, dashed; −1: none

    int count() const { return static_cast<int>(numbers.size()); }
};

/// Where the keys of a figure are drawn in an area.
class KeyCells
{
public:
    KeyCells(const KeyFigure& figure, const QRectF& area, const QFont& font);

    /// Empty where there is no such key.
    QRectF rect(int key) const;
    /// −1: none.
    int at(const QPointF& point) const;
    int columns() const { return columns_; }
    double side() const { return side_; }

private:
    int count_, extra_, columns_;
    QPointF corner_; ///< of all
    double places_;  ///< where the first column of places begins
    double side_;
};

/// Paints title, cells and colour bar into the area. A title that has no room is elided; a cell that has room for it carries its
/// number.
void paintKeys(QPainter& painter, const QRectF& area, const KeyFigure& figure, const QFont& font, const Paper& paper);

} // namespace fovea
