#include "ui/curves/curve_sheet.h"

#include "ui/curves/curve_ranges.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <ranges>

namespace fovea {
namespace {

constexpr std::size_t kMostMarks = 25;
constexpr std::size_t kMostMarksOfSeveral = 12;
constexpr std::size_t kMostSmoothPoints = 300; // antialiasing is paid by the point
constexpr double kPointsPerPixel = 0.5;        // columns two pixels wide, of two points each

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CurvesView)
};

CurveLayer layerOf(const CurveScene& scene, const RunCurves& run, const CurveId& id)
{
    if (run.head().number != scene.present) {
        return CurveLayer::Earlier;
    }
    return oncePerPass(id.kind) ? CurveLayer::Passes : CurveLayer::Live;
}

/// Of earlier runs the points of the passes are enough; where there are none, what else is known.
bool worthDrawing(const CurveScene& scene, const RunCurves& run, const CurveId& id)
{
    if (run.head().number == scene.present) {
        return true;
    }
    if (id.kind == CurveKind::Running || id.kind == CurveKind::Batch || isOfHead(id) ||
        id.kind == CurveKind::Variance) {
        return false;
    }
    return oncePerPass(id.kind) || run.points(leaderOf(id), Across::Passes).x.empty();
}

/// 2 √(p (1 − p) / n) at each point.
std::vector<QPointF> twoStandardErrors(const std::vector<QPointF>& points, long images)
{
    std::vector<QPointF> band;
    for (const QPointF& point : points) {
        const double p = std::clamp(point.y(), 0.0, 1.0);
        band.emplace_back(point.x(), 2 * std::sqrt(p * (1 - p) / static_cast<double>(images)));
    }
    return band;
}

/// A pen with dashes costs ten times one without; a long line has a point at every other pixel, and leaving some out gives
/// the same stroke.
std::vector<QPointF> strokedByColumns(const std::vector<QPointF>& points, const CurveStyle& style, double perPixel)
{
    if (style.dashes.size() < 2) {
        return points;
    }
    const double drawn = std::max(4.0, 2 * style.dashes[0] * style.width);
    const double period = drawn + 2 * style.dashes[1] * style.width + 1;
    std::vector<QPointF> stroked;
    bool gap = true;
    for (const QPointF& point : points) {
        const bool draw = std::fmod(point.x() / perPixel, period) < drawn;
        if (draw) {
            stroked.push_back(point);
        } else if (!gap) {
            stroked.emplace_back(point.x(), kUndefined);
        }
        gap = !draw;
    }
    return stroked;
}

} // namespace

void CurveSheet::setHidden(const CurveId& leader, bool hidden)
{
    if (hidden) {
        hidden_.insert(leader);
    } else {
        hidden_.erase(leader);
    }
    changes_ |= kEverything;
}

bool CurveSheet::refresh(const CurveScene& scene, const CurveChoices& choices)
{
    if (!changes_) {
        return true;
    }
    split_ = splitPanels(scene);
    follow(scene, choices);
    const CurveFrame now = frame(scene, choices);
    if (!(now == frame_) || changes_ & CurveChange::Others) {
        frame_ = now;
        plot_->setFrame(now);
        changes_ |= kEverything;
    }
    if (changes_ & CurveChange::Others) {
        setLines(CurveLayer::Earlier, scene, choices);
    }
    if (changes_ & CurveChange::Passes) {
        setLines(CurveLayer::Passes, scene, choices);
        setMoment(scene, choices);
    }
    setLines(CurveLayer::Live, scene, choices);
    changes_ = {};
    plot_->draw();
    if (plot_->columns() != columns_) { // the axes' labels took another width than before
        changes_ = kEverything;
    }
    return !changes_;
}

bool CurveSheet::logarithmic(const CurveChoices& choices) const
{
    return tab_ == CurveTab::Gradient || (tab_ == CurveTab::Loss && choices.full && choices.logarithmic);
}

/// Where no object is known, the spread has all the room; reward and the noise of what it teaches have one each.
bool CurveSheet::splitPanels(const CurveScene& scene) const
{
    if (tab_ == CurveTab::Reward) {
        return true;
    }
    return tab_ == CurveTab::Attention && !scene.gazes() && std::ranges::any_of(scene.runs, [&](const auto& run) {
               return scene.shown(tab_, run.first) && std::isfinite(run.second.head().massChance);
           });
}

int CurveSheet::panelOf(const CurveId& id) const
{
    if (tab_ == CurveTab::Reward) {
        return id.kind == CurveKind::Variance ? 1 : 0;
    }
    const CurveKind kind = leaderOf(id).kind;
    return tab_ == CurveTab::Attention && (kind == CurveKind::Mass || kind == CurveKind::Hit) ? 1 : 0;
}

