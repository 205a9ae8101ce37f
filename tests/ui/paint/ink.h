// Where a painted picture has ink: what differs from its background.
#pragma once

#include <QColor>
#include <QImage>
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

} // namespace fovea
