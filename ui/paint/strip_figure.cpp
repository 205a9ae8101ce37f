#include "ui/paint/strip_figure.h"

#include "ui/paint/colour_map.h"
#include "ui/paint/ticks.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kWidest = 24; // pixels of one bar
constexpr double kApart = 3;   // from this width on bars stand apart
constexpr double kGap = 6;     // to label and number

/// Between label and number.
QRectF roomOf(const QRectF& area, const QFont& font)
{
    const QFontMetricsF metrics(font);
    const double label = metrics.horizontalAdvance(QStringLiteral("4   value v 00")) + kGap;
    const double number = metrics.horizontalAdvance(QStringLiteral("Σ = −0.00e−00")) + kGap;
    return {area.left() + label, area.top() + 2, std::max(20.0, area.width() - label - number), area.height() - 4};
}

double columnWidth(const StripFigure& figure, const QRectF& room)
{
    return std::min(kWidest, room.width() / static_cast<double>(std::max<std::size_t>(1, figure.numbers.size())));
}

double largest(const StripFigure& figure)
{
    double most = 0;
    for (const double number : figure.numbers) {
        most = std::max(most, std::abs(number));
    }
    return most;
}

void paintBars(QPainter& painter, const StripFigure& figure, const QRectF& room)
{
    const double most = largest(figure), wide = columnWidth(figure, room), zero = room.center().y();
    const int count = static_cast<int>(figure.numbers.size());
    if (!(most > 0)) {
        return;
    }
    const QColor above(colour(ColourMap::BlueRed, 0.85)), below(colour(ColourMap::BlueRed, 0.15));
    const auto bar = [&](double left, double width, double number) {
        const double tip = zero - number / most * (room.height() / 2 - 1);
        painter.fillRect(QRectF(left, std::min(zero, tip), width, std::max(1.0, std::abs(tip - zero))),
                         number > 0 ? above : below);
    };
    if (wide >= 1) {
        for (int i = 0; i < count; ++i) {
            bar(room.left() + i * wide, wide - (wide >= kApart ? 1 : 0), figure.numbers[static_cast<std::size_t>(i)]);
        }
        return;
    }
    const int pixels = static_cast<int>(room.width());
    for (int x = 0; x < pixels; ++x) { // of many in one pixel, the lowest and the highest
        const auto from = figure.numbers.begin() + static_cast<std::ptrdiff_t>(x) * count / pixels;
        const auto to = figure.numbers.begin() + (static_cast<std::ptrdiff_t>(x) + 1) * count / pixels;
        const auto [low, high] = std::minmax_element(from, to);
        bar(room.left() + x, 1, std::min(0.0, *low));
        bar(room.left() + x, 1, std::max(0.0, *high));
    }
}

} // namespace

QRectF stripColumn(const StripFigure& figure, int feature, const QRectF& area, const QFont& font)
{
    if (feature < 0 || feature >= static_cast<int>(figure.numbers.size())) {
        return {};
    }
    const QRectF room = roomOf(area, font);
    const double wide = columnWidth(figure, room);
    return {room.left() + feature * wide, room.top(), wide, room.height()};
}

void paintStrip(QPainter& painter, const QRectF& area, const StripFigure& figure, const QFont& font, const Paper& paper)
{
    painter.save();
    painter.setFont(font);
    const QRectF room = roomOf(area, font);
    const double zero = room.center().y();
    painter.setPen(paper.ink);
    painter.drawText(QRectF(area.left(), area.top(), room.left() - kGap - area.left(), area.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(figure.label, Qt::ElideRight, room.left() - kGap - area.left()));
    painter.setPen(paper.grid);
    painter.drawLine(QPointF(room.left(), zero), QPointF(room.right(), zero));
    paintBars(painter, figure, room);
    const QRectF column = stripColumn(figure, figure.marked, area, font);
    if (!column.isEmpty()) {
        painter.setPen(QPen(paper.ink, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(column.adjusted(-1, 0, 0, -1));
    }
    const bool one = !column.isEmpty();
    const QString end = one                     ? shortNumber(figure.numbers[static_cast<std::size_t>(figure.marked)])
                        : !figure.sum.isEmpty() ? figure.sum
                                                : QStringLiteral("± %1").arg(shortNumber(largest(figure)));
    painter.setPen(one || !figure.sum.isEmpty() ? paper.ink : paper.faint);
    painter.drawText(QRectF(room.right() + kGap, area.top(), area.right() - room.right() - kGap, area.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, end);
    painter.restore();
}

} // namespace fovea
