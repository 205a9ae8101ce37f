#include "ui/paint/unit_figure.h"

#include "ui/paint/run_colours.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kLeastApart = 0.7; // pixels between two points of a curve that are drawn both

/// The unit square laid over pixels.
struct Square
{
    QRectF plot;
    QPointF at(double x, double y) const { return {plot.left() + x * plot.width(), plot.bottom() - y * plot.height()}; }
};

void paintAxes(QPainter& painter, const UnitFigure& figure, const Square& square)
{
    const double line = QFontMetricsF(painter.font()).height();
    for (const double value : {0.0, 0.5, 1.0}) {
        const QString text = QLocale().toString(value, 'g', 2);
        painter.setPen(figure.paper.grid);
        painter.drawLine(square.at(value, 0), square.at(value, 1));
        painter.drawLine(square.at(0, value), square.at(1, value));
        painter.setPen(figure.paper.ink);
        painter.drawText(QRectF(0, square.at(0, value).y() - line / 2, square.plot.left() - 3, line),
                         Qt::AlignRight | Qt::AlignVCenter, text);
        painter.drawText(QRectF(square.at(value, 0).x() - 20, square.plot.bottom() + 1, 40, line), Qt::AlignHCenter,
                         text);
    }
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(square.plot);
}

void paintWords(QPainter& painter, const QRectF& area, const UnitFigure& figure, const Square& square)
{
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    painter.setPen(figure.paper.ink);
    painter.drawText(QRectF(0, 0, area.width(), line), Qt::AlignLeft,
                     metrics.elidedText(figure.title, Qt::ElideRight, area.width()));
    painter.setPen(figure.paper.faint);
    painter.drawText(QRectF(0, line, area.width(), line), Qt::AlignLeft,
                     metrics.elidedText(figure.yLabel, Qt::ElideRight, area.width()));
    painter.drawText(QRectF(0, square.plot.bottom() + line, area.width() - 2, line), Qt::AlignRight,
                     metrics.elidedText(figure.xLabel, Qt::ElideRight, area.width()));
}

void paintBars(QPainter& painter, const UnitFigure& figure, const Square& square)
{
    for (const UnitBar& bar : figure.bars) {
        QColor fill = trainingColour();
        fill.setAlphaF(0.6F);
        painter.fillRect(QRectF(square.at(bar.from, bar.height), square.at(bar.to, 0)).adjusted(1, 0, -1, 0), fill);
        painter.setPen(QPen(figure.paper.ink, 1));
        const double middle = (bar.from + bar.to) / 2;
        painter.drawLine(square.at(middle, bar.low), square.at(middle, bar.high));
        for (const double end : {bar.low, bar.high}) {
            painter.drawLine(square.at(middle, end) - QPointF(3, 0), square.at(middle, end) + QPointF(3, 0));
        }
    }
}

void paintCurve(QPainter& painter, const UnitCurve& curve, const Square& square)
{
    QPolygonF line;
    for (const QPointF& point : curve.points) {
        const QPointF next = square.at(point.x(), point.y());
        const bool last = &point == &curve.points.back();
        if (!line.isEmpty() && !last && (next - line.back()).manhattanLength() < kLeastApart) {
            continue;
        }
        if (curve.steps && !line.isEmpty()) {
            line << QPointF(line.back().x(), next.y());
        }
        line << next;
    }
    painter.drawPolyline(line);
}

/// Names in the lower right corner, where neither a good ROC nor a good calibration has anything to hide.
void paintNames(QPainter& painter, const UnitFigure& figure, const Square& square)
{
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    const auto named =
        std::count_if(figure.curves.begin(), figure.curves.end(), [](const UnitCurve& curve) { return !curve.faint; });
    const double high = line * static_cast<double>(named);
    if (high > square.plot.height() - 4) {
        return; // the title and the table say which they are
    }
    double widest = 0;
    for (const UnitCurve& curve : figure.curves) {
        widest = curve.faint ? widest : std::max(widest, metrics.horizontalAdvance(curve.name));
    }
    widest = std::min(widest, square.plot.width() - 24);
    double top = square.plot.bottom() - high - 2;
    QColor behind = figure.paper.background; // a curve that comes here is still guessed
    behind.setAlphaF(0.8F);
    if (named > 0) {
        painter.fillRect(QRectF(square.plot.right() - widest - 24, top, widest + 23, high + 1), behind);
    }
    for (std::size_t i = 0; i < figure.curves.size(); ++i) {
        if (figure.curves[i].faint) {
            continue;
        }
        const double left = square.plot.right() - widest - 4;
        painter.setPen(QPen(runColour(static_cast<int>(i)), 3));
        painter.drawLine(QPointF(left - 16, top + line / 2), QPointF(left - 4, top + line / 2));
        painter.setPen(figure.paper.ink);
        painter.drawText(QRectF(left, top, widest + 2, line), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(figure.curves[i].name, Qt::ElideRight, widest + 2));
        top += line;
    }
}

} // namespace

void paintUnit(QPainter& painter, const QRectF& area, const UnitFigure& figure)
{
    painter.save();
    painter.translate(area.topLeft());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(figureFont(figure.textPixels));
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height(), left = metrics.horizontalAdvance(QLocale().toString(0.5, 'g', 2)) + 6;
    const Square square{QRectF(left, 2 * line + 2, std::max(20.0, area.width() - left - 8),
                               std::max(20.0, area.height() - 4.2 * line))};
    paintAxes(painter, figure, square);
    paintWords(painter, area, figure, square);
    if (figure.diagonal) {
        painter.setPen(QPen(figure.paper.faint, 1, Qt::DashLine));
        painter.drawLine(square.at(0, 0), square.at(1, 1));
    }
    paintBars(painter, figure, square);
    painter.setBrush(Qt::NoBrush);
    for (const bool faint : {true, false}) { // those that are named on top
        for (std::size_t i = 0; i < figure.curves.size(); ++i) {
            if (figure.curves[i].faint == faint) {
                painter.setPen(faint ? QPen(figure.paper.faint, 0.7) : QPen(runColour(static_cast<int>(i)), 1.6));
                paintCurve(painter, figure.curves[i], square);
            }
        }
    }
    paintNames(painter, figure, square);
    if (figure.curves.empty() && figure.bars.empty()) {
        painter.setPen(figure.paper.faint);
        painter.drawText(square.plot.adjusted(6, 6, -6, -6), Qt::AlignCenter | Qt::TextWordWrap, figure.empty);
    }
    painter.restore();
}

} // namespace fovea
