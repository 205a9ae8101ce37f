#include "ui/paint/figure_legend.h"

#include "ui/paint/figure_curves.h"

#include <QCoreApplication>
#include <QLineF>

#include <algorithm>
#include <set>

namespace fovea {
namespace {

constexpr double kFromSide = 8, kFromEnd = 12; // logical pixels to the plot's edges, beside and above or below

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CurvesFigure)
};

/// What a curve's split is called.
QString roleText(const Curve& curve, const CurvesFigure& figure)
{
    if (curve.role == Curve::Role::Validation) {
        return Words::tr("validation");
    }
    return figure.training.isEmpty() ? Words::tr("training") : figure.training;
}

/// The strokes of both splits, whose colours are the runs'.
std::vector<LegendEntry> splitsOf(const CurvesFigure& figure)
{
    std::vector<LegendEntry> entries;
    for (const Curve::Role role : {Curve::Role::Validation, Curve::Role::Training}) {
        const auto curve = std::ranges::find(figure.curves, role, &Curve::role);
        if (curve != figure.curves.end()) {
            QPen pen = penOf(*curve, true);
            pen.setColor(figure.paper.ink);
            entries.push_back({roleText(*curve, figure), pen, std::nullopt, QColor()});
        }
    }
    return entries;
}

bool touches(const QRectF& box, const QPolygonF& line)
{
    const QPointF corners[] = {box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()};
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (box.contains(line[i])) {
            return true;
        }
        for (std::size_t side = 0; i > 0 && side < 4; ++side) {
            const QLineF edge(corners[side], corners[(side + 1) % 4]);
            if (edge.intersects(QLineF(line[i - 1], line[i]), nullptr) == QLineF::BoundedIntersection) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

std::vector<LegendEntry> legendOf(const CurvesFigure& figure, bool several)
{
    std::vector<LegendEntry> entries;
    std::set<int> named;
    for (const Curve& curve : figure.curves) {
        const bool split = curve.role != Curve::Role::Named;
        const bool ofRun = several && split; // the line and its marks belong to the run, whichever its splits are
        if (curve.faint || (ofRun && !named.insert(curve.run).second)) {
            continue;
        }
        Curve drawn = curve;
        drawn.role = ofRun ? Curve::Role::Validation : curve.role;
        entries.push_back({ofRun || !split ? curve.name : roleText(curve, figure), penOf(drawn, several),
                           markOf(drawn, several, figure.paper), QColor()});
    }
    if (!named.empty()) {
        std::ranges::move(splitsOf(figure), std::back_inserter(entries));
    }
    const bool bands = std::ranges::any_of(figure.curves, [](const Curve& curve) { return !curve.sd.empty(); });
    if (bands && !figure.band.isEmpty()) {
        QColor grey = figure.paper.faint;
        grey.setAlphaF(0.35F);
        entries.push_back({figure.band, QPen(Qt::NoPen), std::nullopt, grey});
    }
    return entries;
}

std::optional<QRectF> freeCorner(const QRectF& plot, const QSizeF& box, const std::vector<QPolygonF>& lines)
{
    constexpr double kAround = 3; // logical pixels that a curve stays away
    const double left = plot.left() + kFromSide, right = plot.right() - kFromSide - box.width();
    const double top = plot.top() + kFromEnd, bottom = plot.bottom() - kFromEnd - box.height();
    if (left > right || top > bottom) {
        return {};
    }
    for (const QPointF& corner : {QPointF(right, bottom), QPointF(left, top), QPointF(right, top),
                                  QPointF(left, bottom), QPointF(right, (top + bottom) / 2)}) {
        const QRectF place(corner, box);
        const QRectF around = place.adjusted(-kAround, -kAround, kAround, kAround);
        if (std::ranges::none_of(lines, [&](const QPolygonF& line) { return touches(around, line); })) {
            return place;
        }
    }
    return {};
}

} // namespace fovea
