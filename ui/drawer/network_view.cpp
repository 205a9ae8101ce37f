#include "ui/drawer/network_view.h"

#include "core/attention/catalog.h"
#include "ui/form/field_words.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QTreeWidget>

#include <cmath>

namespace fovea {
namespace {

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
                         textOf(formula).toHtmlEscaped(), NetworkView::tr("given x (%1)").arg(given)};
    for (const auto& [name, shape] : row.parameters) {
        if (!name.ends_with(".bias")) {
            lines << QStringLiteral("%1 (%2)").arg(QString::fromStdString(name), shapeText(shape));
        }
    }
    lines << NetworkView::tr("gives (%1)").arg(shapeText(row.output));
    if (!source.empty()) {
        lines << QStringLiteral("<i>%1</i>").arg(catalogText(source).toHtmlEscaped());
    }
    return lines;
}

} // namespace

NetworkView::NetworkView(QWidget* parent) : QWidget(parent), table_(new QTreeWidget), formulas_(new QLabel)
{
    table_->setRootIsDecorated(false);
    table_->setUniformRowHeights(true);
    table_->setFocusPolicy(Qt::TabFocus);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setAccessibleName(tr("Layers of the network"));
    table_->setToolTip(
        tr("What each layer gives for one image, how many numbers are learned in it, how many "
           "multiply-adds it takes, how long that takes on one thread of this computer (processor time), "
           "and which square of the image one place of it sees. Bar –: not known."));
    table_->setHeaderLabels(
        {tr("layer"), tr("gives"), tr("learned"), tr("multiply-adds"), tr("ms / image"), tr("sees")});
    table_->header()->setStretchLastSection(false);
    formulas_->setTextFormat(Qt::RichText);
    formulas_->setWordWrap(true);
    formulas_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    formulas_->setTextInteractionFlags(Qt::NoTextInteraction);
    formulas_->setAccessibleName(tr("Formulas of what looks"));
    auto* scroll = new QScrollArea;
    scroll->setWidget(formulas_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::TabFocus);
    scroll->setAccessibleName(tr("Formulas of what looks"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 3, 6, 2);
    row->addWidget(table_, 3);
    row->addWidget(scroll, 2);
}

void NetworkView::showNetwork(const Config& config, const std::vector<LayerRow>& rows)
{
    config_ = config;
    rows_ = rows;
    times_.clear();
    refresh();
}

void NetworkView::showTimes(const std::vector<double>& milliseconds)
{
    times_ = milliseconds;
    refresh();
}

QString NetworkView::nameOf(const LayerRow& row) const
{
    switch (row.part) {
    case LayerRow::Part::Trunk:
        break;
    case LayerRow::Part::Mix:
        return tr("%1, %2 layers").arg(catalogText(mixNamed(row.text).title)).arg(config_.mix.depth);
    case LayerRow::Part::Pool:
        return catalogText(mechanismNamed(row.text).title);
    case LayerRow::Part::Dense:
        return tr("dense layer");
    case LayerRow::Part::Answer:
        return tr("answer");
    }
    return QString::fromStdString(row.text);
}

QStringList NetworkView::row(int index) const
{
    if (index == static_cast<int>(rows_.size())) {
        double learned = 0, adds = 0, time = 0;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            learned += static_cast<double>(rows_[i].learned);
            adds += rows_[i].multiplyAdds;
            time += i < times_.size() && !std::isnan(times_[i]) ? times_[i] : 0;
        }
        return {tr("all"), QString(), countText(learned), countText(adds), times_.empty() ? QString() : timeText(time),
                QString()};
    }
    const auto i = static_cast<std::size_t>(index);
    const LayerRow& layer = rows_[i];
    const QString time = times_.empty()             ? tr("…")
                         : std::isnan(times_.at(i)) ? QStringLiteral("↑")
                                                    : timeText(times_[i]);
    const QString sees = layer.field > 0 ? tr("%1 × %1 px").arg(layer.field) : tr("all");
    return {nameOf(layer),
            shapeText(layer.output),
            countText(static_cast<double>(layer.learned)),
            countText(layer.multiplyAdds),
            time,
            sees};
}

QString NetworkView::formulas() const
{
    QStringList lines;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const QString given = i > 0 ? shapeText(rows_[i - 1].output) : QString();
        if (rows_[i].part == LayerRow::Part::Mix) {
            const MixMechanism& mix = mixNamed(rows_[i].text);
            lines += mechanismLines(mix.title, mix.formula, mix.source, rows_[i], given);
        } else if (rows_[i].part == LayerRow::Part::Pool) {
            const Mechanism& pool = mechanismNamed(rows_[i].text);
            lines += mechanismLines(pool.title, pool.formula, pool.source, rows_[i], given);
        } else if (rows_[i].text == "gate" && config_.gate.mechanism != "none") {
            const GateMechanism& gate = gateNamed(config_.gate.mechanism);
            lines += mechanismLines(gate.title, gate.formula, gate.source, rows_[i], given);
        }
    }
    return lines.join(QStringLiteral("<br>"));
}

void NetworkView::refresh()
{
    const int count = rows_.empty() ? 0 : static_cast<int>(rows_.size()) + 1;
    table_->clear();
    for (int index = 0; index < count; ++index) {
        auto* item = new QTreeWidgetItem(row(index));
        for (int column = 1; column < table_->columnCount(); ++column) {
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
        if (item->text(4) == QStringLiteral("↑")) {
            item->setToolTip(4, tr("measured together with the row above"));
        }
        table_->addTopLevelItem(item);
    }
    for (int column = 0; column < table_->columnCount(); ++column) {
        table_->resizeColumnToContents(column);
    }
    formulas_->setText(formulas());
}

} // namespace fovea
