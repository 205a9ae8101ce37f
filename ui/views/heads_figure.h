// The maps of all heads on paper: a row a layer, a column a head, one picture below all of them, and the colour bar of the
// scale that they share.
#pragma once

#include "ui/paint/figure.h"
#include "ui/views/head_rows.h"
#include "ui/views/shown.h"

namespace fovea {

struct HeadsFigure
{
    PicturePtr picture;
    PixelRange range;
    std::vector<HeadRow> rows;
    MapLook look;
    QString title = {}, caption = {};
    Paper paper = Paper::light();
};

/// On the map of a head that is painted into `place`: which place asks, and which it asks most.
void paintAsking(QPainter& painter, const QRectF& place, const HeadRow& row, std::size_t head);

/// "asks row 1, column 8: 0.70", and the same ever shorter.
QStringList asksTexts(const HeadRow& row, std::size_t head);

/// Logical pixels that the maps take in so much width, names and colour bar included.
double headsHeight(const HeadsFigure& figure, double width);

void paintHeads(QPainter& painter, const QRectF& area, const HeadsFigure& figure);

} // namespace fovea
