#include "app/look_back.h"

#include <algorithm>
#include <limits>
#include <map>

namespace fovea {
namespace {

constexpr int kPlayEvery = 120; // ms from one moment to the next
constexpr double kMegabyte = 1 << 20;

constexpr double kFallWithin = 1; // passes: how suddenly spread must fall to be replayed

double depthOf(const std::optional<Fall>& fall)
{
    return fall ? fall->from.value - fall->to.value : 0;
}

} // namespace

std::optional<Fall> fallOfSpread(const std::vector<LookRecord>& looks)
{
    std::map<std::uint64_t, std::vector<Reading>> ofEachSet;
    for (const LookRecord& look : looks) {
        ofEachSet[look.set].push_back({look.epoch, look.spread});
    }
    std::optional<Fall> deepest;
    for (const auto& [set, readings] : ofEachSet) {
        const std::optional<Fall> fall = largestFall(readings, kFallWithin);
        if (depthOf(fall) > depthOf(deepest)) {
            deepest = fall;
        }
    }
    return deepest;
}

LookBack::LookBack(QObject* parent) : QObject(parent)
{
    player_.setInterval(kPlayEvery);
    connect(&player_, &QTimer::timeout, this, &LookBack::playOn);
}

SnapshotPtr LookBack::past() const
{
    return past_;
}

TimelineState LookBack::state() const
{
    TimelineState state;
    state.moments = count();
    state.position = position();
    state.passes = past_ ? past_->epoch : 0;
    state.playing = player_.isActive();
    state.training = training_;
    state.megabytes = static_cast<double>(timeline_.bytes()) / kMegabyte;
    state.budget = static_cast<double>(timeline_.budget()) / kMegabyte;
    state.thinned = timeline_.thinned();
    return state;
}

/// Of the moment in view; the one in view can have been thinned away, then where it would be.
int LookBack::position() const
{
    if (!past_) {
        return count();
    }
    const auto& moments = timeline_.moments();
    const auto at =
        std::ranges::lower_bound(moments, past_->step, {}, [](const SnapshotPtr& each) { return each->step; });
    return std::min(static_cast<int>(at - moments.begin()), count() - 1);
}

void LookBack::begin(const SnapshotPtr& first)
{
    player_.stop();
    timeline_.clear();
    timeline_.add(first);
    look(nullptr);
}

void LookBack::keep(const std::vector<SnapshotPtr>& moments)
{
    for (const SnapshotPtr& moment : moments) {
        if (timeline_.moments().empty() || moment->network == timeline_.moments().back()->network) {
            timeline_.add(moment); // else of a run before this one
        }
    }
    if (!moments.empty()) {
        emit stateChanged(state());
    }
}

void LookBack::setTraining(bool training)
{
    training_ = training;
    emit stateChanged(state());
}

void LookBack::show(int position)
{
    player_.stop();
    look(position >= count() ? nullptr : timeline_.moments()[static_cast<std::size_t>(std::max(0, position))]);
}

void LookBack::toNow()
{
    show(count());
}

void LookBack::togglePlay()
{
    if (player_.isActive()) {
        player_.stop();
        emit stateChanged(state());
    } else {
        playTo_ = std::numeric_limits<double>::infinity();
        player_.start();
        look(past_ || count() == 0 ? past_ : timeline_.moments().front());
    }
}

void LookBack::replay(double fromPasses, double toPasses)
{
    const auto& moments = timeline_.moments();
    const auto from =
        std::ranges::upper_bound(moments, fromPasses, {}, [](const SnapshotPtr& each) { return each->epoch; });
    if (moments.empty()) {
        return;
    }
    playTo_ = toPasses;
    player_.start();
    look(from == moments.begin() ? *from : *(from - 1));
}

void LookBack::playOn()
{
    const int next = position() + 1;
    if (!past_ || past_->epoch >= playTo_) {
        show(position());
    } else if (next >= count()) {
        toNow();
    } else {
        look(timeline_.moments()[static_cast<std::size_t>(next)]);
    }
}

void LookBack::look(const SnapshotPtr& past)
{
    const bool changed = past != past_;
    past_ = past;
    if (changed) {
        emit viewed(past_);
    }
    emit stateChanged(state());
}

} // namespace fovea
