#include "ui/paint/device_pixels.h"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <vector>

namespace fovea {
namespace {

/// The source pixel under the middle of each of `to` target pixels.
std::vector<int> nearest(int from, int to)
{
    std::vector<int> source(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        source[static_cast<std::size_t>(i)] = static_cast<int>((2LL * i + 1) * from / (2LL * to));
    }
    return source;
}

/// Files of drawing commands have no pixels of their own: there a picture gets kSharp to a logical one (384 to the inch), and
/// never more than kMost in all.
QTransform toDevice(const QPainter& painter, const QRectF& target)
{
    constexpr double kSharp = 4, kMost = 16e6;
    const QTransform device = painter.deviceTransform();
    const QPaintEngine* engine = painter.paintEngine();
    if (engine != nullptr && engine->type() == QPaintEngine::Raster) {
        return device;
    }
    const double across = std::hypot(device.m11(), device.m12()); // device pixels of a logical one
    const double area = std::max(1.0, target.width() * target.height());
    const double sharp = std::min(kSharp, std::sqrt(kMost / area));
    const double factor = across > 0 ? sharp / across : sharp;
    return device * QTransform::fromScale(factor, factor);
}

QRect deviceRect(const QTransform& transform, const QRectF& target)
{
    const QRectF mapped = transform.mapRect(target);
    const QPoint topLeft(static_cast<int>(std::lround(mapped.left())), static_cast<int>(std::lround(mapped.top())));
    const QPoint end(static_cast<int>(std::lround(mapped.right())), static_cast<int>(std::lround(mapped.bottom())));
    return {topLeft, QSize(std::max(1, end.x() - topLeft.x()), std::max(1, end.y() - topLeft.y()))};
}

} // namespace

QRectF onDevicePixels(const QPainter& painter, const QRectF& target)
{
    const QTransform transform = toDevice(painter, target);
    return transform.inverted().mapRect(QRectF(deviceRect(transform, target)));
}

QRectF paintDevicePixels(QPainter& painter, const QRectF& target, const std::function<QImage(QSize)>& make)
{
    const QTransform transform = toDevice(painter, target);
    const QRect pixels = deviceRect(transform, target);
    const QRectF place = transform.inverted().mapRect(QRectF(pixels));
    if (transform.type() <= QTransform::TxTranslate) {
        painter.drawImage(place.topLeft(), make(pixels.size())); // nothing to stretch: copied, much faster
    } else {
        painter.drawImage(place, make(pixels.size()));
    }
    return place;
}

QImage resized(const QImage& image, QSize size)
{
    if (image.isNull() || size.isEmpty()) {
        return {};
    }
    if (size.width() < image.width() || size.height() < image.height()) {
        return image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
            .convertToFormat(QImage::Format_RGB32);
    }
    const QImage source = image.convertToFormat(QImage::Format_RGB32);
    const std::vector<int> columns = nearest(source.width(), size.width());
    const std::vector<int> rows = nearest(source.height(), size.height());
    QImage large(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        const int row = rows[static_cast<std::size_t>(y)];
        QRgb* to = reinterpret_cast<QRgb*>(large.scanLine(y));
        if (y > 0 && row == rows[static_cast<std::size_t>(y) - 1]) {
            std::copy_n(reinterpret_cast<const QRgb*>(large.constScanLine(y - 1)), columns.size(), to);
            continue;
        }
        const QRgb* from = reinterpret_cast<const QRgb*>(source.constScanLine(row));
        for (int x = 0; x < size.width(); ++x) {
            to[x] = from[columns[static_cast<std::size_t>(x)]];
        }
    }
    return large;
}

} // namespace fovea
