// Where a painted picture has ink: what differs from its background.
#pragma once

#include <QColor>
#include <QImage>
#include <QPainter>
#include <QRect>

#include <algorithm>
#include <cstdlib>

namespace fovea {

/// How far a pixel is from another colour, the largest of its three channels.
inline int distance(QRgb a, QRgb b)
{
    return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

/// The smallest rectangle within `area` outside which all pixels are the background.
inline QRect inkBox(const QImage& image, const QRect& area, QRgb background = 0xffffffff, int tolerance = 24)
{
    QRect box;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            if (distance(image.pixel(x, y), background) > tolerance) {
                box |= QRect(x, y, 1, 1);
            }
        }
    }
    return box;
}
inline QRect inkBox(const QImage& image)
{
    return inkBox(image, image.rect());
}

/// How many pixels within `area` are nearly of that colour.
inline int count(const QImage& image, const QRect& area, QColor colour, int tolerance = 24)
{
    int pixels = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            pixels += distance(image.pixel(x, y), colour.rgb()) <= tolerance ? 1 : 0;
        }
    }
    return pixels;
}

/// The part of an image: fractions of its width and height.
inline QRect part(const QImage& image, double left, double top, double right, double bottom)
{
    const auto at = [](double fraction, int size) { return static_cast<int>(fraction * size); };
    return QRect(QPoint(at(left, image.width()), at(top, image.height())),
                 QPoint(at(right, image.width()) - 1, at(bottom, image.height()) - 1));
}

/// How many pixels have ink outside a figure's own area of this size, drawn on white paper with room around it.
template<class Paint>
int inkOutside(const QSizeF& logical, const Paint& paint)
{
    constexpr int kRoom = 60;
    QImage larger((logical + QSizeF(2 * kRoom, 2 * kRoom)).toSize(), QImage::Format_RGB32);
    larger.fill(Qt::white);
    {
        QPainter painter(&larger);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        paint(painter, QRectF(QPointF(kRoom, kRoom), logical));
    }
    const QRect inside = QRectF(QPointF(kRoom, kRoom), logical).toAlignedRect();
    int outside = 0;
    for (int y = 0; y < larger.height(); ++y) {
        for (int x = 0; x < larger.width(); ++x) {
            outside += larger.pixel(x, y) != qRgb(255, 255, 255) && !inside.contains(x, y) ? 1 : 0;
        }
    }
    return outside;
}

} // namespace fovea
