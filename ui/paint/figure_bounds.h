// How large a figure of pixels may be, and making one that can be given up.
#pragma once

#include "ui/paint/figure.h"

#include <QString>

#include <cstdint>
#include <stop_token>

namespace fovea {

inline constexpr std::int64_t kLargestArea =
    100'000'000; ///< pixels, beside kLargestFigure a side: 400 MB while it is drawn

/// Why no image of so many pixels is made, and what to do; empty where it can be made. renderFigure() throws an Error (Usage)
/// with this sentence, and an Error (Files) where there is not enough memory.
QString refusalOf(QSize pixels, int largestSide = kLargestFigure);

/// pngBytes() that stops: empty then. Error (Files) where there is not enough memory.
QByteArray pngBytes(const QImage& image, const std::stop_token& stop);

} // namespace fovea
