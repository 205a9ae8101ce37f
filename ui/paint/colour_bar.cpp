#include "ui/paint/colour_bar.h"

#include "ui/paint/device_pixels.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace fovea {
namespace {

constexpr double kTick = 4; // length of a tick mark, logical pixels
constexpr double kGap = 3;  // between a mark and its label

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ColourBar)
};

/// Whether the bar has two halves, for dark and for bright parts of an image.
bool isHalved(const ColourBar& bar)
{
    return bar.opacity < 1;
}

/// What the halves are, from left to right.
std::array<QString, 2> halves()
{
    return {Words::tr("over dark pixels"), Words::tr("over light pixels")};
}

/// Of an upright bar. A half is as wide as the line of type below it is high.
double thickness(const ColourBar& bar, const QFontMetricsF& metrics)
{
    return std::round((isHalved(bar) ? 2 : 1.1) * metrics.height());
}

/// What the names of the halves take at the lower end of an upright bar; 0 where the bar is too low for them.
double roomForHalves(const ColourBar& bar, double height, const QFontMetricsF& metrics)
{
    const auto [dark, light] = halves();
    const double longest = std::max(metrics.horizontalAdvance(dark), metrics.horizontalAdvance(light));
    return isHalved(bar) && height >= 2 * longest ? std::ceil(longest + kGap) : 0;
}

/// The names of the halves below them, read from below upwards.
void paintHalves(QPainter& painter, const QRectF& bar, double room, const QFontMetricsF& metrics)
{
    double x = bar.left() + bar.width() / 4;
    for (const QString& name : halves()) {
        painter.save();
        painter.translate(x, bar.bottom() + room);
        painter.rotate(-90);
        painter.drawText(QRectF(0, -metrics.height() / 2, room - kGap, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, name);
        painter.restore();
        x += bar.width() / 2;
    }
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
    return std::ceil(thickness(bar, metrics) + kTick + kGap + widestLabel(bar, metrics) + name);
}

void paintColourBar(QPainter& painter, const QRectF& area, const ColourBar& bar, const QFont& font, const QColor& ink)
{
    const QFontMetricsF metrics(font);
    const double half = metrics.height() / 2; // room for the labels at both ends
    const double below = std::max(half, roomForHalves(bar, area.height(), metrics));
    const QRectF place = paintDevicePixels(
        painter, {area.left(), area.top() + half, thickness(bar, metrics), std::max(1.0, area.height() - half - below)},
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
    if (below > half) {
        paintHalves(painter, place, below, metrics);
    }
    // Along the bar, read from below upwards.
    const double lines = 2 * metrics.height();
    painter.translate(labels + widestLabel(bar, metrics) + kGap, place.bottom() + half);
    painter.rotate(-90);
    painter.drawText(QRectF(0, 0, place.height() + 2 * half, lines), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     bar.name);
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
