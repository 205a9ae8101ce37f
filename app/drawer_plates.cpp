#include "app/drawer_plates.h"

#include "app/plate_parts.h"
#include "app/plates.h"
#include "core/files/csv.h"
#include "core/training/record_json.h"
#include "ui/drawer/network_table.h"
#include "ui/drawer/runs_table.h"
#include "ui/drawer/steps_figure.h"
#include "ui/drawer/steps_words.h"
#include "ui/views/cost_view.h"

#include <QCoreApplication>
#include <QTextDocumentFragment>

#include <cmath>

namespace fovea {
namespace {

constexpr QSizeF kCosts(12, 9), kSteps(17, 15); // centimetres

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

std::string runsCsv(const std::vector<RunRow>& rows)
{
    const std::vector<const Field*> settings = differingFields(rows);
    CsvRow heading;
    heading.add("run");
    for (const ResultColumn& column : resultColumns()) {
        heading.add(column.term.toStdString());
    }
    for (const Field* field : settings) {
        heading.add(field->key);
    }
    std::string text = heading.line();
    for (const RunRow& run : rows) {
        CsvRow row;
        row.add(run.name.toStdString());
        for (const ResultColumn& column : resultColumns()) {
            row.add(run.*column.value);
        }
        for (const Field* field : settings) {
            row.add(field->applies(run.config) ? textOf(*field, run.config) : std::string());
        }
        text += row.line();
    }
    return text;
}

Plate runsPlate(const FrozenWindow& frozen)
{
    TableFigure table = runsTable(frozen.drawer.runs, frozen.drawer.wording);
    table.caption = Words::tr("Measured on the validation images.") + ' ' + openingsSentence(frozen.openings);
    return tablePlate("runs-table", Words::tr("Table of runs"), table, writtenBy(runsCsv, frozen.drawer.runs));
}

std::string layersCsv(const Config& config, const std::vector<LayerRow>& layers,
                      const std::vector<double>& milliseconds)
{
    CsvRow heading;
    for (const char* title : {"layer", "gives", "learned", "multiply_adds", "milliseconds", "sees_pixels"}) {
        heading.add(title);
    }
    std::string text = heading.line();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const LayerRow& layer = layers[i];
        CsvRow row;
        row.add(layerName(layer, config).toStdString()).add(layer.output.text()).add(layer.learned);
        row.add(layer.multiplyAdds).add(i < milliseconds.size() ? milliseconds[i] : kUndefined);
        text += row.add(layer.field).line();
    }
    return text;
}

/// Of each mechanism a line with its formula, and one with all its shapes.
QStringList formulaNotes(const FrozenDrawer& drawer)
{
    QStringList notes;
    bool formula = false; // comes next, after the title
    for (const QString& line : formulaLines(drawer.config, drawer.layers)) {
        const QString text = QTextDocumentFragment::fromHtml(line).toPlainText();
        const bool title = line.startsWith(QLatin1String("<b>"));
        if (title) {
            notes << text;
        } else if (formula) {
            notes.back() += QStringLiteral(": ") + text;
            notes << QString();
        } else {
            notes.back() += (notes.back().isEmpty() ? QString() : QStringLiteral(", ")) + text;
        }
        formula = title;
    }
    return notes;
}

void leaveOut(TableFigure& table, int column)
{
    table.heading.removeAt(column);
    for (QStringList& row : table.rows) {
        row.removeAt(column);
    }
}

Plate networkPlate(const FrozenWindow& frozen)
{
    constexpr int kTime = 4;
    const FrozenDrawer& drawer = frozen.drawer;
    TableFigure table = networkTable(drawer.config, drawer.layers, drawer.milliseconds);
    if (drawer.milliseconds.empty()) {
        leaveOut(table, kTime); // nobody measured it
    }
    table.notes = formulaNotes(drawer);
    table.title = titleOf(frozen);
    table.caption = captionOf(frozen);
    return tablePlate("network", Words::tr("The network, layer by layer"), table,
                      writtenBy(layersCsv, drawer.config, drawer.layers, drawer.milliseconds));
}

std::string costsCsv(const std::vector<CostCurve>& curves)
{
    CsvRow heading;
    heading.add("mechanism").add("patches").add("milliseconds").add("bytes");
    std::string text = heading.line();
    for (const CostCurve& curve : curves) {
        for (const CostPoint& point : curve.points) {
            CsvRow row;
            text += row.add(curve.mechanism).add(point.places).add(point.milliseconds).add(point.bytes).line();
        }
    }
    return text;
}

Plate costPlate(const FrozenDrawer& drawer, bool bytes)
{
    const MixConfig layer = measuredLayer();
    const QString caption = Words::tr("One image forward through one layer of width %1 with %2 heads, on one thread.")
                                .arg(layer.width)
                                .arg(layer.heads);
    return {bytes ? "cost-memory" : "cost-time",
            bytes ? Words::tr("Memory against patches") : Words::tr("Time against patches"),
            kCosts,
            {},
            caption,
            framedBy(paintCosts, costFigure(drawer.costs, bytes)),
            writtenBy(costsCsv, drawer.costs),
            {}};
}

/// A row for each key; in the first the query itself, in the last what it is given.
std::string stepsCsv(const std::shared_ptr<const AttentionSteps>& taken)
{
    const AttentionSteps& steps = *taken;
    CsvRow heading;
    for (const char* title : {"key", "q.k", "divided", "offset", "score", "power", "weight", "weight_of_the_network"}) {
        heading.add(title);
    }
    for (std::size_t i = 0; i < steps.query.size(); ++i) {
        heading.add(std::string("k").append(std::to_string(i + 1)));
    }
    for (std::size_t i = 0; i < steps.given.size(); ++i) {
        heading.add(std::string("v").append(std::to_string(i + 1)));
    }
    std::string text = heading.line();
    const auto write = [&](const std::string& name, const std::vector<double>& numbers, const std::vector<double>& k,
                           const std::vector<double>& v) {
        CsvRow row;
        row.add(name);
        for (const std::vector<double>& part : {numbers, k, v}) {
            for (const double number : part) {
                row.add(number);
            }
        }
        text += row.line();
    };
    const std::vector<double> nothing(7, kUndefined), noKey(steps.query.size(), kUndefined),
        noValue(steps.given.size(), kUndefined);
    write("query", nothing, steps.query, noValue);
    for (std::size_t n = 0; n < steps.products.size(); ++n) {
        write(nameOfKey(steps, static_cast<int>(n)).toStdString(),
              {steps.products[n], steps.scaled[n], steps.offset.empty() ? 0 : steps.offset[n], steps.scores[n],
               steps.powers[n], steps.weights[n], steps.own[n]},
              steps.key[n], steps.value[n]);
    }
    write("given", nothing, noKey, steps.given);
    return text;
}

Plate stepsPlate(const FrozenWindow& frozen)
{
    const FrozenDrawer& drawer = frozen.drawer;
    return {"steps",
            Words::tr("Attention step by step"),
            kSteps,
            titleOf(frozen),
            captionOf(frozen),
            paintedBy(paintSteps, StepsFigure{drawer.steps, drawer.key, {}, {}}),
            writtenBy(stepsCsv, drawer.steps),
            {}};
}

Plate evidencePlate(const FrozenWindow& frozen)
{
    return {"diagnosis",
            Words::tr("Diagnosis: the curve with its evidence"),
            {14, 9},
            titleOf(frozen),
            frozen.drawer.finding + ' ' + captionOf(frozen),
            paintedBy(paintCurves, *frozen.drawer.evidence),
            writtenBy(metricsCsv, frozen.stories.back().passes),
            {}};
}

} // namespace

std::vector<Plate> drawerPlates(const FrozenWindow& frozen)
{
    const FrozenDrawer& drawer = frozen.drawer;
    std::vector<Plate> plates = metricsPlates(frozen);
    if (drawer.evidence && !drawer.evidence->curves.empty()) {
        plates.push_back(evidencePlate(frozen));
    }
    if (!drawer.runs.empty()) {
        plates.push_back(runsPlate(frozen));
    }
    if (!drawer.layers.empty()) {
        plates.push_back(networkPlate(frozen));
    }
    for (Plate& plate : comparePlates(frozen)) {
        plates.push_back(std::move(plate));
    }
    if (!drawer.costs.empty()) {
        plates.push_back(costPlate(drawer, false));
        plates.push_back(costPlate(drawer, true));
    }
    if (drawer.steps && !drawer.steps->none) {
        plates.push_back(stepsPlate(frozen));
    }
    return plates;
}

} // namespace fovea
