#include "ui/drawer/runs_table.h"

#include "ui/drawer/run_names.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Runs)
};

} // namespace

QStringList runHeadings(const std::vector<const Field*>& settings, Wording wording)
{
    QStringList titles = {Words::tr("run")};
    for (const ResultColumn& column : resultColumns()) {
        titles << (wording == Wording::Term ? column.term : column.plain);
    }
    for (const Field* field : settings) {
        titles << labelOf(*field, wording);
    }
    return titles;
}

QStringList runCells(const RunRow& row, const std::vector<const Field*>& settings, Wording wording)
{
    QStringList cells = {row.shownName()};
    for (const ResultColumn& result : resultColumns()) {
        const QString text = resultText(row.*result.value, kUndefined, result.decimals);
        const bool guessed = row.guess && result.value == &RunRow::accuracy;
        cells << (guessed ? Words::tr("guess %1").arg(text) : text);
    }
    for (const Field* field : settings) {
        cells << (field->applies(row.config) ? shownValue(*field, row.config, wording) : QStringLiteral("–"));
    }
    return cells;
}

QStringList seedCells(const SeedGroup& group, const std::vector<RunRow>& rows)
{
    const int counted = static_cast<int>(group.counted.size());
    const QString name = nameOf(group, rows);
    QStringList cells = {counted == group.seeds ? name : Words::tr("%1, %2 of them ended").arg(name).arg(counted)};
    for (std::size_t i = 0; i < resultColumns().size(); ++i) {
        cells << resultText(group.mean[i], group.deviation[i], resultColumns()[i].decimals);
    }
    return cells;
}

TableFigure runsTable(const std::vector<RunRow>& rows, Wording wording)
{
    const std::vector<const Field*> settings = differingFields(rows);
    TableFigure table;
    table.heading = runHeadings(settings, wording);
    std::set<int> written;
    const auto write = [&](int number) {
        const auto row = std::ranges::find(rows, number, &RunRow::number);
        table.rows.push_back(runCells(*row, settings, wording));
        table.colours.push_back(row->colour());
        written.insert(number);
    };
    for (const SeedGroup& group : seedGroups(rows)) {
        std::ranges::for_each(group.runs, write);
        QStringList cells = seedCells(group, rows);
        cells.resize(table.heading.size());
        table.sums.push_back(static_cast<int>(table.rows.size()));
        table.rows.push_back(cells);
        table.colours.push_back(std::ranges::find(rows, group.runs.front(), &RunRow::number)->colour());
    }
    for (const RunRow& row : rows) {
        if (!written.contains(row.number)) {
            write(row.number);
        }
    }
    return table;
}

} // namespace fovea
