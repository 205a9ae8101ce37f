#include "ui/paint/cost_figure.h"

#include "ui/paint/run_colours.h"
#include "ui/paint/ticks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kMark = 4; // half the size of a mark, logical pixels

QString tr(const char* text)
{
    return QCoreApplication::translate("CostFigure", text);
}

/// One logarithmic axis: from the value `low` to `high`, laid over pixels.
struct Axis
{
    double low, high, from, to;
    double at(double value) const { return from + (to - from) * std::log(value / low) / std::log(high / low); }
};

/// The powers of ten around all values, at least one apart.
Axis upright(const std::vector<CostSeries>& series, const QRectF& plot)
{
    double least = 1e300, most = 0;
    for (const CostSeries& one : series) {
        for (const QPointF& point : one.points) {
            least = std::min(least, point.y());
            most = std::max(most, point.y());
        }
    }
    if (most <= 0) {
        least = most = 1;
    }
    const double low = std::pow(10, std::floor(std::log10(least) + 1e-9));
    const double high = std::pow(10, std::ceil(std::log10(most) - 1e-9));
    return {low, std::max(high, 10 * low), plot.bottom(), plot.top()};
}

Axis level(const CostFigure& figure, const QRectF& plot)
{
    const auto [least, most] = std::minmax_element(figure.xTicks.begin(), figure.xTicks.end());
    return {*least / 1.25, *most * 1.25, plot.left(), plot.right()};
}

void paintMark(QPainter& painter, const QPointF& at, std::size_t series)
{
    const double m = kMark;
    switch (series % 3) {
    case 0:
        painter.drawEllipse(at, m, m);
        break;
    case 1:
        painter.drawRect(QRectF(at.x() - m + 0.5, at.y() - m + 0.5, 2 * m - 1, 2 * m - 1));
        break;
    default:
        painter.drawPolygon(QPolygonF({at + QPointF(-m, m - 0.5), at + QPointF(m, m - 0.5), at + QPointF(0, -m)}));
    }
}

void paintAxes(QPainter& painter, const CostFigure& figure, const QRectF& plot, const Axis& x, const Axis& y)
{
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    for (double value = y.low; value < 1.01 * y.high; value *= 10) {
        painter.setPen(figure.paper.grid);
        painter.drawLine(QPointF(plot.left(), y.at(value)), QPointF(plot.right(), y.at(value)));
        painter.setPen(figure.paper.ink);
        painter.drawText(QRectF(0, y.at(value) - line / 2, plot.left() - 4, line), Qt::AlignRight | Qt::AlignVCenter,
                         shortNumber(value));
    }
    for (const double value : figure.xTicks) {
        painter.setPen(figure.paper.grid);
        painter.drawLine(QPointF(x.at(value), plot.top()), QPointF(x.at(value), plot.bottom()));
        painter.setPen(figure.paper.ink);
        painter.drawText(QRectF(x.at(value) - 40, plot.bottom() + 2, 80, line), Qt::AlignHCenter | Qt::AlignTop,
                         QLocale().toString(value, 'f', 0));
    }
    painter.setPen(figure.paper.ink);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(plot);
    painter.drawText(QRectF(plot.left(), plot.bottom() + 2 + line, plot.width(), line), Qt::AlignHCenter,
                     figure.xLabel);
    painter.drawText(QRectF(0, 0, plot.right(), line), Qt::AlignLeft, figure.yLabel);
}

/// The fitted line through the middle of its points, over the stretch that it was fitted to.
void paintFit(QPainter& painter, const CostFigure& figure, const CostSeries& one, const Axis& x, const Axis& y)
{
    double meanX = 0, meanY = 0;
    int count = 0;
    for (const QPointF& point : one.points) {
        if (point.x() >= figure.fitFrom && point.x() <= figure.fitTo) {
            meanX += std::log(point.x());
            meanY += std::log(point.y());
            ++count;
        }
    }
    if (count < 2 || !std::isfinite(one.slope)) {
        return;
    }
    const auto on = [&](double n) {
        return QPointF(x.at(n), y.at(std::exp(meanY / count + one.slope * (std::log(n) - meanX / count))));
    };
    painter.setPen(QPen(figure.paper.ink, 1, Qt::DashLine));
    painter.drawLine(on(figure.fitFrom), on(figure.fitTo));
}

void paintSeries(QPainter& painter, const CostFigure& figure, std::size_t i, const Axis& x, const Axis& y)
{
    QPolygonF line;
    for (const QPointF& point : figure.series[i].points) {
        line << QPointF(x.at(point.x()), y.at(point.y()));
    }
    const QColor colour = runColour(static_cast<int>(i));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 2));
    painter.drawPolyline(line);
    painter.setBrush(colour);
    painter.setPen(Qt::NoPen);
    for (const QPointF& point : line) {
        paintMark(painter, point, i);
    }
}

/// Names and slopes in the upper left corner, where no curve that rises comes.
void paintLegend(QPainter& painter, const CostFigure& figure, const QRectF& plot)
{
    const double line = QFontMetricsF(painter.font()).height();
    double top = plot.top() + 4;
    for (std::size_t i = 0; i < figure.series.size(); ++i, top += line) {
        const CostSeries& one = figure.series[i];
        painter.setPen(Qt::NoPen);
        painter.setBrush(runColour(static_cast<int>(i)));
        paintMark(painter, {plot.left() + 10, top + line / 2}, i);
        painter.setPen(figure.paper.ink);
        const QString text = std::isfinite(one.slope)
                                 ? tr("%1: slope %2").arg(one.name, QLocale().toString(one.slope, 'f', 2))
                                 : one.name;
        painter.drawText(QRectF(plot.left() + 20, top, plot.width() - 24, line), Qt::AlignLeft | Qt::AlignVCenter,
                         text);
    }
}

} // namespace

void paintCosts(QPainter& painter, const QRectF& area, const CostFigure& figure)
{
    painter.save();
    painter.translate(area.topLeft());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(figureFont(figure.textPixels));
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height(), left = metrics.horizontalAdvance(shortNumber(100000)) + 6;
    const QRectF plot(left, 1.5 * line, area.width() - left - 6, area.height() - 3.6 * line);
    const Axis x = level(figure, plot), y = upright(figure.series, plot);
    paintAxes(painter, figure, plot, x, y);
    for (std::size_t i = 0; i < figure.series.size(); ++i) {
        paintSeries(painter, figure, i, x, y);
        paintFit(painter, figure, figure.series[i], x, y);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(figure.paper.ink, 1.6));
    for (const QPointF& crossing : figure.crossings) {
        painter.drawEllipse(QPointF(x.at(crossing.x()), y.at(crossing.y())), 8, 8);
    }
    paintLegend(painter, figure, plot);
    painter.restore();
}

} // namespace fovea
