#include "ui/paint/plot_axes.h"

#include "ui/paint/figure_text.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kTick = 4, kToNumber = 3, kToLabel = 4; // logical pixels
constexpr double kLeast = 6;                             // above the plot
constexpr double kSmallest = 8;                          // a side of the plot

QString powerText(double value)
{
    const bool readable = value > 0.5e-4 && value < 2e4;
    return readable ? QLocale().toString(value, 'g', 6) : QLocale().toString(value, 'e', 0);
}

/// Every power or every few; where there are hardly any, 2 and 5 between them too.
std::vector<Tick> powersOfTen(const PlotAxis& axis, int most)
{
    constexpr double kFactors[] = {1, 2, 5};
    const int first = static_cast<int>(std::floor(std::log10(axis.low)));
    const int last = static_cast<int>(std::floor(std::log10(axis.high)));
    const int step = std::max(1, (last - first + most - 1) / std::max(1, most));
    std::vector<Tick> ticks;
    for (int exponent = first; exponent <= last; exponent += step) {
        for (const double factor : kFactors) {
            const double value = factor * std::pow(10.0, exponent), part = axis.part(value);
            const bool wanted = factor == 1 || last - first < 2;
            if (wanted && part >= -1e-9 && part <= 1 + 1e-9) {
                ticks.push_back({part, powerText(value)});
            }
        }
    }
    return ticks;
}

} // namespace

double PlotAxis::part(double value) const
{
    return logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
}

std::vector<Tick> ticksOf(const PlotAxis& axis, int most)
{
    return axis.logarithmic ? powersOfTen(axis, most) : linearTicks(axis.low, axis.high, most);
}

std::vector<Tick> wholeTicks(const PlotAxis& axis)
{
    const double step = std::max(1.0, roundStep((axis.high - axis.low) / 10));
    std::vector<Tick> ticks;
    for (double value = std::ceil(axis.low / step) * step; value <= axis.high; value += step) {
        ticks.push_back({axis.part(value), QLocale().toString(value + 0.0, 'f', 0)});
    }
    return ticks;
}

PlotAxes::PlotAxes(PlotAxis x, PlotAxis y, const QRectF& area, double right)
    : x_(std::move(x)), y_(std::move(y)), area_(area)
{
    const QFontMetricsF metrics(figureFont(kTextPixels));
    const double line = std::ceil(metrics.height());
    double widest = 0;
    for (const Tick& tick : y_.ticks) {
        widest = std::max(widest, metrics.horizontalAdvance(tick.label));
    }
    const double left = std::ceil(widest) + kTick + kToNumber + (y_.label.isEmpty() ? 0 : line + kToLabel);
    const double below = line + kTick + kToNumber + (x_.label.isEmpty() ? 0 : line + kToLabel);
    const double top = std::max(kLeast, std::ceil(line / 2));
    plot_ = {std::floor(area.left() + left), std::floor(area.top() + top),
             std::max(kSmallest, std::floor(area.width() - left - right)),
             std::max(kSmallest, std::floor(area.height() - top - below))};
}

QPointF PlotAxes::at(double x, double y) const
{
    return {plot_.left() + x_.part(x) * plot_.width(), plot_.bottom() - y_.part(y) * plot_.height()};
}

void PlotAxes::paintGrid(QPainter& painter, const Paper& paper) const
{
    painter.setPen(QPen(paper.grid, 1));
    for (const Tick& tick : x_.ticks) {
        const double x = plot_.left() + tick.t * plot_.width();
        painter.drawLine(QPointF(x, plot_.top()), QPointF(x, plot_.bottom()));
    }
    for (const Tick& tick : y_.ticks) {
        const double y = plot_.bottom() - tick.t * plot_.height();
        painter.drawLine(QPointF(plot_.left(), y), QPointF(plot_.right(), y));
    }
}

void PlotAxes::paint(QPainter& painter, const Paper& paper) const
{
    painter.setPen(QPen(paper.ink, 1, Qt::SolidLine, Qt::SquareCap));
    painter.drawLine(plot_.bottomLeft(), plot_.bottomRight());
    painter.drawLine(plot_.bottomLeft(), plot_.topLeft());
    for (const Tick& tick : x_.ticks) {
        const double x = plot_.left() + tick.t * plot_.width();
        painter.drawLine(QPointF(x, plot_.bottom()), QPointF(x, plot_.bottom() + kTick));
    }
    for (const Tick& tick : y_.ticks) {
        const double y = plot_.bottom() - tick.t * plot_.height();
        painter.drawLine(QPointF(plot_.left(), y), QPointF(plot_.left() - kTick, y));
    }
    painter.setFont(figureFont(kTextPixels));
    painter.setPen(paper.ink);
    paintNumbers(painter);
    const double line = std::ceil(QFontMetricsF(painter.font()).height());
    painter.drawText(QRectF(plot_.left(), plot_.bottom() + kTick + kToNumber + line + kToLabel, plot_.width(), line),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, x_.label);
    painter.save();
    painter.translate(area_.left(), plot_.center().y());
    painter.rotate(-90);
    painter.drawText(QRectF(-plot_.height() / 2, 0, plot_.height(), line),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, y_.label);
    painter.restore();
}

/// Those of the level axis stay inside the area, and one that would touch the last is left out.
void PlotAxes::paintNumbers(QPainter& painter) const
{
    const QFontMetricsF metrics(painter.font());
    const double line = std::ceil(metrics.height());
    double free = area_.left();
    for (const Tick& tick : x_.ticks) {
        const double wide = metrics.horizontalAdvance(tick.label);
        const double middle = plot_.left() + tick.t * plot_.width();
        const double left = std::min(middle - wide / 2, area_.right() - wide);
        if (left >= free) {
            painter.drawText(QRectF(left, plot_.bottom() + kTick + kToNumber, wide, line),
                             Qt::AlignHCenter | Qt::AlignTop | Qt::TextDontClip, tick.label);
            free = left + wide + kToNumber;
        }
    }
    for (const Tick& tick : y_.ticks) {
        const double y = plot_.bottom() - tick.t * plot_.height();
        painter.drawText(QRectF(area_.left(), y - line / 2, plot_.left() - kTick - kToNumber - area_.left(), line),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, tick.label);
    }
}

} // namespace fovea
