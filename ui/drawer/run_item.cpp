#include "ui/drawer/run_item.h"

#include "ui/drawer/runs_table.h"
#include "ui/paint/run_colours.h"

#include <QCoreApplication>
#include <QPainter>
#include <QTreeWidget>

#include <algorithm>
#include <cmath>
#include <variant>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Runs)
};

constexpr int kNumber = Qt::UserRole, kValue = Qt::UserRole + 1; // the run of an item; what a cell is sorted by

QIcon swatch(int colour, bool shown)
{
    QPixmap pixmap(12, 12);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setPen(QPen(runColour(colour), 2));
    painter.setBrush(shown ? QBrush(runColour(colour)) : QBrush(Qt::NoBrush));
    painter.drawRect(1, 1, 9, 9);
    return pixmap;
}

/// Settings that are numbers are sorted as numbers.
QVariant sortValue(const Field& field, const Config& config)
{
    Config copy = config;
    const FieldPlace place = field.place(copy);
    if (const auto* whole = std::get_if<int*>(&place)) {
        return static_cast<double>(**whole);
    }
    if (const auto* real = std::get_if<double*>(&place)) {
        return **real;
    }
    if (const auto* seed = std::get_if<std::uint64_t*>(&place)) {
        return static_cast<double>(**seed);
    }
    return {};
}

} // namespace

RunItem::RunItem(int run)
{
    setData(0, kNumber, run);
    if (run >= 0) {
        setFlags(flags() | Qt::ItemIsEditable);
    }
}

bool RunItem::operator<(const QTreeWidgetItem& other) const
{
    const int column = treeWidget() != nullptr ? treeWidget()->sortColumn() : 0;
    const QVariant mine = data(column, kValue), theirs = other.data(column, kValue);
    if (mine.isValid() && theirs.isValid()) {
        const double a = mine.toDouble(), b = theirs.toDouble();
        return std::isnan(a) || std::isnan(b) ? std::isnan(a) && !std::isnan(b) : a < b;
    }
    return QString::localeAwareCompare(text(column), other.text(column)) < 0;
}

int runOf(const QTreeWidgetItem& item)
{
    return item.data(0, kNumber).toInt();
}

void fillRun(QTreeWidgetItem& item, const RunRow& row, const std::vector<const Field*>& settings, Wording wording,
             const QFont& usual)
{
    const QStringList cells = runCells(row, settings, wording);
    for (int column = 0; column < cells.size(); ++column) {
        item.setText(column, cells[column]);
    }
    item.setData(0, kValue, row.number);
    item.setIcon(0, swatch(row.colour(), row.shown));
    item.setToolTip(0, row.ending.isEmpty() ? row.shownName() : row.shownName() + '\n' + row.ending);
    QFont font = usual;
    font.setBold(row.present);
    item.setFont(0, font);
    const bool looksBack = row.inView && !row.present;
    const QPalette palette = item.treeWidget()->palette();
    for (int cell = 0; cell < cells.size(); ++cell) { // as the foot of the window is, meanwhile
        item.setBackground(cell, looksBack ? palette.toolTipBase() : QBrush());
        item.setForeground(cell, looksBack ? palette.toolTipText() : QBrush());
    }
    int column = 1;
    for (const ResultColumn& result : resultColumns()) {
        item.setData(column, kValue, row.*result.value);
        item.setTextAlignment(column++, Qt::AlignRight | Qt::AlignVCenter);
    }
    for (const Field* field : settings) {
        item.setToolTip(column, cells[column]);
        item.setData(column++, kValue, field->applies(row.config) ? sortValue(*field, row.config) : QVariant());
    }
}

void fillSeeds(QTreeWidgetItem& item, const SeedGroup& group, const std::vector<RunRow>& rows)
{
    const QStringList cells = seedCells(group, rows);
    const RunRow& first = *std::ranges::find(rows, group.runs.front(), &RunRow::number);
    item.setText(0, cells[0]);
    item.setIcon(0, swatch(first.colour(), std::ranges::any_of(rows, [&](const RunRow& row) {
                               return row.shown && row.label.group == first.label.group;
                           })));
    item.setData(0, kValue, group.runs.front() - 0.5);
    item.setToolTip(
        0,
        Words::tr(
            "Mean ± standard deviation. Runs that have ended count, and while none has, those that have done as many passes as the longest; those "
            "that diverged do not. A seed that was trained twice counts once: it gives the same run again. Standard "
            "deviation with n − 1."));
    for (std::size_t i = 0; i < resultColumns().size(); ++i) {
        const int column = static_cast<int>(i) + 1;
        item.setText(column, cells[column]);
        item.setData(column, kValue, group.mean[i]);
        item.setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
}

} // namespace fovea
