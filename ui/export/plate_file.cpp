#include "ui/export/plate_file.h"

#include "core/settings/error.h"
#include "ui/export/gif.h"

#include <QPainter>

#include <algorithm>

namespace fovea {
namespace {

PaintFigure painter(const PlateFile& file, const PaintPlate& paint)
{
    return [&paint, look = file.look](QPainter& on, const QRectF& area) { paint(on, area, look); };
}

QImage imageOf(const PlateFile& file, const PaintPlate& paint)
{
    return renderFigure(file.size, painter(file, paint), file.look.paper.background);
}

QByteArray gifOf(const PlateFile& file, const std::stop_token& stop)
{
    const std::vector<PaintPlate>& moments = file.plate->moments;
    GifFilm film(file.size.pixels);
    for (std::size_t i = 0; i < moments.size(); ++i) {
        if (stop.stop_requested()) {
            return {};
        }
        film.add(imageOf(file, moments[i]), i + 1 == moments.size() ? kLastTime : kMomentTime);
    }
    return film.finish();
}

QByteArray drawingOf(const PlateFile& file, FigureFormat format, const std::stop_token& stop)
{
    return figureBytes(format, file.size, painter(file, file.plate->paint), file.look.paper.background,
                       {file.look.title, file.setup}, stop);
}

QImage reduced(const PlateFile& file, const PaintPlate& paint, QSize room)
{
    const QSizeF logical = file.size.logical();
    const double scale = std::min(room.width() / logical.width(), room.height() / logical.height());
    QImage image((logical * scale).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    image.fill(file.look.paper.background);
    QPainter on(&image);
    on.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    on.scale(scale, scale);
    paint(on, QRectF(QPointF(0, 0), logical), file.look);
    return image;
}

} // namespace

QString endingOf(FileKind kind)
{
    static constexpr const char* kEndings[] = {"png", "svg", "pdf", "gif", "csv"};
    return QString::fromLatin1(kEndings[static_cast<int>(kind)]);
}

QString refusalOf(const PlateFile& file)
{
    return file.hasPixels() ? refusalOf(file.size.pixels, file.kind == FileKind::Gif ? kLargestMoment : kLargestFigure)
                            : QString();
}

QByteArray bytesOf(const PlateFile& file, const std::stop_token& stop)
{
    if (const QString refusal = refusalOf(file); !refusal.isEmpty()) {
        throw Error(Error::Kind::Usage, refusal.toStdString());
    }
    switch (file.kind) {
    case FileKind::Csv:
        return QByteArray::fromStdString(file.plate->csv());
    case FileKind::Gif:
        return gifOf(file, stop);
    case FileKind::Svg:
        return drawingOf(file, FigureFormat::Svg, stop);
    case FileKind::Pdf:
        return drawingOf(file, FigureFormat::Pdf, stop);
    case FileKind::Png:
        break;
    }
    return drawingOf(file, FigureFormat::Png, stop);
}

std::vector<QImage> previewOf(const PlateFile& file, QSize room, const std::stop_token& stop)
{
    std::vector<QImage> pictures;
    if (file.kind == FileKind::Csv || room.isEmpty()) {
        return pictures;
    }
    const std::vector<PaintPlate> one{file.plate->paint};
    for (const PaintPlate& paint : file.kind == FileKind::Gif ? file.plate->moments : one) {
        if (stop.stop_requested()) {
            return {};
        }
        pictures.push_back(reduced(file, paint, room));
    }
    return pictures;
}

qint64 expectedBytes(const PlateFile& file)
{
    const std::vector<PaintPlate>& moments = file.plate->moments;
    const qint64 first = gifBytes({imageOf(file, moments.front())}, kMomentTime).size();
    const qint64 last = moments.size() > 1 ? gifBytes({imageOf(file, moments.back())}, kMomentTime).size() : first;
    return (first + last) * static_cast<qint64>(moments.size()) / 2;
}

} // namespace fovea
