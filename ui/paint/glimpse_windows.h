// Where a network looked, over the picture: a numbered frame for each look, the path from one to the next, the coarser frames
// around a look, and what belongs to the mechanism: the grid that places are chosen from, the spots of a filter bank.
#pragma once

#include "core/training/answer.h"

#include <QPolygonF>
#include <QRectF>

class QPainter;

namespace fovea {

/// What of the looks is drawn, and how.
struct GlimpseMarks
{
    LookConfig look;     ///< the mechanism, and the grid that it chooses from
    int shown = -1;      ///< only the first so many looks; −1: all
    int current = -1;    ///< the one that stands out; −1: none
    bool coarse = true;  ///< the frames of coarser squares, and the spots of a filter bank, too
    bool numbers = true; ///< the order in which it looked, from 1
    double pixels = 13;  ///< type of the numbers
};

/// Whether two answers have the same frames; what was seen in them may differ.
bool sameWindows(const std::vector<GlimpseOfSample>& a, const std::vector<GlimpseOfSample>& b);

/// The frame of what is seen at a scale (0: the sharpest; each next one is twice as wide), in pixels of a picture of this size.
/// A retina cuts at whole pixels, so its frame lies on them (ops/retina.h); the others lie where they lie.
QPolygonF frameOf(const GlimpseOfSample& glimpse, int scale, const LookConfig& look, QSizeF picture);

/// The middles of a filter bank's spots, row by row, in pixels of the picture.
std::vector<QPointF> spotsOf(const GlimpseOfSample& glimpse, const LookConfig& look, QSizeF picture);

/// Paints over a picture of this size that fills the target; nothing outside of it.
void paintGlimpses(QPainter& painter, const QRectF& target, QSizeF picture, const std::vector<GlimpseOfSample>& looks,
                   const GlimpseMarks& marks);

} // namespace fovea
