// Marks that say by shape, and by colour only besides: ✓ right, ✗ wrong, and whether the largest weight lies on the
// object. Drawn as strokes, because not every typeface has them.
#pragma once

#include "ui/paint/figure.h"

class QPainter;

namespace fovea {

/// ✓ or ✗ in a square box.
void paintAnswerMark(QPainter& painter, const QRectF& box, bool right, const Paper& paper);

/// A ring in the place that asks: no outline, which would be taken for the object's. What the place shows is seen inside it.
void paintAskingMark(QPainter& painter, const QRectF& place);

/// A dot in the place that is asked most.
void paintAskedMark(QPainter& painter, const QRectF& place);

/// The object as a ring and the largest weight as a dot: in its middle (hit) or at its outside (miss).
void paintHitMark(QPainter& painter, const QRectF& box, bool hit, const Paper& paper);

} // namespace fovea
