#include "ui/curves/curve_reading.h"

#include "ui/curves/curve_words.h"
#include "ui/curves/reading_rows.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CurvesView)
};

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

QString cell(const QString& text, bool right = false)
{
    // Columns stand apart: headings are as wide as their numbers, or wider.
    const QString number = QStringLiteral(" align=\"right\" style=\"padding-left:10px\"");
    return QStringLiteral("<td%1>%2</td>").arg(right ? number : QString(), text);
}

/// Runs below one another, their values in columns under the lines' names; one run alone: a line a row.
CurveReading described(const QString& where, const std::vector<ReadingRow>& rows, bool columns, const RunHead& head,
                       bool full)
{
    std::vector<CurveId> ids;
    for (const ReadingRow& row : rows) {
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
    for (const ReadingRow& row : rows) {
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
    for (const CurveId& id : leaders(sheet, *run, choices)) {
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
    std::vector<ReadingRow> rows;
    for (const auto& [number, run] : scene.runs) {
        if (scene.shown(sheet.tab(), number)) {
            const std::vector<ReadingRow> more = rowsOf(run, x, onPass, sheet, scene, choices);
            rows.insert(rows.end(), more.begin(), more.end());
        }
    }
    if (rows.empty()) {
        return std::nullopt;
    }
    if (sheet.tab() == CurveTab::Gradient) {
        keepLargest(rows);
    }
    const bool batches = choices.across == Across::Batches;
    const QString number = QLocale().toString(x, 'f', batches || onPass ? 0 : 2);
    const QString where = batches ? Words::tr("batch %1").arg(number) : Words::tr("pass %1").arg(number);
    const bool heads = scene.presentRun() != nullptr && showsHeads(sheet, *scene.presentRun(), choices);
    const bool columns = (scene.several() || heads) && sheet.tab() != CurveTab::Gradient;
    CurveReading reading = described(where, rows, columns, scene.runs.begin()->second.head(), choices.full);
    reading.x = x;
    return reading;
}

} // namespace fovea
