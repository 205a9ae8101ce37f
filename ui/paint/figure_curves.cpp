#include "ui/paint/figure_curves.h"

#include "ui/paint/run_colours.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

// Longer curves are lines without marks.
constexpr std::size_t kMostMarks = 25;
constexpr std::size_t kMostMarksOfSeveral = 12;
constexpr double kLeastApart = 0.3; // between two points of a line that are drawn both

} // namespace

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

std::optional<PlotMark> markOf(const Curve& curve, bool several, const Paper& paper)
{
    const std::size_t most = several ? kMostMarksOfSeveral : kMostMarks;
    if (curve.faint || (curve.x.size() > most && !hasLonePoint(curve))) {
        return std::nullopt;
    }
    const bool filled = curve.role == Curve::Role::Training;
    return PlotMark{filled ? penOf(curve, several).color() : paper.background, filled ? 4.2 : 5.2};
}

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

void paintCurve(QPainter& painter, const Curve& curve, bool several, const Paper& paper, const PlotAxes& axes)
{
    const QPen pen = penOf(curve, several);
    const std::vector<QPolygonF> stretches = stretchesOf(curve, 0, axes);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    for (const QPolygonF& line : stretches) {
        painter.drawPolyline(line);
    }
    if (const auto mark = markOf(curve, several, paper)) {
        for (const QPolygonF& line : stretches) {
            for (const QPointF& point : line) {
                paintPlotMark(painter, point, pen.color(), *mark);
            }
        }
    }
}

} // namespace fovea
