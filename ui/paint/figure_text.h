// What all figures share around their content: a title above, a caption below.
#pragma once

#include "ui/paint/figure.h"

class QPainter;

namespace fovea {

inline constexpr double kTitlePixels = 14;   ///< logical; 10.5 points in print
inline constexpr double kTextPixels = 12;    ///< 9 points
inline constexpr double kCaptionPixels = 11; ///< 8.25 points
inline constexpr double kFigureMargin = 8;   ///< logical pixels from the paper's edge

/// Fills the background, writes the title at the top and the caption, broken into lines, at the bottom, and returns what
/// is left between them. An empty title or caption takes no room.
QRectF paintFrame(QPainter& painter, const QRectF& area, const QString& title, const QString& caption,
                  const Paper& paper);

/// Logical pixels of height that title, caption and the margins take in a figure so wide.
double frameHeight(const QString& title, const QString& caption, double width);

} // namespace fovea
