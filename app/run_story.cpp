// One run's story: what was changed while it learned, what it has learned with, and how it ended.
#include "app/run_stories.h"
#include "core/settings/fields.h"
#include "ui/form/field_words.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fovea {
namespace {

constexpr double kOneDrag = 0.25; // passes between two values that are still one change

} // namespace

void RunStory::noteChange(double at, const std::string& key, const std::string& to)
{
    Config with = now;
    setFromText(with, key, to);
    const Field& field = *findField(key);
    const QString text = labelOf(field, Wording::Plain) + " " + shownValue(field, with, Wording::Plain);
    if (!over && !changes.empty() && changes.back().key == key && at - changes.back().ended < kOneDrag) {
        changes.back().ended = at;
        changes.back().text = text;
        changes.back().to = to;
        return;
    }
    const auto before =
        std::find_if(changes.rbegin(), changes.rend(), [&](const auto& each) { return each.key == key; });
    changes.push_back({key, at, at, text, before != changes.rend() ? before->to : textOf(field, now), to});
}

/// A batch came after it; or it said when to end, and the run ended.
bool RunStory::hasLearnedWith(std::size_t change) const
{
    const LiveChange& one = changes[change];
    const bool ends = one.key == "train.epochs" || one.key == "train.patience";
    return (ends && change < endedAfter) || (!steps.empty() && steps.back().epoch > one.began + 1e-9);
}

Config RunStory::learned() const
{
    Config with = now;
    for (std::size_t i = changes.size(); i-- > 0;) {
        if (!hasLearnedWith(i)) {
            setFromText(with, changes[i].key, changes[i].from);
        }
    }
    return with;
}

bool RunStory::changedOnTheWay() const
{
    bool any = elsewhere;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        any = any || hasLearnedWith(i);
    }
    return any;
}

void RunStory::append(const std::vector<StepRecord>& moreSteps, const std::vector<EpochRecord>& morePasses)
{
    if (!moreSteps.empty()) {
        over = diverged = false;
        ending.clear();
        endedAfter = 0;
    }
    steps.insert(steps.end(), moreSteps.begin(), moreSteps.end());
    passes.insert(passes.end(), morePasses.begin(), morePasses.end());
}

void RunStory::end(const QString& why)
{
    if (!std::exchange(over, true)) {
        endedAfter = changes.size();
        diverged = !isFinite();
        const bool early = last() == nullptr || last()->epoch < learned().train.epochs;
        ending = early ? why : QString();
    }
}

bool RunStory::isFinite() const
{
    return steps.empty() || (std::isfinite(steps.back().loss) && std::isfinite(steps.back().gradientNorm));
}

bool RunStory::hasEnded(const Config& with) const
{
    if (!isFinite()) {
        return true;
    }
    const auto best = std::ranges::min_element(passes, {}, &EpochRecord::valLoss);
    const bool stopped =
        !passes.empty() && with.train.patience > 0 && last()->epoch - best->epoch >= with.train.patience;
    return stopped || (!passes.empty() && last()->epoch >= with.train.epochs);
}

std::vector<RunChange> RunStory::changesToShow() const
{
    std::vector<RunChange> shown;
    for (const LiveChange& change : changes) {
        shown.push_back({change.began, change.text});
    }
    return shown;
}

const EpochRecord* RunStory::nearest(int passesDone) const
{
    const EpochRecord* found = nullptr;
    for (const EpochRecord& pass : passes) {
        found = pass.epoch <= passesDone ? &pass : found;
    }
    return found;
}

} // namespace fovea
