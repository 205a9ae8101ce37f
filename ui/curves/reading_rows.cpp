#include "ui/curves/reading_rows.h"

#include "ui/curves/curve_words.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr std::size_t kMostRows = 8;
constexpr double kNamePixels = 170;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CurvesView)
};

double finiteOrUndefined(std::span<const double> values, std::size_t i)
{
    return i < values.size() ? values[i] : kUndefined;
}

/// The value at the record nearest to x, if one is no farther than that.
double valueNear(const CurvePoints& points, double x, double farthest)
{
    const auto after = std::ranges::lower_bound(points.x, x);
    auto i = static_cast<std::size_t>(after - points.x.begin());
    if (i > 0 && (i == points.x.size() || x - points.x[i - 1] <= points.x[i] - x)) {
        --i;
    }
    const bool near = i < points.x.size() && std::abs(points.x[i] - x) <= farthest;
    return near ? finiteOrUndefined(points.y, i) : kUndefined;
}

QString elided(const QString& name)
{
    return QFontMetricsF(figureFont(13)).elidedText(name, Qt::ElideRight, kNamePixels);
}

/// A row for each head at a pass; of many those that are spread least.
std::vector<ReadingRow> rowsOfHeads(const RunCurves& run, double x, const CurveSheet& sheet, const CurveScene& scene,
                                    const CurveChoices& choices)
{
    const CurveCompany company{scene.several(), false, false, choices.paper};
    std::vector<std::pair<double, ReadingRow>> rows;
    for (std::size_t head = 0; head < run.heads().size(); ++head) {
        ReadingRow row{{}, headName(run.heads()[head]), {}};
        double spread = kUndefined;
        for (const CurveKind kind : {CurveKind::HeadSpread, CurveKind::HeadHit, CurveKind::HeadMass}) {
            const CurveId id{sheet.tab(), kind, static_cast<int>(head)};
            const double value = valueNear(run.points(id, choices.across), x, 1e-6);
            spread = kind == CurveKind::HeadSpread ? value : spread;
            if (std::isfinite(value) && !sheet.hidden(id)) {
                row.values.emplace_back(leaderOf(id), value);
                row.colour = row.colour.isValid() ? row.colour : curveStyle(id, run.head(), company).colour;
            }
        }
        if (!row.values.empty()) {
            rows.emplace_back(spread, std::move(row));
        }
    }
    std::vector<double> spreads;
    for (const auto& [spread, row] : rows) {
        spreads.push_back(spread);
    }
    const std::size_t kept = std::min(rows.size(), kMostRows);
    std::ranges::sort(spreads);
    std::vector<ReadingRow> shown;
    for (auto& [spread, row] : rows) {
        if (shown.size() < kept && !(spread > spreads[kept - 1])) {
            shown.push_back(std::move(row));
        }
    }
    return shown;
}

} // namespace

std::optional<CurveId> lineWithin(const CurveId& id, const RunCurves& run)
{
    switch (id.kind) {
    case CurveKind::Running:
    case CurveKind::Training:
        return (id.kind == CurveKind::Training) == run.likeTheEssay() ? std::optional(CurveId{id.tab, CurveKind::Live})
                                                                      : std::nullopt;
    case CurveKind::Reward:
        return CurveId{id.tab, CurveKind::RewardBatch};
    case CurveKind::Promised:
        return CurveId{id.tab, CurveKind::PromisedBatch};
    case CurveKind::Spread:
        return CurveId{id.tab, CurveKind::SpreadLook};
    case CurveKind::Mass:
        return CurveId{id.tab, CurveKind::MassLook};
    case CurveKind::Hit:
        return CurveId{id.tab, CurveKind::HitLook};
    default:
        return std::nullopt;
    }
}

std::vector<CurveId> leaders(const CurveSheet& sheet, const RunCurves& run, const CurveChoices& choices)
{
    std::vector<CurveId> ids = curvesOf(sheet.tab(), run, choices);
    std::erase_if(ids, [&](const CurveId& id) { return leaderOf(id) != id || sheet.hidden(id); });
    return ids;
}

double perPass(const RunCurves& run, Across across)
{
    return across == Across::Passes ? 1 : run.batchesPerPass();
}

bool showsHeads(const CurveSheet& sheet, const RunCurves& run, const CurveChoices& choices)
{
    return sheet.tab() == CurveTab::Attention && choices.heads.all && !run.heads().empty();
}

std::vector<ReadingRow> rowsOf(const RunCurves& run, double x, bool onPass, const CurveSheet& sheet,
                               const CurveScene& scene, const CurveChoices& choices)
{
    const double half = perPass(run, choices.across) / 2;
    const bool heads = showsHeads(sheet, run, choices);
    const bool oneForAll = (scene.several() || heads) && sheet.tab() != CurveTab::Gradient;
    const CurveCompany company{scene.several(), run.head().number != scene.present && !choices.alike, false,
                               choices.paper};
    std::vector<ReadingRow> rows;
    for (const CurveId& id : leaders(sheet, run, choices)) {
        const std::optional<CurveId> within = onPass ? std::nullopt : lineWithin(id, run);
        const CurvePoints points = run.points(within.value_or(id), choices.across);
        const double value = valueNear(points, x, oncePerPass(id.kind) && !within ? 1e-6 : half);
        const bool left = oneForAll && onPass && id.kind == CurveKind::Running; // no room for what says least
        if (!std::isfinite(value) || left) {
            continue;
        }
        if (!oneForAll || rows.empty()) {
            rows.push_back({curveStyle(id, run.head(), company).colour,
                            heads && !scene.several() ? Words::tr("map as a whole")
                            : oneForAll               ? elided(run.head().shownName())
                                                      : curveName(id, run.head(), choices.full),
                            {}});
        }
        rows.back().values.emplace_back(id, value);
    }
    if (heads && onPass && run.head().number == scene.present) {
        for (ReadingRow& row : rowsOfHeads(run, x, sheet, scene, choices)) {
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

void keepLargest(std::vector<ReadingRow>& rows)
{
    if (rows.size() <= kMostRows) {
        return;
    }
    std::vector<double> values;
    for (const ReadingRow& row : rows) {
        values.push_back(row.values.front().second);
    }
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(kMostRows) - 1, std::greater());
    const double least = values[kMostRows - 1];
    std::erase_if(rows, [least](const ReadingRow& row) { return row.values.front().second < least; });
    rows.resize(std::min(rows.size(), kMostRows));
}

} // namespace fovea
