#include "ui/paint/curves_figure.h"

#include "core/tensor/check.h"
#include "ui/paint/figure_curves.h"
#include "ui/paint/figure_legend.h"
#include "ui/paint/figure_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

namespace fovea {
namespace {

constexpr int kTicks = 6;                            // of the upright axis
constexpr double kBesideLines = 8;                   // logical pixels around the names of lines across
constexpr double kAboveLegend = 4, kMostBelow = 0.5; // logical pixels; of the height of the plot
constexpr double kBesidePlot = 8;                    // logical pixels beside a legend in the plot

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CurvesFigure)
};

/// Lowest and highest of the finite values taken.
struct Extent
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void take(double value)
    {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }

    /// With room on both sides; 0 … 1 where nothing was taken.
    Extent padded(double part, double least) const
    {
        if (low > high) {
            return {0, 1};
        }
        const double room = std::max(part * (high - low), high > low ? 0 : least);
        return {low - room, high + room};
    }

    /// The same of a logarithmic axis, which has nothing at or below zero.
    Extent paddedByFactor(double factor) const
    {
        return low > high ? Extent{1, 10} : Extent{low / factor, high * factor};
    }
};

bool severalRuns(const std::vector<Curve>& curves)
{
    return std::ranges::any_of(curves, [&](const Curve& curve) { return curve.run != curves.front().run; });
}

void requireWhole(const Curve& curve)
{
    FOVEA_CHECK(curve.x.size() == curve.y.size() && (curve.sd.empty() || curve.sd.size() == curve.y.size()),
                std::to_string(curve.x.size()) + " x, " + std::to_string(curve.y.size()) + " y, " +
                    std::to_string(curve.sd.size()) + " sd");
}

PlotAxis acrossOf(const CurvesFigure& figure)
{
    Extent x;
    for (const Curve& curve : figure.curves) {
        std::ranges::for_each(curve.x, [&](double value) { x.take(value); });
    }
    const Extent range = x.padded(0.03, 0.5);
    PlotAxis axis{range.low, range.high, false, figure.xLabel.isEmpty() ? Words::tr("epoch") : figure.xLabel, {}};
    axis.ticks = wholeTicks(axis);
    return axis;
}

PlotAxis uprightOf(const CurvesFigure& figure)
{
    Extent y;
    const auto take = [&](double value) {
        if (!figure.logarithmic || value > 0) {
            y.take(value);
        }
    };
    for (const Curve& curve : figure.curves) {
        for (std::size_t i = 0; i < curve.y.size(); ++i) {
            const double sd = curve.sd.empty() ? 0 : curve.sd[i];
            take(curve.y[i] - sd);
            take(curve.y[i] + sd);
        }
    }
    for (const ReferenceLine& line : figure.lines) {
        take(line.y);
    }
    if (figure.yRange) {
        y = {figure.yRange->first, figure.yRange->second};
    }
    const Extent range = figure.logarithmic ? y.paddedByFactor(1.3)
                                            : y.padded(figure.yRange ? 0.025 : 0.05, 0.5); // a mark at 1 is drawn whole
    PlotAxis axis{
        range.low, range.high, figure.logarithmic, figure.yLabel.isEmpty() ? Words::tr("accuracy") : figure.yLabel, {}};
    axis.ticks = ticksOf(axis, kTicks);
    return axis;
}

/// Room beside the plot for the names of lines across.
double roomForNames(const CurvesFigure& figure)
{
    const QFontMetricsF metrics(figureFont(kCaptionPixels));
    double widest = 0;
    for (const ReferenceLine& line : figure.lines) {
        widest = std::max(widest, metrics.horizontalAdvance(line.name));
    }
    return figure.lines.empty() ? 2 : std::ceil(widest) + kBesideLines;
}

/// The lines across the plot, and their names beyond its right edge, where no curve passes. Names that would overlap
/// are moved apart.
void paintLines(QPainter& painter, const CurvesFigure& figure, const PlotAxes& axes)
{
    const QRectF& plot = axes.plot();
    painter.setFont(figureFont(kCaptionPixels));
    const double high = QFontMetricsF(painter.font()).height();
    std::vector<std::size_t> downwards(figure.lines.size());
    std::iota(downwards.begin(), downwards.end(), std::size_t{0});
    std::ranges::sort(downwards, [&](std::size_t a, std::size_t b) { return figure.lines[a].y > figure.lines[b].y; });
    double free = -std::numeric_limits<double>::infinity();
    for (const std::size_t i : downwards) {
        const double y = axes.at(0, figure.lines[i].y).y();
        if (y >= plot.top() && y <= plot.bottom()) {
            painter.setPen(QPen(figure.paper.faint, 1.1, Qt::DotLine));
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        }
        const double middle = std::max(y, free);
        free = middle + high;
        painter.setPen(figure.paper.faint);
        painter.drawText(QRectF(plot.right() + 6, middle - high / 2, roomForNames(figure), high),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, figure.lines[i].name);
    }
}

