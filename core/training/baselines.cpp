#include "core/training/baselines.h"

#include "core/training/answer.h"
#include "core/training/gaze_survey.h"

#include <algorithm>

namespace fovea {
namespace {

EvidenceScore meanChance(const Split& split, const MapGrid& grid)
{
    EvidenceScore mean;
    const auto n = static_cast<double>(split.evidence.size());
    for (const Evidence& evidence : split.evidence) {
        const EvidenceScore one = evidenceChance(grid, split.images.shape, evidence);
        mean.hit += one.hit / n;
        mean.strictHit += one.strictHit / n;
        mean.mass += one.mass / n;
    }
    return mean;
}

template<class Is>
double share(const std::vector<Bound>& bounds, Is is)
{
    return static_cast<double>(std::count_if(bounds.begin(), bounds.end(), is)) / static_cast<double>(bounds.size());
}

} // namespace

double majorityOf(const Split& split, std::size_t classes)
{
    std::vector<double> counts(classes);
    for (const int label : split.labels) {
        counts[static_cast<std::size_t>(label)] += 1;
    }
    return split.size() == 0 ? kUndefined
                             : *std::max_element(counts.begin(), counts.end()) / static_cast<double>(split.size());
}

Baselines baselinesOf(const Run& run, const Split& split, Workspace& workspace)
{
    Baselines found;
    found.chance = 1 / static_cast<double>(run.data->classes.size());
    found.majority = majorityOf(split, run.data->classes.size());
    if (split.size() == 0) {
        return found;
    }
    const std::vector<AnswerOfSample> first =
        answers({*run.network, run.weights, *run.task, *run.data}, std::vector<PicturePtr>{pictureOf(split, 0)},
                MapOverride::None, run.config.seed, workspace.tape(0));
    bool inImage = true;
    const std::vector<MapOfSample>& maps = first.front().maps;
    if (const auto scored = std::ranges::find_if(maps, isScored<MapOfSample>); scored != maps.end()) {
        found.grid = scored->keys;
        found.learned = scored->learned;
        inImage = scored->inImage;
    }
    const bool mapped = found.grid.places() > 1 && inImage;
    if (mapped && !split.evidence.empty()) {
        found.evidence = meanChance(split, found.grid);
    }
    if (!first.front().glimpses.empty()) {
        found.gazeDistance = distanceByChance(split);
    }
    if (run.data->bounds) {
        const std::vector<Bound> bounds =
            run.data->bounds(split, mapped ? found.grid : MapGrid{1, 1}, workspace.pool());
        found.accuracyCeiling = share(bounds, [](const Bound& b) { return b.correct; });
        found.hitCeiling = mapped ? share(bounds, [](const Bound& b) { return b.hit; }) : kUndefined;
    }
    return found;
}

} // namespace fovea
