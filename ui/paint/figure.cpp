#include "ui/paint/figure.h"

#include "core/tensor/check.h"

#include <QBuffer>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {

Paper Paper::light()
{
    return {QColor(0xff, 0xff, 0xff), QColor(0x1a, 0x1a, 0x1a), QColor(0x59, 0x59, 0x59), QColor(0xe2, 0xe2, 0xe2)};
}

Paper Paper::dark()
{
    return {QColor(0x1c, 0x1d, 0x20), QColor(0xf0, 0xf0, 0xf0), QColor(0xad, 0xad, 0xad), QColor(0x3a, 0x3c, 0x40)};
}

QFont figureFont(double pixels, bool bold)
{
    QFont font;
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting); // the same line breaks at every DPI
    return font;
}

FigureSize FigureSize::ofCentimetres(double width, double height, int dpi)
{
    const auto pixels = [dpi](double cm) { return std::max(1, static_cast<int>(std::lround(cm / 2.54 * dpi))); };
    return {{pixels(width), pixels(height)}, dpi};
}

QImage renderFigure(const FigureSize& size, const PaintFigure& paint, const QColor& background)
{
    const QSize pixels = size.pixels;
    FOVEA_CHECK(pixels.width() > 0 && pixels.height() > 0 && pixels.width() <= kLargestFigure &&
                    pixels.height() <= kLargestFigure && size.dpi > 0,
                "a figure of " + std::to_string(pixels.width()) + " × " + std::to_string(pixels.height()) +
                    " pixels at " + std::to_string(size.dpi) + " dpi");
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(background);
    image.setDevicePixelRatio(size.scale());
    {
        QPainter painter(&image);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        paint(painter, QRectF(QPointF(0, 0), size.logical()));
    }
    // Only now: painting must not see another resolution than 96, or points would be scaled twice.
    image.setDevicePixelRatio(1);
    const int dotsPerMetre = static_cast<int>(std::lround(size.dpi / 0.0254));
    image.setDotsPerMeterX(dotsPerMetre);
    image.setDotsPerMeterY(dotsPerMetre);
    return background.alpha() == 255 ? image.convertToFormat(QImage::Format_RGB32) : image;
}

QByteArray pngBytes(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const bool written = image.save(&buffer, "PNG");
    FOVEA_CHECK(written, "PNG of an image that is empty or too large for memory");
    return bytes;
}

} // namespace fovea
