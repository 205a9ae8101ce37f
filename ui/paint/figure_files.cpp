#include "ui/paint/figure_files.h"

#include "core/files/png_text.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>

namespace fovea {
namespace {

constexpr int kFine = 1200;    // dots per inch of a file that has none of its own: places are rounded to them
constexpr double kScreen = 96; // logical pixels per inch
constexpr double kMillimetre = 25.4;

void paintFinely(QPaintDevice& device, const FigureSize& size, const PaintFigure& paint, const QColor& background)
{
    QPainter painter(&device);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(kFine / kScreen, kFine / kScreen);
    const QRectF area(QPointF(0, 0), size.logical());
    painter.fillRect(area, background);
    paint(painter, area);
}

QByteArray svg(const FigureSize& size, const PaintFigure& paint, const QColor& background, const FigureNotes& notes)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(kFine);
    const QSizeF fine = size.logical() * (kFine / kScreen);
    generator.setSize(fine.toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), fine));
    generator.setTitle(notes.title.toHtmlEscaped()); // Qt writes them as they are
    generator.setDescription(QString::fromUtf8(notes.setup).toHtmlEscaped());
    paintFinely(generator, size, paint, background);
    return bytes;
}

QByteArray pdf(const FigureSize& size, const PaintFigure& paint, const QColor& background, const FigureNotes& notes)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(notes.title);
    writer.setCreator(QStringLiteral("Fovea " FOVEA_VERSION));
    const QSizeF millimetres = size.logical() * (kMillimetre / kScreen);
    const QPageSize page(millimetres, QPageSize::Millimeter, {}, QPageSize::ExactMatch);
    writer.setPageLayout(QPageLayout(page, QPageLayout::Portrait, {}));
    writer.setResolution(kFine);
    paintFinely(writer, size, paint, background);
    return bytes;
}

} // namespace

std::optional<FigureFormat> formatOf(const QString& fileName)
{
    for (const FigureFormat format : {FigureFormat::Png, FigureFormat::Svg, FigureFormat::Pdf}) {
        if (fileName.endsWith(QLatin1Char('.') + endingOf(format), Qt::CaseInsensitive)) {
            return format;
        }
    }
    return {};
}

QString endingOf(FigureFormat format)
{
    return format == FigureFormat::Png   ? QStringLiteral("png")
           : format == FigureFormat::Svg ? QStringLiteral("svg")
                                         : QStringLiteral("pdf");
}

QByteArray figureBytes(FigureFormat format, const FigureSize& size, const PaintFigure& paint, const QColor& background,
                       const FigureNotes& notes, const std::stop_token& stop)
{
    switch (format) {
    case FigureFormat::Png:
        break;
    case FigureFormat::Svg:
        return svg(size, paint, background, notes);
    case FigureFormat::Pdf:
        return pdf(size, paint, background, notes);
    }
    const QImage image = renderFigure(size, paint, background);
    const QByteArray png = stop.stop_requested() ? QByteArray() : pngBytes(image, stop);
    return png.isEmpty() ? png : withSetup(png, notes.setup);
}

QByteArray withSetup(const QByteArray& png, const QByteArray& setup)
{
    return setup.isEmpty() ? png
                           : QByteArray::fromStdString(withPngText({png.data(), static_cast<std::size_t>(png.size())},
                                                                   kSetupKey, setup.toStdString()));
}

} // namespace fovea
