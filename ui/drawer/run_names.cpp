#include "ui/drawer/run_names.h"

#include "core/training/seed_statistics.h"
#include "ui/form/differences.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <set>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Runs)
};

const RunRow& rowOf(int number, const std::vector<RunRow>& rows)
{
    return *std::ranges::find(rows, number, &RunRow::number);
}

/// Accuracies of the runs that count, in points.
std::vector<SeedValue> accuraciesOf(const SeedGroup& group, const std::vector<RunRow>& rows)
{
    std::vector<SeedValue> values;
    for (const int number : group.counted) {
        const RunRow& row = rowOf(number, rows);
        values.push_back({row.config.seed, 100 * row.accuracy});
    }
    return values;
}

void colour(std::vector<RunRow>& rows)
{
    std::set<int> taken;
    for (const RunRow& row : rows) {
        taken.insert(row.label.colour);
    }
    for (auto row = rows.begin(); row != rows.end(); ++row) {
        const auto alike = std::find_if(rows.begin(), row, [&](const RunRow& one) { return isRepetition(one, *row); });
        if (alike != row) {
            row->label.colour = alike->label.colour;
            continue;
        }
        const bool others =
            std::any_of(rows.begin(), row, [&](const RunRow& one) { return one.label.colour == row->label.colour; });
        if (row->label.colour >= 0 && !others) {
            continue;
        }
        row->label.colour = 0;
        while (taken.contains(row->label.colour)) {
            ++row->label.colour;
        }
        taken.insert(row->label.colour);
    }
}

} // namespace

QString runName(int number, const QString& what, std::uint64_t seed)
{
    return QStringLiteral("%1: %2 · %3 %4")
        .arg(QString::number(number + 1), what, Words::tr("seed"), QString::number(seed));
}

QString groupName(const QString& what, int seeds)
{
    return QStringLiteral("%1 · %2").arg(what, Words::tr("%1 seeds").arg(seeds));
}

void labelRuns(std::vector<RunRow>& rows)
{
    std::vector<Config> all;
    for (const RunRow& row : rows) {
        all.push_back(row.config);
    }
    const QStringList told = tellingApart(all, Wording::Plain);
    const auto whatOf = [&](std::size_t i) {
        const QString& values = told[static_cast<qsizetype>(i)];
        return values.isEmpty() ? rows[i].what : values;
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        RunLabel& label = rows[i].label;
        label.name = rows[i].named ? rows[i].name : runName(rows[i].number, whatOf(i), rows[i].config.seed);
        label.told = told[static_cast<qsizetype>(i)];
        label.named = rows[i].named;
        label.group.clear();
    }
    for (const SeedGroup& group : seedGroups(rows)) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (std::ranges::find(group.runs, rows[i].number) != group.runs.end()) {
                rows[i].label.group = groupName(whatOf(i), group.seeds);
            }
        }
    }
    colour(rows);
}

QString nameOf(const SeedGroup& group, const std::vector<RunRow>& rows)
{
    const QString& name = rowOf(group.runs.front(), rows).label.group;
    return name.isEmpty() ? Words::tr("%1 seeds").arg(group.seeds) : name;
}

QString resultOf(const SeedGroup& group, const std::vector<RunRow>& rows)
{
    const SeedMean of = meanOverSeeds([&] {
        std::vector<double> values;
        for (const int number : group.counted) {
            values.push_back(rowOf(number, rows).accuracy);
        }
        return values;
    }());
    return QStringLiteral("%1: %2").arg(nameOf(group, rows), resultText(of.mean, of.deviation, 3));
}

QString comparisonOf(const SeedGroup& first, const SeedGroup& second, const std::vector<RunRow>& rows)
{
    const QString a = nameOf(first, rows), b = nameOf(second, rows);
    const std::optional<SeedDifference> between = seedDifference(accuraciesOf(first, rows), accuraciesOf(second, rows));
    if (!between) {
        return Words::tr("Two seeds of each have to end before a difference can be told from luck.");
    }
    const QLocale locale;
    const QString points =
        Words::tr("%1 ± %2 points")
            .arg(locale.toString(std::abs(between->mean), 'f', 1), locale.toString(between->error, 'f', 1));
    const QString over = between->pairs > 0 ? Words::tr("over %1 equal seeds").arg(between->pairs)
                                            : Words::tr("over %1 and %2 seeds that are not the same")
                                                  .arg(first.counted.size())
                                                  .arg(second.counted.size());
    if (!between->isClear()) {
        return Words::
            tr("Accuracy differs by %1 (± standard error), %2: luck alone gives as much in more than one case of twenty.")
                .arg(points, over);
    }
    return Words::tr("Accuracy: %1 is %2 above %3, %4 (± standard error).")
        .arg(between->mean > 0 ? b : a, points, between->mean > 0 ? a : b, over);
}

} // namespace fovea
