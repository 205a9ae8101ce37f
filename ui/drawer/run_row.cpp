#include "ui/drawer/run_row.h"

#include "core/training/seed_statistics.h"

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

std::vector<const RunRow*> membersOf(const SeedGroup& group, const std::vector<RunRow>& rows)
{
    std::vector<const RunRow*> members;
    for (const RunRow& row : rows) {
        if (std::ranges::find(group.runs, row.number) != group.runs.end()) {
            members.push_back(&row);
        }
    }
    return members;
}

/// Those that can stand beside each other, one of each seed: early stopping ends some before others, but who was stopped by
/// hand stands beside nobody who has ended.
std::vector<const RunRow*> counting(std::vector<const RunRow*> members)
{
    std::erase_if(members, [](const RunRow* row) { return row->diverged; });
    const bool anyOver = std::ranges::any_of(members, &RunRow::over);
    double longest = 0;
    for (const RunRow* row : members) {
        longest = std::max(longest, row->passes);
    }
    std::erase_if(members, [&](const RunRow* row) { return anyOver ? !row->over : row->passes < longest; });
    std::set<std::uint64_t> seeds;
    std::erase_if(members, [&](const RunRow* row) { return !seeds.insert(row->config.seed).second; });
    return members;
}

/// Fills in mean and deviation of the members that count.
void measure(SeedGroup& group, const std::vector<RunRow>& rows)
{
    const std::vector<const RunRow*> all = membersOf(group, rows), members = counting(all);
    std::set<std::uint64_t> seeds;
    for (const RunRow* row : all) {
        seeds.insert(row->config.seed);
    }
    group.seeds = static_cast<int>(seeds.size());
    for (const RunRow* row : members) {
        group.counted.push_back(row->number);
    }
    for (const ResultColumn& column : resultColumns()) {
        std::vector<double> values;
        for (const RunRow* row : members) {
            values.push_back(row->*column.value);
        }
        const SeedMean of = meanOverSeeds(values);
        group.mean.push_back(of.mean);
        group.deviation.push_back(of.deviation);
    }
}

} // namespace

const std::vector<ResultColumn>& resultColumns()
{
    static const std::vector<ResultColumn> columns = {
        {Words::tr("passes"), Words::tr("passes"), Words::tr("Passes done"), &RunRow::passes, 0},
        {Words::tr("accuracy"), Words::tr("val. accuracy"),
         Words::tr("Accuracy on the validation images, after the last pass"), &RunRow::accuracy, 3},
        {Words::tr("best"), Words::tr("best val. acc."),
         Words::tr("The highest accuracy on the validation images so far"), &RunRow::best, 3},
        {Words::tr("loss"), Words::tr("val. loss"), Words::tr("Loss on the validation images, after the last pass"),
         &RunRow::loss, 3},
        {Words::tr("on training images"), Words::tr("train accuracy"),
         Words::tr("Accuracy on training images, measured after the last pass"), &RunRow::trainAccuracy, 3},
        {Words::tr("spread"), Words::tr("exp H"),
         Words::tr("Over how many cells attention is spread: exp of its entropy"), &RunRow::spread, 1},
        {Words::tr("on the object"), Words::tr("evidence mass"),
         Words::tr("Share of attention that lies on the object"), &RunRow::mass, 3},
        {Words::tr("hits"), Words::tr("pointing"),
         Words::tr("How often the largest cell of the map overlaps the object"), &RunRow::hit, 3},
    };
    return columns;
}

std::vector<const Field*> differingFields(const std::vector<RunRow>& rows)
{
    std::vector<const Field*> found;
    for (const Field& field : fields()) {
        const bool matters = std::ranges::any_of(rows, [&](const RunRow& row) { return field.applies(row.config); });
        const bool differs = std::ranges::any_of(
            rows, [&](const RunRow& row) { return textOf(field, row.config) != textOf(field, rows.front().config); });
        if (matters && differs) {
            found.push_back(&field);
        }
    }
    return found;
}

bool sameButSeed(Config a, Config b)
{
    a.seed = b.seed = 0;
    return a == b;
}

bool isRepetition(const RunRow& a, const RunRow& b)
{
    return !a.changedOnTheWay && !b.changedOnTheWay && sameButSeed(a.config, b.config);
}

std::vector<SeedGroup> seedGroups(const std::vector<RunRow>& rows)
{
    std::vector<SeedGroup> groups;
    std::vector<const RunRow*> left;
    for (const RunRow& row : rows) {
        if (!row.changedOnTheWay) {
            left.push_back(&row);
        }
    }
    while (!left.empty()) {
        const RunRow& first = *left.front();
        SeedGroup group;
        for (const RunRow* row : left) {
            if (isRepetition(*row, first)) {
                group.runs.push_back(row->number);
            }
        }
        std::erase_if(left, [&](const RunRow* row) { return isRepetition(*row, first); });
        measure(group, rows);
        if (group.seeds > 1) {
            groups.push_back(std::move(group));
        }
    }
    return groups;
}

QString resultText(double value, double deviation, int decimals)
{
    if (!std::isfinite(value)) {
        return QStringLiteral("–");
    }
    const QLocale locale;
    const QString text = locale.toString(value, 'f', decimals);
    return std::isfinite(deviation) && decimals > 0
               ? text + QStringLiteral(" ± ") + locale.toString(deviation, 'f', decimals)
               : text;
}

} // namespace fovea
