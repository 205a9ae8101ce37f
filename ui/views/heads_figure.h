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

/// Logical pixels that the maps take in so much width, names and colour bar included.
double headsHeight(const HeadsFigure& figure, double width);

void paintHeads(QPainter& painter, const QRectF& area, const HeadsFigure& figure);

} // namespace fovea