/// Brings the horizontal axis and all traces up to date.
void CurveSheet::follow(const CurveScene& scene, const CurveChoices& choices)
{
    double last = 0;
    double planned = 0;
    double least = 1;
    for (const auto& [number, run] : scene.runs) {
        if (scene.shown(tab_, number)) {
            last = std::max(last, run.last(choices.across));
            planned = std::max(planned, run.planned(choices.across));
            least = choices.across == Across::Batches ? std::max(least, run.batchesPerPass()) : least;
        }
    }
    across_ = acrossRange(last, planned, least);
    columns_ = plot_->columns();
    std::erase_if(traces_, [&](const auto& trace) { return !scene.runs.contains(trace.first.run); });
    for (const auto& [number, run] : scene.runs) {
        if (!scene.shown(tab_, number)) {
            continue;
        }
        for (const CurveId& id : curvesOf(tab_, run, choices)) {
            const bool smoothed = choices.full && choices.smoothing > 0;
            for (int smooth = 0; smooth <= (smoothed ? 1 : 0); ++smooth) {
                const CurvePoints points = run.points(id, choices.across);
                const int columns =
                    std::max(16, static_cast<int>(kPointsPerPixel * columns_) / (choices.thick ? 2 : 1));
                traces_[{number, id, smooth == 1}].follow(points.x, points.y,
                                                          {across_.low, across_.high, columns,
                                                           smooth == 1 ? choices.smoothing : 0,
                                                           logarithmic(choices) || id.kind == CurveKind::Variance},
                                                          run.version());
            }
        }
    }
}

void CurveSheet::setLines(CurveLayer layer, const CurveScene& scene, const CurveChoices& choices)
{
    std::vector<PlotLine> lines;
    for (const auto& [number, run] : scene.runs) {
        if (!scene.shown(tab_, number)) {
            continue;
        }
        const std::vector<CurveId> curves = curvesOf(tab_, run, choices);
        for (const CurveId& id : std::views::reverse(curves)) { // what the legend names first lies on top
            if (layerOf(scene, run, id) == layer && !hidden(id) && worthDrawing(scene, run, id)) {
                addLine(lines, run, id, scene, choices);
            }
        }
    }
    plot_->setLines(layer, lines);
}

void CurveSheet::addLine(std::vector<PlotLine>& lines, const RunCurves& run, const CurveId& id, const CurveScene& scene,
                         const CurveChoices& choices) const
{
    const int number = run.head().number;
    const bool smoothed = traces_.contains({number, id, true}) && choices.full && choices.smoothing > 0;
    PlotLine line;
    line.panel = panelOf(id);
    if (line.panel > 0 && !split_) {
        return;
    }
    const CurveCompany company{scene.several(), number != scene.present && !choices.alike, choices.thick,
                               choices.paper};
    line.style = curveStyle(id, run.head(), company);
    line.points = traces_.at({number, id, false}).points();
    if (line.points.empty()) {
        return;
    }
    if (smoothed) { // what was measured stays, faint
        PlotLine raw = line;
        raw.style.colour = faded(line.style.colour, choices.paper, 0.65);
        raw.style.width = 1;
        raw.style.mark = CurveMark::None;
        lines.push_back(std::move(raw));
        line.points = traces_.at({number, id, true}).points();
    }
    const bool few = !isOfHead(id) && line.points.size() <= kMostSmoothPoints / (choices.thick ? 3 : 1);
    const bool each = line.points.size() <= (scene.several() ? kMostMarksOfSeveral : kMostMarks);
    line.marks = each                          ? PlotLine::Marks::All
                 : line.style.dashes.isEmpty() ? PlotLine::Marks::Lone
                                               : PlotLine::Marks::None;
    line.smooth = few && oncePerPass(id.kind);
    if (!few) {
        line.style.width = choices.thick ? line.style.width : 1;
        line.points = strokedByColumns(line.points, line.style, across_.high / columns_);
        line.style.dashes.clear();
    }
    if (tab_ == CurveTab::Accuracy && id.kind == CurveKind::Validation && !company.earlier && !choices.alike &&
        run.head().validationImages > 0) {
        line.band = twoStandardErrors(line.points, run.head().validationImages);
    }
    if (!oncePerPass(id.kind) && id.kind != CurveKind::Batch && !company.earlier && tab_ != CurveTab::Gradient) {
        PlotLine tip; // where it is now; also the first batch, which is no line yet
        tip.panel = line.panel;
        tip.style = line.style;
        tip.style.mark = CurveMark::Circle;
        tip.style.filled = true;
        tip.marks = PlotLine::Marks::All;
        tip.points = {line.points.back()};
        lines.push_back(std::move(tip));
    }
    lines.push_back(std::move(line));
}

/// The pass with the lowest validation loss.
void CurveSheet::setMoment(const CurveScene& scene, const CurveChoices& choices)
{
    const RunCurves* run = scene.presentRun();
    if (tab_ == CurveTab::Gradient || tab_ == CurveTab::Reward || choices.alike || run == nullptr ||
        run->bestPass() < 0 || !scene.shown(tab_, scene.present)) {
        plot_->setMoment(std::nullopt, {});
        return;
    }
    const auto best = static_cast<std::size_t>(run->bestPass());
    const CurveId id{tab_, CurveKind::Validation};
    const double pass = run->points(id, Across::Passes).x[best];
    plot_->setMoment(run->points(id, choices.across).x[best],
                     Words::tr("best by loss: pass %1").arg(QLocale().toString(static_cast<int>(std::lround(pass)))));
}

} // namespace fovea
