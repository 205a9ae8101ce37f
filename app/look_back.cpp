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
    state.earlierRun = earlier_.has_value();
    state.moments = count();
    state.position = position();
    state.passes = past_ ? past_->epoch : 0;
    state.playing = player_.isActive();
    state.training = training_;
    state.megabytes = static_cast<double>(timelines_.bytes()) / kMegabyte;
    state.budget = static_cast<double>(timelines_.budget()) / kMegabyte;
    state.thinned = timeline().thinned();
    return state;
}

/// Of the moment in view; the one in view can have been thinned away, then where it would be.
int LookBack::position() const
{
    if (!past_) {
        return count();
    }
    const auto& moments = timeline().moments();
    const auto at =
        std::ranges::lower_bound(moments, past_->step, {}, [](const SnapshotPtr& each) { return each->step; });
    return std::clamp(static_cast<int>(at - moments.begin()), 0, std::max(0, count() - 1));
}

void LookBack::begin(int run, const SnapshotPtr& first)
{
    player_.stop();
    if (run != timelines_.presentRun() && newest_ && !timelines_.present().moments().empty()) {
        const Snapshot& last = *timelines_.present().moments().back();
        if (newest_->network == last.network && newest_->step >= last.step) {
            timelines_.add(newest_); // it was left between two moments
        }
    }
    newest_.reset();
    timelines_.begin(run, first);
    earlier_.reset();
    look(nullptr);
}

void LookBack::clear()
{
    player_.stop();
    timelines_.clear();
    newest_.reset();
    earlier_.reset();
    look(nullptr);
}

void LookBack::keep(const std::vector<SnapshotPtr>& moments)
{
    const Timeline& present = timelines_.present();
    for (const SnapshotPtr& moment : moments) {
        if (!present.moments().empty() && moment->network == present.moments().back()->network) {
            timelines_.add(moment); // else of a run before this one
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
    if (earlier_ && count() == 0) {
        return; // what is in view was let go of meanwhile: there is nothing beside it
    }
    const int last = earlier_ ? count() - 1 : count();
    const int at = std::clamp(position, 0, last);
    look(at == count() ? nullptr : timeline().moments()[static_cast<std::size_t>(at)]);
}

void LookBack::showRun(int run)
{
    if (run == timelines_.presentRun()) {
        toNow();
    } else if (!timelines_.of(run).moments().empty()) {
        player_.stop();
        earlier_ = run;
        look(timeline().moments().back());
    }
}

void LookBack::toNow()
{
    player_.stop();
    earlier_.reset();
    look(nullptr);
}

void LookBack::togglePlay()
{
    if (player_.isActive()) {
        player_.stop();
        emit stateChanged(state());
    } else {
        playTo_ = std::numeric_limits<double>::infinity();
        player_.start();
        const bool fromHere = past_ && !(earlier_ && position() == count() - 1); // at its end it plays anew
        look(fromHere || count() == 0 ? past_ : timeline().moments().front());
    }
}

void LookBack::replay(double fromPasses, double toPasses)
{
    const auto& moments = timeline().moments();
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
        show(next);
    } else {
        look(timeline().moments()[static_cast<std::size_t>(next)]);
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
