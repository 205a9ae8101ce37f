#include "ui/drawer/runs_table.h"

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
    QStringList cells = {row.name};
    for (const ResultColumn& result : resultColumns()) {
        cells << resultText(row.*result.value, kUndefined, result.decimals);
    }
    for (const Field* field : settings) {
        cells << (field->applies(row.config) ? shownValue(*field, row.config, wording) : QStringLiteral("–"));
    }
    return cells;
}

QStringList seedCells(const SeedGroup& group)
{
    const bool all = group.counted == group.seeds;
    QStringList cells = {all ? Words::tr("%1 seeds: mean ± sd").arg(group.seeds)
                             : Words::tr("%1 of %2 seeds: mean ± sd").arg(group.counted).arg(group.seeds)};
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
        table.colours.push_back(number);
        written.insert(number);
    };
    for (const SeedGroup& group : seedGroups(rows)) {
        std::ranges::for_each(group.runs, write);
        QStringList cells = seedCells(group);
        cells.resize(table.heading.size());
        table.sums.push_back(static_cast<int>(table.rows.size()));
        table.rows.push_back(cells);
        table.colours.push_back(-1);
    }
    for (const RunRow& row : rows) {
        if (!written.contains(row.number)) {
            write(row.number);
        }
    }
    return table;
}

} // namespace fovea
