#include "ui/paint/colour_bar.h"

#include "ui/paint/device_pixels.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

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

/// The bar's colours from t = 0 to t = 1, upwards or to the right; half of it on black, half on white.
QImage barImage(const ColourBar& bar, QSize size, Qt::Orientation along)
{
    const bool upright = along == Qt::Vertical;
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        QRgb* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x) {
            const QRgb over = colour(bar.colours, upright ? 1 - (y + 0.5) / size.height() : (x + 0.5) / size.width());
            const bool black = upright ? 2 * x < size.width() : 2 * y < size.height();
            const double under = black ? 0 : 255;
            const auto channel = [&](int value) {
                return static_cast<int>(std::lround(under + bar.opacity * (value - under)));
            };
            line[x] = qRgb(channel(qRed(over)), channel(qGreen(over)), channel(qBlue(over)));
        }
    }
    return image;
}

/// The labels of a lying bar, from its ends inwards: the ends say what the bar spans.
std::vector<std::pair<const Tick*, QRectF>> labelsThatFit(const ColourBar& bar, const QRectF& line,
                                                          const QFontMetricsF& metrics)
{
    std::vector<const Tick*> order;
    for (const Tick& tick : bar.ticks) {
        order.push_back(&tick);
    }
    std::stable_sort(order.begin(), order.end(), [](const Tick* a, const Tick* b) {
        const auto rank = [](double t) { return t == 0.5 ? 0.6 : std::abs(t - 0.5); }; // the middle is uniform
        return rank(a->t) > rank(b->t);
    });
    std::vector<std::pair<const Tick*, QRectF>> labels;
    for (const Tick* tick : order) {
        const double width = std::ceil(metrics.horizontalAdvance(tick->label));
        const double middle = line.left() + tick->t * line.width();
        const double left = std::clamp(middle - width / 2, line.left(), std::max(line.left(), line.right() - width));
        const QRectF box(left, line.top(), width, line.height());
        const QRectF apart = box.adjusted(-2 * kGap, 0, 2 * kGap, 0);
        if (std::none_of(labels.begin(), labels.end(),
                         [&](const auto& label) { return apart.intersects(label.second); })) {
            labels.emplace_back(tick, box);
        }
    }
    return labels;
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
        [&](QSize size) { return barImage(bar, size, Qt::Vertical); });

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

void paintFlatColourBar(QPainter& painter, const QRectF& area, const ColourBar& bar, const QFont& font,
                        const QColor& ink)
{
    const QFontMetricsF metrics(font);
    const QRectF line(area.left(), area.bottom() - std::ceil(metrics.height()), area.width(),
                      std::ceil(metrics.height()));
    const QRectF place = paintDevicePixels(painter, {area.topLeft(), QPointF(area.right(), line.top() - kTick / 2)},
                                           [&](QSize size) { return barImage(bar, size, Qt::Horizontal); });
    painter.save();
    painter.setFont(font);
    painter.setPen(QPen(ink, 1));
    for (const auto& [tick, box] : labelsThatFit(bar, line, metrics)) {
        const double x = std::clamp(place.left() + tick->t * place.width(), place.left() + 0.5, place.right() - 0.5);
        painter.drawLine(QPointF(x, place.bottom()), QPointF(x, place.bottom() + kTick / 2));
        painter.drawText(box, Qt::AlignCenter | Qt::TextDontClip, tick->label);
    }
    painter.restore();
}

} // namespace fovea
