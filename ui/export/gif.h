// A row of images as an animated GIF, by giflib; Qt writes none.
#pragma once

#include <QByteArray>
#include <QImage>

#include <memory>
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

/// Frames of one size, one after the other, repeated for ever. Keeps their bytes, not their images.
class GifFilm
{
public:
    explicit GifFilm(QSize size);
    ~GifFilm();

    /// Shown for so many milliseconds; hundredths of a second are kept.
    void add(const QImage& frame, int milliseconds);
    /// The whole file; nothing can be added after it.
    QByteArray finish();

private:
    struct Writer;
    std::unique_ptr<Writer> writer_;
};

/// Each frame for so many milliseconds, the last `lastPause` longer.
QByteArray gifBytes(const std::vector<QImage>& frames, int milliseconds, int lastPause = 0);

} // namespace fovea
