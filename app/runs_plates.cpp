// All runs of the sitting in one plot: several seeds of one setting as their mean, the others one by one.
#include "app/curve_plates.h"
#include "app/plate_parts.h"
#include "app/plates.h"
#include "core/files/csv.h"
#include "core/training/record_json.h"
#include "ui/drawer/run_names.h"

#include <QCoreApplication>

#include <algorithm>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

/// Those that have learned for a pass, by number.
std::vector<const RunStory*> learned(const FrozenWindow& frozen)
{
    std::vector<const RunStory*> runs;
    for (const RunStory& story : frozen.stories) {
        if (!story.passes.empty()) {
            runs.push_back(&story);
        }
    }
    std::ranges::sort(runs, {}, [](const RunStory* run) { return run->head.number; });
    return runs;
}

bool isShown(const FrozenWindow& frozen, int number)
{
    const auto row = std::ranges::find(frozen.drawer.runs, number, &RunRow::number);
    return row == frozen.drawer.runs.end() || row->shown;
}

/// The group whose mean a run is in, or would be.
const SeedGroup* groupOf(const std::vector<SeedGroup>& groups, int number)
{
    const auto found = std::ranges::find_if(
        groups, [&](const SeedGroup& group) { return std::ranges::find(group.runs, number) != group.runs.end(); });
    return found == groups.end() || found->counted.empty() ? nullptr : &*found;
}

std::vector<ComparedCurves> comparedOf(const FrozenWindow& frozen, const std::vector<const RunStory*>& runs)
{
    const std::vector<RunRow>& rows = frozen.drawer.runs;
    const std::vector<SeedGroup> groups = seedGroups(rows);
    std::vector<ComparedCurves> compared;
    for (const RunStory* run : runs) {
        const RunHead& head = run->head;
        const SeedGroup* group = groupOf(groups, head.number);
        if (group == nullptr) {
            compared.push_back({head.shownName(), head.colour(), {curvesIn(*run)}, {}});
            continue;
        }
        if (std::ranges::find(group->counted, head.number) == group->counted.end()) {
            continue; // nor is it in the mean of the table
        }
        const QString name = nameOf(*group, rows);
        auto one = std::ranges::find(compared, name, &ComparedCurves::name);
        if (one == compared.end()) {
            one = compared.insert(compared.end(), {name, head.colour(), {}, resultOf(*group, rows)});
        }
        one->runs.push_back(curvesIn(*run));
    }
    return compared;
}

/// A run as the table of all runs has it.
struct TabledRun
{
    std::string name;
    std::uint64_t seed = 0;
    std::vector<EpochRecord> passes;
};

std::string runsCsv(const std::vector<TabledRun>& runs)
{
    CsvRow heading;
    heading.add("run").add("seed").add("epoch");
    for (const auto& column : epochColumns()) {
        heading.add(column.first);
    }
    std::string text = heading.line();
    for (const TabledRun& run : runs) {
        for (const EpochRecord& pass : run.passes) {
            CsvRow row;
            row.add(run.name).add(run.seed).add(pass.epoch);
            for (const auto& column : epochColumns()) {
                row.add(pass.*column.second);
            }
            text += row.line();
        }
    }
    return text;
}

} // namespace

/// Several runs, or those before the present one while that is in its first pass.
std::optional<Plate> runsPlate(const FrozenWindow& frozen)
{
    const std::vector<const RunStory*> runs = learned(frozen);
    const bool begun = !frozen.stories.back().passes.empty();
    if (runs.size() < (begun ? 2U : 1U)) {
        return std::nullopt;
    }
    const CurvesFigure figure = comparisonFigure(comparedOf(frozen, runs), Measure::Accuracy, Wording::Plain);
    std::vector<TabledRun> tabled;
    for (const RunStory* run : runs) {
        tabled.push_back({run->head.shownName().toStdString(), run->now.seed, run->passes});
    }
    return Plate{"runs",
                 begun ? Words::tr("Accuracy of all runs") : Words::tr("Accuracy of the runs before"),
                 {16, 10},
                 {},
                 figure.caption,
                 paintedBy(paintCurves, figure),
                 writtenBy(runsCsv, std::move(tabled)),
                 {}};
}

CurvesFigure figureInView(const FrozenWindow& frozen)
{
    std::vector<const RunStory*> runs = learned(frozen);
    const int present = frozen.stories.back().head.number;
    std::erase_if(
        runs, [&](const RunStory* run) { return run->head.number != present && !isShown(frozen, run->head.number); });
    return runs.size() < 2 ? seedsFigure({curvesIn(frozen.stories.back())}, Measure::Accuracy, Wording::Plain)
                           : comparisonFigure(comparedOf(frozen, runs), Measure::Accuracy, Wording::Plain);
}

} // namespace fovea
