// A row of images as an animated GIF, by giflib; Qt writes none.
#pragma once

#include <QByteArray>
#include <QImage>

#include <vector>

namespace fovea {

/// The colours of an image, at most `most`, and for each pixel which of them is nearest. Exact where it has no more colours;
/// else by median cut (Heckbert 1982), without dithering: a cell of a map stays one colour.
struct Quantised
{
    std::vector<QRgb> colours;
    std::vector<unsigned char> indices; ///< row by row
};
Quantised quantise(const QImage& image, int most = 256);

/// Frames of one size, each shown for so many milliseconds (hundredths of a second are kept), the last `lastPause`
/// longer; repeated for ever.
QByteArray gifBytes(const std::vector<QImage>& frames, int milliseconds, int lastPause = 0);

} // namespace fovea
