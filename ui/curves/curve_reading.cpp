#include "ui/curves/curve_reading.h"

#include "ui/curves/curve_words.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>

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

/// A row of the box: a line of one run, or all lines of one of several runs.
struct Row
{
    QColor colour;
    QString name;
    std::vector<std::pair<CurveId, double>> values;
};

double finiteOrUndefined(std::span<const double> values, std::size_t i)
{
    return i < values.size() ? values[i] : kUndefined;
}

/// The last finite value.
double now(std::span<const double> values)
{
    for (std::size_t i = values.size(); i-- > 0;) {
        if (std::isfinite(values[i])) {
            return values[i];
        }
    }
    return kUndefined;
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

/// The line that is measured within a pass and stands for this one there.
std::optional<CurveId> lineWithin(const CurveId& id, const RunCurves& run)
{
    switch (id.kind) {
    case CurveKind::Running:
    case CurveKind::Training:
        return (id.kind == CurveKind::Training) == run.likeTheEssay() ? std::optional(CurveId{id.tab, CurveKind::Live})
                                                                      : std::nullopt;
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

std::vector<CurveId> leaders(const CurveSheet& sheet, const RunHead& head, bool full)
{
    std::vector<CurveId> ids = curvesOf(sheet.tab(), head, full);
    std::erase_if(ids, [&](const CurveId& id) { return leaderOf(id) != id || sheet.hidden(id); });
    return ids;
}

double perPass(const RunCurves& run, Across across)
{
    return across == Across::Passes ? 1 : run.batchesPerPass();
}

/// Where the last pass of the present run that is measured ends.
double lastPass(const CurveScene& scene, Across across)
{
    const RunCurves* run = scene.presentRun();
    const auto x =
        run == nullptr ? std::span<const double>() : run->points({CurveTab::Accuracy, CurveKind::Validation}, across).x;
    return x.empty() ? 0 : x.back();
}

double nearestStop(const std::vector<double>& stops, double x)
{
    return *std::ranges::min_element(stops, {}, [x](double stop) { return std::abs(stop - x); });
}

QString dot(const QColor& colour)
{
    return QStringLiteral("<span style=\"color:%1\">■</span>").arg(colour.name());
}

QString elided(const QString& name)
{
    return QFontMetricsF(figureFont(13)).elidedText(name, Qt::ElideRight, kNamePixels);
}

std::vector<Row> rowsOf(const RunCurves& run, double x, bool onPass, const CurveSheet& sheet, const CurveScene& scene,
                        const CurveChoices& choices)
{
    const double half = perPass(run, choices.across) / 2;
    const bool oneForAll = scene.several() && sheet.tab() != CurveTab::Gradient;
    const CurveCompany company{scene.several(), run.head().number != scene.present, false, choices.paper};
    std::vector<Row> rows;
    for (const CurveId& id : leaders(sheet, run.head(), choices.full)) {
        const std::optional<CurveId> within = onPass ? std::nullopt : lineWithin(id, run);
        const CurvePoints points = run.points(within.value_or(id), choices.across);
        const double value = valueNear(points, x, oncePerPass(id.kind) && !within ? 1e-6 : half);
        const bool left = oneForAll && onPass && id.kind == CurveKind::Running; // no room for what says least
        if (!std::isfinite(value) || left) {
            continue;
        }
        if (!oneForAll || rows.empty()) {
            rows.push_back({curveStyle(id, run.head(), company).colour,
                            oneForAll ? elided(run.head().name) : curveName(id, run.head(), choices.full),
                            {}});
        }
        rows.back().values.emplace_back(id, value);
    }
    return rows;
}

/// Where a gradient has too many parameters: the largest, in their order.
void keepLargest(std::vector<Row>& rows, std::size_t most)
{
    if (rows.size() <= most) {
        return;
    }
    std::vector<double> values;
    for (const Row& row : rows) {
        values.push_back(row.values.front().second);
    }
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(most) - 1, std::greater());
    const double least = values[most - 1];
    std::erase_if(rows, [least](const Row& row) { return row.values.front().second < least; });
    rows.resize(std::min(rows.size(), most));
}

QString cell(const QString& text, bool right = false)
{
    return QStringLiteral("<td%1>%2</td>").arg(right ? QStringLiteral(" align=\"right\"") : QString(), text);
}

/// Runs below one another, their values in columns under the lines' names; one run alone: a line a row.
CurveReading described(const QString& where, const std::vector<Row>& rows, bool columns, const RunHead& head, bool full)
{
    std::vector<CurveId> ids;
    for (const Row& row : rows) {
        for (const auto& [id, value] : row.values) {
            if (columns && std::ranges::find(ids, id) == ids.end()) {
                ids.push_back(id);
            }
        }
    }
    std::ranges::sort(ids);
    CurveReading reading{0, {}, where};
    QString table = QStringLiteral("<tr>") + cell(QStringLiteral("<b>%1</b>").arg(where.toHtmlEscaped()));
    for (const CurveId& id : ids) {
        table += cell(curveWord(id, head, full).toHtmlEscaped(), true);
    }
    table += QStringLiteral("</tr>");
    for (const Row& row : rows) {
        table += QStringLiteral("<tr>") + cell(dot(row.colour) + u' ' + row.name.toHtmlEscaped());
        reading.plainText += QStringLiteral("; ") + row.name;
        for (std::size_t i = 0; i < (columns ? ids.size() : 1); ++i) {
            const auto found =
                std::ranges::find_if(row.values, [&](const auto& value) { return !columns || value.first == ids[i]; });
            const QString number =
                found == row.values.end() ? curveNumber({}, kUndefined) : curveNumber(found->first, found->second);
            table += cell(number, true);
            reading.plainText += (columns ? u' ' + curveWord(ids[i], head, full) : QString()) + u' ' + number;
        }
        table += QStringLiteral("</tr>");
    }
    reading.text = QStringLiteral("<table cellspacing=\"3\" style=\"white-space:nowrap\">%1</table>").arg(table);
    return reading;
}

} // namespace

QStringList readings(const CurveSheet& sheet, const CurveScene& scene, const CurveChoices& choices)
{
    const RunCurves* run = scene.presentRun();
    QStringList parts;
    if (run == nullptr || !scene.shown(sheet.tab(), scene.present)) {
        return parts;
    }
    for (const CurveId& id : leaders(sheet, run->head(), choices.full)) {
        CurvePoints points = run->points(id, Across::Passes);
        if (points.y.empty() && lineWithin(id, *run)) {
            points = run->points(*lineWithin(id, *run), Across::Passes);
        }
        double least = kUndefined;
        double most = kUndefined;
        for (const double y : points.y) {
            least = std::fmin(least, y);
            most = std::fmax(most, y);
        }
        if (std::isfinite(least)) {
            const QString numbers =
                QStringLiteral("%1 / %2 / %3")
                    .arg(curveNumber(id, least), curveNumber(id, most), curveNumber(id, now(points.y)));
            const double places = run->head().places;
            parts << (id.kind == CurveKind::Spread && places > 0
                          ? Words::tr("over %1 of %2 cells").arg(numbers, QLocale().toString(std::lround(places)))
                          : Words::tr("%1 %2").arg(curveName(id, run->head(), choices.full), numbers));
        }
    }
    return parts;
}

std::vector<double> readingStops(const CurveSheet& sheet, const CurveScene& scene, const CurveChoices& choices)
{
    std::vector<double> stops;
    for (const auto& [number, run] : scene.runs) {
        if (scene.shown(sheet.tab(), number)) {
            const auto x = run.points({CurveTab::Accuracy, CurveKind::Validation}, choices.across).x;
            stops.insert(stops.end(), x.begin(), x.end());
        }
    }
    std::ranges::sort(stops);
    stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
    return stops;
}

std::optional<CurveReading> readingAt(double x, const CurveSheet& sheet, const CurveScene& scene,
                                      const CurveChoices& choices)
{
    const std::vector<double> stops = readingStops(sheet, scene, choices);
    bool onPass = false;
    if (sheet.tab() != CurveTab::Gradient && !stops.empty()) {
        const double stop = nearestStop(stops, x);
        const double half = scene.presentRun() != nullptr ? perPass(*scene.presentRun(), choices.across) / 2 : 0.5;
        onPass = std::abs(stop - x) <= half || x < lastPass(scene, choices.across);
        x = onPass ? stop : x;
    }
    std::vector<Row> rows;
    for (const auto& [number, run] : scene.runs) {
        if (scene.shown(sheet.tab(), number)) {
            const std::vector<Row> more = rowsOf(run, x, onPass, sheet, scene, choices);
            rows.insert(rows.end(), more.begin(), more.end());
        }
    }
    if (rows.empty()) {
        return std::nullopt;
    }
    if (sheet.tab() == CurveTab::Gradient) {
        keepLargest(rows, kMostRows);
    }
    const bool batches = choices.across == Across::Batches;
    const QString number = QLocale().toString(x, 'f', batches || onPass ? 0 : 2);
    const QString where = batches        ? Words::tr("batch %1").arg(number)
                          : choices.full ? Words::tr("epoch %1").arg(number)
                                         : Words::tr("pass %1").arg(number);
    const bool columns = scene.several() && sheet.tab() != CurveTab::Gradient;
    CurveReading reading = described(where, rows, columns, scene.runs.begin()->second.head(), choices.full);
    reading.x = x;
    return reading;
}

} // namespace fovea
