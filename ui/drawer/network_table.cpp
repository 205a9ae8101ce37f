#include "ui/drawer/network_table.h"

#include "core/attention/catalog.h"
#include "ui/form/field_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Network)
};

QString shapeText(const Shape& shape)
{
    QStringList sides;
    for (int i = 0; i < shape.rank(); ++i) {
        sides << QLocale().toString(static_cast<qlonglong>(shape.dim(i)));
    }
    return sides.join(QStringLiteral(" × "));
}

QString countText(double count)
{
    return std::isnan(count) ? QStringLiteral("–") : QLocale().toString(static_cast<qlonglong>(std::llround(count)));
}

QString timeText(double milliseconds)
{
    return std::isnan(milliseconds) ? QString() : QLocale().toString(milliseconds, 'f', milliseconds < 0.1 ? 4 : 3);
}

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// "Soft attention: e = …  with project.weight (16 × 8), …" as lines.
QStringList mechanismLines(std::string_view title, std::string_view formula, std::string_view source,
                           const LayerRow& row, const QString& given)
{
    QStringList lines = {QStringLiteral("<b>%1</b>").arg(catalogText(title).toHtmlEscaped()),
                         textOf(formula).toHtmlEscaped(), Words::tr("given x (%1)").arg(given)};
    for (const auto& [name, shape] : row.parameters) {
        if (!name.ends_with(".bias")) {
            lines << QStringLiteral("%1 (%2)").arg(QString::fromStdString(name), shapeText(shape));
        }
    }
    lines << Words::tr("gives (%1)").arg(shapeText(row.output));
    if (!source.empty()) {
        lines << QStringLiteral("<i>%1</i>").arg(catalogText(source).toHtmlEscaped());
    }
    return lines;
}

QStringList cellsOf(const LayerRow& layer, const Config& config, const QString& time)
{
    return {layerName(layer, config),
            shapeText(layer.output),
            countText(static_cast<double>(layer.learned)),
            countText(layer.multiplyAdds),
            time,
            layer.field > 0 ? Words::tr("%1 × %1 px").arg(layer.field) : Words::tr("all")};
}

} // namespace

QString layerName(const LayerRow& layer, const Config& config)
{
    switch (layer.part) {
    case LayerRow::Part::Trunk:
        break;
    case LayerRow::Part::Mix:
        return Words::tr("%1, %2 layers").arg(catalogText(mixNamed(layer.text).title)).arg(config.mix.depth);
    case LayerRow::Part::Pool:
        return catalogText(mechanismNamed(layer.text).title);
    case LayerRow::Part::Dense:
        return Words::tr("dense layer");
    case LayerRow::Part::Answer:
        return Words::tr("answer");
    }
    return QString::fromStdString(layer.text);
}

TableFigure networkTable(const Config& config, const std::vector<LayerRow>& layers,
                         const std::vector<double>& milliseconds)
{
    TableFigure table;
    table.heading = {Words::tr("layer"),         Words::tr("gives"),      Words::tr("learned"),
                     Words::tr("multiply-adds"), Words::tr("ms / image"), Words::tr("sees")};
    double learned = 0, adds = 0, time = 0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const bool measured = i < milliseconds.size(), own = measured && !std::isnan(milliseconds[i]);
        table.rows.push_back(cellsOf(layers[i], config,
                                     own        ? timeText(milliseconds[i])
                                     : measured ? QStringLiteral("↑")
                                                : Words::tr("…")));
        learned += static_cast<double>(layers[i].learned);
        adds += layers[i].multiplyAdds;
        time += own ? milliseconds[i] : 0;
    }
    if (!layers.empty()) {
        table.sums = {static_cast<int>(layers.size())};
        table.rows.push_back({Words::tr("all"), QString(), countText(learned), countText(adds),
                              milliseconds.empty() ? QString() : timeText(time), QString()});
    }
    return table;
}

QStringList formulaLines(const Config& config, const std::vector<LayerRow>& layers)
{
    QStringList lines;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const QString given = i > 0 ? shapeText(layers[i - 1].output) : QString();
        if (layers[i].part == LayerRow::Part::Mix) {
            const MixMechanism& mix = mixNamed(layers[i].text);
            lines += mechanismLines(mix.title, mix.formula, mix.source, layers[i], given);
        } else if (layers[i].part == LayerRow::Part::Pool) {
            const Mechanism& pool = mechanismNamed(layers[i].text);
            lines += mechanismLines(pool.title, pool.formula, pool.source, layers[i], given);
        } else if (layers[i].text == "gate" && config.gate.mechanism != "none") {
            const GateMechanism& gate = gateNamed(config.gate.mechanism);
            lines += mechanismLines(gate.title, gate.formula, gate.source, layers[i], given);
        }
    }
    return lines;
}

} // namespace fovea
