#include "ui/paint/figure.h"

#include "core/settings/error.h"
#include "core/tensor/check.h"
#include "ui/paint/figure_bounds.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Figure)
};

/// Takes no more once it is stopped: whoever writes into it gives up.
class StoppableBuffer : public QBuffer
{
public:
    StoppableBuffer(QByteArray* bytes, std::stop_token stop) : QBuffer(bytes), stop_(std::move(stop)) {}

protected:
    qint64 writeData(const char* from, qint64 size) override
    {
        return stop_.stop_requested() ? -1 : QBuffer::writeData(from, size);
    }

private:
    std::stop_token stop_;
};

[[noreturn]] void refuseForMemory(QSize pixels)
{
    throw Error(Error::Kind::Files, Words::tr("There is not enough memory for a picture of %1 × %2 pixels. Take fewer "
                                              "centimetres or dots per inch, or close other programs.")
                                        .arg(pixels.width())
                                        .arg(pixels.height())
                                        .toStdString());
}

} // namespace

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

QString refusalOf(QSize pixels, int largestSide)
{
    const bool fits = std::max(pixels.width(), pixels.height()) <= largestSide &&
                      std::int64_t{pixels.width()} * pixels.height() <= kLargestArea;
    const QLocale locale;
    return fits ? QString()
                : Words::tr("%1 × %2 pixels are too large: %3 a side and %4 million in all are the most. Take fewer "
                            "centimetres or dots per inch.")
                      .arg(locale.toString(pixels.width()), locale.toString(pixels.height()),
                           locale.toString(largestSide), locale.toString(qlonglong{kLargestArea / 1'000'000}));
}

QImage renderFigure(const FigureSize& size, const PaintFigure& paint, const QColor& background)
{
    const QSize pixels = size.pixels;
    FOVEA_CHECK(pixels.width() > 0 && pixels.height() > 0 && size.dpi > 0,
                "a figure of " + std::to_string(pixels.width()) + " × " + std::to_string(pixels.height()) +
                    " pixels at " + std::to_string(size.dpi) + " dpi");
    if (const QString refusal = refusalOf(pixels); !refusal.isEmpty()) {
        throw Error(Error::Kind::Usage, refusal.toStdString());
    }
    const bool opaque = background.alpha() == 255;
    QImage image(pixels, opaque ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied);
    if (image.isNull()) {
        refuseForMemory(pixels);
    }
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
    return image;
}

QByteArray pngBytes(const QImage& image)
{
    return pngBytes(image, std::stop_token());
}

QByteArray pngBytes(const QImage& image, const std::stop_token& stop)
{
    FOVEA_CHECK(!image.isNull(), "a PNG of no image");
    QByteArray bytes;
    StoppableBuffer buffer(&bytes, stop);
    buffer.open(QIODevice::WriteOnly);
    const bool written = image.save(&buffer, "PNG");
    if (stop.stop_requested()) {
        return {};
    }
    if (!written) {
        refuseForMemory(image.size());
    }
    return bytes;
}

} // namespace fovea
