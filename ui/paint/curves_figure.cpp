#include "ui/paint/curves_figure.h"

#include "core/tensor/check.h"
#include "ui/paint/figure_text.h"
#include "ui/paint/plot_axes.h"
#include "ui/paint/plot_legend.h"
#include "ui/paint/run_colours.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace fovea {
namespace {

// Longer curves are lines without marks.
constexpr std::size_t kMostMarks = 25;
constexpr std::size_t kMostMarksOfSeveral = 12;
constexpr int kTicks = 6;           // of the upright axis
constexpr double kBesideLines = 8;  // logical pixels around the names of lines across
constexpr double kLeastApart = 0.3; // between two points of a line that are drawn both

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

/// What a curve's split is called.
QString roleText(const Curve& curve, const CurvesFigure& figure)
{
    if (curve.role == Curve::Role::Validation) {
        return Words::tr("validation");
    }
    return figure.training.isEmpty() ? Words::tr("training") : figure.training;
}

QString legendText(const Curve& curve, bool several, const CurvesFigure& figure)
{
    if (curve.role == Curve::Role::Named) {
        return curve.name;
    }
    const QString role = roleText(curve, figure);
    return several && !curve.name.isEmpty() ? Words::tr("%1, %2").arg(curve.name, role) : role;
}

/// Hue is the run, the stroke the split; of curves that are told apart by name alone the stroke changes after eight colours.
QPen penOf(const Curve& curve, bool several)
{
    const bool training = curve.role == Curve::Role::Training, named = curve.role == Curve::Role::Named;
    QColor colour = several || named ? runColour(curve.run) : training ? trainingColour() : validationColour();
    if (curve.faint) {
        colour.setAlphaF(0.35F);
    }
    QPen pen(colour, curve.faint ? 0.9 : named ? 1.3 : 1.8, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if ((several && training) || (named && curve.run / 8 == 1)) {
        pen.setDashPattern({4, 2.5});
    } else if (named && curve.run / 8 > 1) {
        pen.setDashPattern({1, 2});
    }
    return pen;
}

/// Filled and hollow marks tell training and validation apart without colour.
std::optional<PlotMark> markOf(const Curve& curve, bool several, const Paper& paper)
{
    const std::size_t most = several ? kMostMarksOfSeveral : kMostMarks;
    if (curve.faint || (curve.x.size() > most && !hasLonePoint(curve))) {
        return std::nullopt;
    }
    const bool filled = curve.role == Curve::Role::Training;
    return PlotMark{filled ? penOf(curve, several).color() : paper.background, filled ? 4.2 : 5.2};
}

/// The finite stretches of a curve, `sds` standard deviations above it.
std::vector<QPolygonF> stretchesOf(const Curve& curve, double sds, const PlotAxes& axes)
{
    std::vector<QPolygonF> stretches;
    bool open = false;
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
        const double y = curve.y[i] + (curve.sd.empty() ? 0 : sds * curve.sd[i]);
        const QPointF point = axes.at(curve.x[i], y);
        if (!std::isfinite(curve.x[i]) || !std::isfinite(y) || !std::isfinite(point.y())) {
            open = false;
            continue;
        }
        if (!open) {
            stretches.emplace_back();
            open = true;
        }
        QPolygonF& line = stretches.back();
        const bool last = i + 1 == curve.x.size() || !std::isfinite(curve.y[i + 1]);
        if (line.isEmpty() || last || curve.sd.size() > 0 ||
            (point - line.back()).manhattanLength() >= kLeastApart) { // thousands of batches lie on few pixels
            line << point;
        }
    }
    return stretches;
}

/// y ± sd, a pale area below the curves.
void paintBand(QPainter& painter, const Curve& curve, QColor colour, const PlotAxes& axes)
{
    if (curve.sd.empty()) {
        return;
    }
    colour.setAlphaF(0.2F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const std::vector<QPolygonF> upper = stretchesOf(curve, 1, axes), lower = stretchesOf(curve, -1, axes);
    for (std::size_t i = 0; i < std::min(upper.size(), lower.size()); ++i) {
        QPolygonF around = upper[i];
        std::for_each(lower[i].rbegin(), lower[i].rend(), [&](const QPointF& point) { around << point; });
        painter.drawPolygon(around);
    }
    painter.setBrush(Qt::NoBrush);
}

void paintCurve(QPainter& painter, const Curve& curve, bool several, const CurvesFigure& figure, const PlotAxes& axes)
{
    const QPen pen = penOf(curve, several);
    const std::vector<QPolygonF> stretches = stretchesOf(curve, 0, axes);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    for (const QPolygonF& line : stretches) {
        painter.drawPolyline(line);
    }
    if (const auto mark = markOf(curve, several, figure.paper)) {
        for (const QPolygonF& line : stretches) {
            for (const QPointF& point : line) {
                paintPlotMark(painter, point, pen.color(), *mark);
            }
        }
    }
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

/// An entry a curve, and one for all bands alike: grey, because each band has its curve's colour.
std::vector<LegendEntry> legendOf(const CurvesFigure& figure, bool several)
{
    std::vector<LegendEntry> entries;
    for (const Curve& curve : figure.curves) {
        if (!curve.faint) {
            entries.push_back({legendText(curve, several, figure), penOf(curve, several),
                               markOf(curve, several, figure.paper), QColor()});
        }
    }
    const bool bands = std::ranges::any_of(figure.curves, [](const Curve& curve) { return !curve.sd.empty(); });
    if (bands && !figure.band.isEmpty()) {
        QColor grey = figure.paper.faint;
        grey.setAlphaF(0.35F);
        entries.push_back({figure.band, QPen(Qt::NoPen), std::nullopt, grey});
    }
    return entries;
}

} // namespace

void paintCurves(QPainter& painter, const QRectF& area, const CurvesFigure& figure)
{
    const QRectF rest = paintFrame(painter, area, figure.title, figure.caption, figure.paper);
    std::ranges::for_each(figure.curves, requireWhole);
    const PlotAxes axes(acrossOf(figure), uprightOf(figure), rest, roomForNames(figure));
    const bool several = severalRuns(figure.curves);
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    axes.paintGrid(painter, figure.paper);
    painter.save();
    painter.setClipRect(axes.plot(), Qt::IntersectClip);
    paintMarked(painter, figure, axes);
    painter.restore();
    paintLines(painter, figure, axes);
    paintLegend(painter, axes.plot(), legendOf(figure, several), figure.paper); // below the curves: it hides no value
    painter.save();
    painter.setClipRect(axes.plot(), Qt::IntersectClip);
    for (const Curve& curve : figure.curves) {
        paintBand(painter, curve, penOf(curve, several).color(), axes);
    }
    for (const Curve& curve : figure.curves) {
        paintCurve(painter, curve, several, figure, axes);
    }
    painter.restore();
    axes.paint(painter, figure.paper);
    painter.restore();
}

} // namespace fovea