/// Half an epoch more on either side, so that a single one is seen too; between the values with a little room.
void paintMarked(QPainter& painter, const CurvesFigure& figure, const PlotAxes& axes)
{
    const QRectF& plot = axes.plot();
    const double room = 0.02 * plot.height();
    for (const FigureMark& mark : figure.marks) {
        const double left = axes.at(mark.first - 0.5, 0).x(), right = axes.at(mark.last + 0.5, 0).x();
        const bool whole = !std::isfinite(mark.low) || !std::isfinite(mark.high);
        const double top = whole ? plot.top() : axes.at(0, std::max(mark.low, mark.high)).y() - room;
        const double bottom = whole ? plot.bottom() : axes.at(0, std::min(mark.low, mark.high)).y() + room;
        QColor shade = figure.paper.faint;
        shade.setAlphaF(0.16F);
        painter.setBrush(shade);
        painter.setPen(QPen(figure.paper.faint, 1.2, Qt::DashLine));
        painter.drawRect(QRectF(QPointF(left, top), QPointF(right, bottom)));
    }
    painter.setBrush(Qt::NoBrush);
}

/// Where the legend stands in the plot: where no curve passes, or, where the paper has no room below either, in the lower
/// right corner; null: below.
QRectF placeOf(const std::vector<LegendEntry>& entries, const CurvesFigure& figure, const PlotAxes& axes)
{
    const QRectF& plot = axes.plot();
    const QSizeF whole = legendSize(entries, std::numeric_limits<double>::infinity());
    const QSizeF box = legendSize(entries, plot.width() - 2 * kBesidePlot);
    std::vector<QPolygonF> lines;
    for (const Curve& curve : figure.curves) {
        std::ranges::move(stretchesOf(curve, 0, axes), std::back_inserter(lines));
    }
    const std::optional<QRectF> corner = freeCorner(plot, box, lines);
    if (corner && whole.width() <= box.width() + 0.5) { // no name is cut
        return *corner;
    }
    if (box.height() > kMostBelow * plot.height()) {
        return {QPointF(plot.right() - box.width(), std::max(plot.top(), plot.bottom() - box.height())), box};
    }
    return {};
}

} // namespace

void paintCurves(QPainter& painter, const QRectF& area, const CurvesFigure& figure)
{
    QRectF rest = paintFrame(painter, area, figure.title, figure.caption, figure.paper);
    std::ranges::for_each(figure.curves, requireWhole);
    const bool several = severalRuns(figure.curves);
    const std::vector<LegendEntry> entries = legendOf(figure, several);
    PlotAxes axes(acrossOf(figure), uprightOf(figure), rest, roomForNames(figure));
    QRectF legend = placeOf(entries, figure, axes);
    if (!entries.empty() && legend.isNull()) { // no corner is free: below the plot
        const QSizeF box = legendSize(entries, rest.width());
        legend = QRectF(QPointF(rest.right() - box.width(), rest.bottom() - box.height()), box);
        rest.setBottom(legend.top() - kAboveLegend);
        axes = PlotAxes(acrossOf(figure), uprightOf(figure), rest, roomForNames(figure));
    }
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    axes.paintGrid(painter, figure.paper);
    painter.save();
    painter.setClipRect(axes.plot(), Qt::IntersectClip);
    paintMarked(painter, figure, axes);
    painter.restore();
    paintLines(painter, figure, axes);
    paintLegend(painter, legend, entries, figure.paper); // below the curves: it hides no value
    painter.save();
    painter.setClipRect(axes.plot(), Qt::IntersectClip);
    for (const Curve& curve : figure.curves) {
        paintBand(painter, curve, penOf(curve, several).color(), axes);
    }
    for (const Curve& curve : figure.curves) {
        paintCurve(painter, curve, several, figure.paper, axes);
    }
    painter.restore();
    axes.paint(painter, figure.paper);
    painter.restore();
}

} // namespace fovea
