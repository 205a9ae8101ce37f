// A table as a figure: a heading between rules, rows of texts, a last rule. What a page of the drawer shows in a list, on paper.
#pragma once

#include "ui/paint/figure.h"

#include <QStringList>

#include <vector>

namespace fovea {

struct TableFigure
{
    QStringList heading;
    std::vector<QStringList> rows; ///< each with as many cells as the heading
    int words = 1;                 ///< so many columns are words, set left; after them numbers, set right
    std::vector<int> colours =
        {}; ///< the run whose colour stands before a row, one a row; −1: none. Empty: none anywhere
    std::vector<int> sums = {}; ///< rows that sum up others, set bold
    QStringList notes = {};     ///< below the table, a line each, broken where they must be
    QString title = {}, caption = {};
    Paper paper = Paper::light();
};

/// Logical pixels of the whole figure at its full size of type.
QSizeF sizeOf(const TableFigure& figure);

/// Paints the figure. Where there is less room, type gets smaller, down to 6 logical pixels, then the widest column of words is
/// elided.
void paintTable(QPainter& painter, const QRectF& area, const TableFigure& figure);

} // namespace fovea
