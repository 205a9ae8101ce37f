// What was compared on paper: the curves in one plot, the maps of the same pictures in one grid, what each reaches and costs.
#include "app/drawer_plates.h"
#include "app/plate_parts.h"
#include "app/plates.h"
#include "core/files/csv.h"
#include "ui/drawer/compare_figure.h"
#include "ui/views/map_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace fovea {
namespace {

constexpr QSizeF kCurves(16, 11); // centimetres
constexpr double kMapsWidth = 16;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

QStringList namesOf(const FrozenComparison& comparison)
{
    QStringList names;
    for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
        names << QStringLiteral("%1  %2").arg(i + 1).arg(comparison.rows[i].name);
    }
    return names;
}

/// The name of a row, as its first cell.
CsvRow rowOf(const FrozenComparison& comparison, std::size_t i)
{
    CsvRow row;
    row.add(static_cast<int>(i + 1)).add(comparison.rows[i].name.toStdString());
    return row;
}

std::string line(std::initializer_list<const char*> titles)
{
    CsvRow row;
    row.add("row").add("settings");
    for (const char* title : titles) {
        row.add(title);
    }
    return row.line();
}

std::string curvesCsv(const FrozenComparison& comparison)
{
    std::string text = line({"epoch", "loss", "accuracy", "val_loss", "val_accuracy"});
    for (std::size_t i = 0; i < comparison.curves.size(); ++i) {
        for (const EpochRecord& pass : comparison.curves[i].history) {
            CsvRow row = rowOf(comparison, i);
            row.add(pass.epoch).add(pass.loss).add(pass.accuracy);
            text += row.add(pass.valLoss).add(pass.valAccuracy).line();
        }
    }
    return text;
}

std::string tableCsv(const FrozenComparison& comparison)
{
    std::string text = line({"passes", "val_accuracy", "two_standard_errors", "best", "val_loss", "spread",
                             "weight_on_the_object", "learned", "multiply_adds", "ms_per_batch"});
    for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
        const ComparedRow& one = comparison.rows[i];
        CsvRow row = rowOf(comparison, i);
        row.add(one.passes).add(one.accuracy).add(one.error).add(one.best).add(one.loss).add(one.spread);
        text += row.add(one.mass).add(one.learned).add(one.multiplyAdds).add(one.millisecondsPerBatch).line();
    }
    return text;
}

std::string mapsCsv(const FrozenComparison& comparison)
{
    std::string text = line({"image", "is", "answer", "right", "probability"});
    for (std::size_t i = 0; i < comparison.maps.size(); ++i) {
        for (const ShownSample& shown : comparison.maps[i]) {
            if (!shown.picture || !shown.answer) {
                continue;
            }
            CsvRow row = rowOf(comparison, i);
            row.add(shown.picture->sample).add(className(comparison.scene, shown.picture->label).toStdString());
            row.add(className(comparison.scene, shown.answer->answer.label).toStdString());
            row.add(isRight(*shown.picture, *shown.answer).value_or(false) ? 1 : 0);
            text += row.add(shown.answer->answer.probability).line();
        }
    }
    return text;
}

/// "1: one weight for each place. 2: everywhere alike."
QString whatIsCompared(const FrozenComparison& comparison)
{
    QStringList sentences;
    for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
        sentences << QStringLiteral("%1: %2.").arg(i + 1).arg(comparison.rows[i].name);
    }
    return sentences.join(' ') + ' ' +
           Words::tr("Trained in turn on the same batches of the same images; one seed each.");
}

/// So high that pictures of this many rows and columns fill the width.
double mapsHeight(const FrozenComparison& comparison)
{
    constexpr double kRow = 40, kFrame = 70, kBar = 110, kLeast = 60, kMost = 130; // logical pixels
    std::size_t columns = 1;
    for (const auto& row : comparison.maps) {
        columns = std::max(columns, row.size());
    }
    const double side = std::clamp((kMapsWidth / 2.54 * 96 - kBar) / static_cast<double>(columns) - 6, kLeast, kMost);
    return (static_cast<double>(comparison.rows.size()) * (side + kRow) + kFrame) / 96 * 2.54;
}

/// Names are long and curves have little room: the legend has numbers, the caption says what they are.
Plate curvesPlate(const FrozenComparison& comparison)
{
    QStringList numbers;
    for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
        numbers << QString::number(i + 1);
    }
    CurvesFigure figure = comparisonFigure(comparison.curves, numbers);
    figure.caption = whatIsCompared(comparison);
    return {"compare",
            Words::tr("Compared: curves"),
            kCurves,
            {},
            figure.caption,
            paintedBy(paintCurves, figure),
            writtenBy(curvesCsv, comparison),
            {}};
}

Plate mapsPlate(const FrozenComparison& comparison, const MapLook& look, const QString& caption)
{
    CompareFigure figure{comparison.maps, namesOf(comparison), comparison.scene, look, {}, {}};
    return {"compare-maps",
            Words::tr("Compared: maps of the same pictures"),
            {kMapsWidth, mapsHeight(comparison)},
            {},
            caption,
            paintedBy(paintCompared, figure),
            writtenBy(mapsCsv, comparison),
            {}};
}

} // namespace

std::vector<Plate> comparePlates(const FrozenWindow& frozen)
{
    const FrozenComparison& comparison = frozen.drawer.comparison;
    std::vector<Plate> plates;
    if (comparison.rows.size() < 2) {
        return plates;
    }
    const QString caption = whatIsCompared(comparison);
    if (std::ranges::any_of(comparison.curves, [](const LearningCurves& run) { return !run.history.empty(); })) {
        plates.push_back(curvesPlate(comparison));
    }
    if (std::ranges::any_of(comparison.maps, [](const auto& row) { return !row.empty(); })) {
        plates.push_back(mapsPlate(comparison, frozen.look, caption));
    }
    TableFigure table = comparedTable(comparison.rows);
    table.caption = caption;
    plates.push_back(tablePlate("compare-table", Words::tr("Compared: what each reaches and costs"), table,
                                writtenBy(tableCsv, comparison)));
    return plates;
}

} // namespace fovea
