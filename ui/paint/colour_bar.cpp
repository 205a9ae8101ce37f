#include "ui/paint/colour_bar.h"

#include "ui/paint/device_pixels.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kTick = 4; // length of a tick mark, logical pixels
constexpr double kGap = 3;  // between a mark and its label

double thickness(const QFontMetricsF& metrics)
{
    return std::round(1.1 * metrics.height());
}

double widestLabel(const ColourBar& bar, const QFontMetricsF& metrics)
{
    double widest = 0;
    for (const Tick& tick : bar.ticks) {
        widest = std::max(widest, metrics.horizontalAdvance(tick.label));
    }
    return widest;
}

/// The bar's colours, upwards from t = 0; the left half on black, the right half on white.
QImage barImage(const ColourBar& bar, QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        const QRgb over = colour(bar.colours, 1 - (y + 0.5) / size.height());
        QRgb* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const double under = 2 * x < size.width() ? 0 : 255;
            const auto channel = [&](int value) {
                return static_cast<int>(std::lround(under + bar.opacity * (value - under)));
            };
            line[x] = qRgb(channel(qRed(over)), channel(qGreen(over)), channel(qBlue(over)));
        }
    }
    return image;
}

} // namespace

double colourBarWidth(const ColourBar& bar, const QFont& font)
{
    const QFontMetricsF metrics(font);
    const double name = bar.name.isEmpty() ? 0 : kGap + 2 * metrics.height();
    return std::ceil(thickness(metrics) + kTick + kGap + widestLabel(bar, metrics) + name);
}

void paintColourBar(QPainter& painter, const QRectF& area, const ColourBar& bar, const QFont& font, const QColor& ink)
{
    const QFontMetricsF metrics(font);
    const double half = metrics.height() / 2; // room for the labels at both ends
    const QRectF place = paintDevicePixels(
        painter, {area.left(), area.top() + half, thickness(metrics), std::max(1.0, area.height() - 2 * half)},
        [&](QSize size) { return barImage(bar, size); });

    painter.save();
    painter.setFont(font);
    painter.setPen(QPen(ink, 1));
    const double labels = place.right() + kTick + kGap;
    for (const Tick& tick : bar.ticks) {
        const double y = place.bottom() - tick.t * place.height();
        painter.drawLine(QPointF(place.right(), y), QPointF(place.right() + kTick, y));
        painter.drawText(QRectF(labels, y - half, area.right() - labels, 2 * half),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, tick.label);
    }
    // Along the bar, read from below upwards.
    const double lines = 2 * metrics.height();
    painter.translate(labels + widestLabel(bar, metrics) + kGap, area.bottom());
    painter.rotate(-90);
    painter.drawText(QRectF(0, 0, area.height(), lines), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, bar.name);
    painter.restore();
}

} // namespace fovea
