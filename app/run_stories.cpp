#include "app/run_stories.h"

#include "app/run_head.h"
#include "core/attention/look.h"
#include "core/training/guess.h"
#include "ui/drawer/run_names.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace fovea {
namespace {

/// Whether anything in the network learns where to look: gazes, the pooling, or tokens that look at each other.
bool attends(const Config& config)
{
    if (looksOftenAt(config.look)) { // what is seen goes into a state: there is no pooling
        return !learnsFromReward(config.look) || config.look.gaze == "learned";
    }
    return config.look.mechanism != "none" || config.attention.mechanism != "none" || config.mix.depth > 0;
}

} // namespace

Rival rivalOf(const Config& config)
{
    return learnsFromReward(config.look)     ? Rival::RandomGazes
           : config.look.mechanism != "none" ? Rival::WholeImage
                                             : Rival::NoAttention;
}

Config withoutAttention(Config config)
{
    if (learnsFromReward(config.look)) {
        config.look.gaze = "random";
        return config;
    }
    if (config.look.mechanism != "none") {
        config.look = {};
        return config;
    }
    config.attention = {};
    config.attention.mechanism = "none";
    config.mix = {};
    return config;
}

std::optional<Config> RunStories::begin(const RunHead& head)
{
    std::optional<Config> before;
    if (!runs_.contains(head.number) && !runs_.empty()) {
        before = runs_.rbegin()->second.learned();
    }
    RunStory story;
    story.head = head;
    story.now = head.config;
    if (const auto known = runs_.find(head.number); known != runs_.end()) {
        if (known->second.head.config == head.config) { // else it is another run that was made in its place
            story.head.name = known->second.head.name;  // it may have been renamed
        }
        story.head.label = known->second.head.label;
        story.elsewhere = known->second.elsewhere;
    }
    runs_[head.number] = story;
    present_ = head.number;
    earlier_.reset();
    return before;
}

void RunStories::clear(int number)
{
    RunStory& story = runs_[number];
    story.passes.clear();
    story.look.reset();
    story.replaced.reset();
    story.changes.clear();
    story.steps.clear();
    story.looks.clear();
    story.over = story.diverged = false;
    story.ending.clear();
    story.endedAfter = 0;
}

RunStory RunStories::take(int number)
{
    return std::move(runs_.extract(number).mapped());
}

void RunStories::putBack(const RunStory& story)
{
    runs_[story.head.number] = story;
}

void RunStories::label()
{
    std::vector<RunRow> all = rows();
    labelRuns(all);
    for (const RunRow& row : all) {
        runs_.at(row.number).head.label = row.label;
    }
}

std::vector<RunRow> RunStories::rows() const
{
    std::vector<RunRow> rows;
    for (const auto& [number, story] : runs_) {
        RunRow row;
        row.number = number;
        row.name = story.head.name;
        row.what = whatItIs(story.head.config);
        row.named = row.name != runName(number, row.what, story.head.config.seed);
        row.label = story.head.label;
        row.config = story.learned();
        row.present = number == present_;
        row.inView = number == earlier_.value_or(present_);
        row.changedOnTheWay = story.changedOnTheWay();
        row.over = story.over;
        row.diverged = story.diverged;
        row.ending = story.ending;
        if (const EpochRecord* last = story.last()) {
            row.passes = last->epoch;
            row.accuracy = last->valAccuracy;
            row.loss = last->valLoss;
            row.trainAccuracy = last->trainAccuracy;
            row.spread = std::exp(last->attentionEntropy);
            row.mass = last->evidenceMass;
            row.hit = last->pointing;
            row.guess = isGuess(*last, story.head.chance);
        }
        for (const EpochRecord& pass : story.passes) {
            row.best = std::isnan(row.best) ? pass.valAccuracy : std::max(row.best, pass.valAccuracy);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<int> RunStories::numbers() const
{
    std::vector<int> all;
    for (const auto& [number, story] : runs_) {
        all.push_back(number);
    }
    return all;
}

RunStory* RunStories::present()
{
    const auto found = runs_.find(present_);
    return found == runs_.end() ? nullptr : &found->second;
}

const RunStory* RunStories::present() const
{
    const auto found = runs_.find(present_);
    return found == runs_.end() ? nullptr : &found->second;
}

bool RunStories::view(std::optional<int> earlier)
{
    return std::exchange(earlier_, earlier) != earlier;
}

const RunStory* RunStories::inView() const
{
    const auto found = runs_.find(earlier_.value_or(present_));
    return found == runs_.end() ? nullptr : &found->second;
}

SwitchRows RunStories::switchRows() const
{
    const RunStory* now = inView();
    if (now == nullptr) {
        return {};
    }
    const bool measurable = attends(now->now);
    const RunStory *with = measurable ? now : nullptr, *without = measurable ? nullptr : now;
    for (const auto& [number, story] : runs_) {
        if (story.elsewhere) {
            continue; // trained for longer than its figures say
        }
        if (!measurable && attends(story.now) && withoutAttention(story.learned()) == now->learned()) {
            with = &story;
        }
        if (measurable && story.last() != nullptr && story.learned() == withoutAttention(now->learned())) {
            without = &story;
        }
    }
    SwitchRows rows;
    rows.measurable = measurable;
    rows.gated = now->now.gate.mechanism != "none";
    rows.replaceable = measurable && (!looksOftenAt(now->now.look) || now->now.look.mechanism == "gumbel");
    rows.rival = rivalOf(with != nullptr ? with->now : now->now);
    if (with != nullptr) {
        rows.replaced = with->replaced;
    }
    if (without != nullptr && without->last() != nullptr) {
        // Both after as many passes: who has learned for longer is looked at where the other one was.
        const EpochRecord* pass = with != nullptr ? with->nearest(without->last()->epoch) : nullptr;
        const EpochRecord* early = pass != nullptr ? without->nearest(pass->epoch) : nullptr;
        const EpochRecord& shown = early != nullptr ? *early : *without->last();
        rows.retrained = WithoutAttention{shown.valAccuracy, kUndefined, shown.epoch, 0, without->head.shownName()};
        if (pass != nullptr) {
            rows.retrained->withAttention = pass->valAccuracy;
            rows.retrained->withEpochs = pass->epoch;
        }
    }
    return rows;
}

} // namespace fovea
