// The line below the table of runs: what the selected runs, or groups of seeds, say of each other.
#include "ui/drawer/run_names.h"
#include "ui/drawer/runs_view.h"
#include "ui/form/differences.h"

#include <algorithm>

namespace fovea {

/// The groups that any selected run is of; none where a run is selected that is of no group.
std::vector<const SeedGroup*> RunsView::selectedGroups() const
{
    std::vector<const SeedGroup*> found;
    std::size_t within = 0;
    const std::vector<int> runs = selected();
    for (const SeedGroup& group : groups_) {
        const auto count = std::ranges::count_if(
            runs, [&](int number) { return std::ranges::find(group.runs, number) != group.runs.end(); });
        within += static_cast<std::size_t>(count);
        if (count > 0) {
            found.push_back(&group);
        }
    }
    return within == runs.size() ? found : std::vector<const SeedGroup*>();
}

/// What differs between two runs, with or without their seeds.
QString RunsView::differing(int first, int second, bool seeds) const
{
    Config from = rowOf(first)->config;
    const Config& to = rowOf(second)->config;
    from.seed = seeds ? from.seed : to.seed;
    const QString words = differences(from, to, wording());
    return words.isEmpty() ? tr("The two have the same settings.") : tr("They differ in: %1").arg(words);
}

QString RunsView::note() const
{
    const std::vector<int> runs = selected();
    if (rows_.empty()) {
        return tr("Space: runs appear here");
    }
    if (const std::vector<const SeedGroup*> groups = selectedGroups(); groups.size() == 2) {
        return differing(groups[0]->runs.front(), groups[1]->runs.front(), false) + QLatin1String(". ") +
               comparisonOf(*groups[0], *groups[1], rows_);
    }
    if (runs.size() == 2) {
        return differing(runs[0], runs[1], true);
    }
    if (runs.size() == 1 && rowOf(runs[0])->guess) {
        return tr("A guess: the loss, %1, is close to that of knowing nothing, so its accuracy says nothing.")
            .arg(resultText(rowOf(runs[0])->loss, kUndefined, 3));
    }
    if (runs.size() == 1 && !rowOf(runs[0])->ending.isEmpty()) {
        return rowOf(runs[0])->ending;
    }
    return groups_.size() > 1
               ? tr("Select two groups of seeds, or a run of each, to see how far their means lie apart.")
           : rows_.size() > 1 ? tr("Select two runs to see what differs.")
                              : tr("1 seed: another seed may give another result.");
}

} // namespace fovea
