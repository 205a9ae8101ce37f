// The essay's second figure: one image in grey, its label as the title, and a colour bar of pixel values.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/paint/figure.h"
#include "ui/paint/heatmap.h"

#include <QString>

namespace fovea {

struct SampleFigure
{
    Tensor image;     ///< (H × W × C); a colour image (C = 3) has no colour bar
    PixelRange range; ///< black … white, also the ends of the colour bar
    QString title;    ///< the label
    QString barName;  ///< empty: "pixel value"
    QString caption;
    Paper paper = Paper::light();
};

void paintSample(QPainter& painter, const QRectF& area, const SampleFigure& figure);

} // namespace fovea
