// Settings on their way to the run: what it takes up while it learns, what waits for its next pass, and what for another run.
#include "app/session.h"

#include "core/settings/fields.h"
#include "core/training/schedule.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

/// Whether some batches of a pass are done and some are not.
bool inAPass(double passes)
{
    return std::abs(passes - std::round(passes)) > 1e-9;
}

bool differs(const Field& field, const Config& a, const Config& b)
{
    return textOf(field, a) != textOf(field, b);
}

} // namespace

/// Whether a setting differs that the present run cannot take up.
bool Session::needsNewRun(const Config& a, const Config& b) const
{
    return std::ranges::any_of(fields(), [&](const Field& field) {
        return (!settled_ || ended() || field.takesEffect == TakesEffect::NewRun) && differs(field, a, b);
    });
}

/// Whether settings like these leave the present run anything to do.
bool Session::goesOn(const Config& config) const
{
    const int patience = config.train.patience;
    const bool stoppedEarly = run_ && run_->over && patience > 0 && run_->epoch - run_->best.epoch >= patience;
    return !stoppedEarly && config.train.epochs > static_cast<int>(epochsDone_);
}

bool Session::ended() const
{
    return state_ == RunState::Over && !goesOn(wanted_);
}

bool Session::changesWait() const
{
    return !runConfig_ || (aside_ && wanted_ != *runConfig_) || needsNewRun(*runConfig_, wanted_);
}

void Session::want(const Config& wanted)
{
    const Config before = std::exchange(wanted_, wanted);
    problems_ = problems(wanted);
    emit wantedChanged(wanted_);
    emit problemsFound(problems_);
    if (!runConfig_ && !trainer_->busy()) {
        if (problems_.empty()) {
            make({});
        }
    } else if (!settled_ || (state_ == RunState::Making && !resetting_)) {
        remake_.start(); // the run that is being made takes it up; the one before it learned without it
    } else {
        sendLive(before);
    }
}

void Session::wantForNewRun(const Config& wanted)
{
    if (!runConfig_ || !settled_ || state_ == RunState::Making) { // there is none, or it takes up everything
        want(wanted);
        return;
    }
    wanted_ = wanted;
    aside_ = true;
    problems_ = problems(wanted);
    emit wantedChanged(wanted_);
    emit problemsFound(problems_);
}

/// Sends what can change in the present run. While settings wait for a new run, only what this edit alone changed: a preset
/// belongs to the run to come as a whole.
void Session::sendLive(const Config& before)
{
    const bool waits = changesWait();
    if (waits && needsNewRun(before, wanted_)) {
        return;
    }
    bool sent = false;
    for (const Field& field : fields()) {
        if (field.takesEffect == TakesEffect::NewRun || !differs(field, *told_, wanted_) ||
            (waits && !differs(field, before, wanted_))) {
            continue;
        }
        Config candidate = *told_;
        setFromText(candidate, field.key, textOf(field, wanted_));
        if (problems(candidate).empty()) {
            trainer_->mailbox().change(std::string(field.key), textOf(field, wanted_));
            told_ = candidate;
            const bool now = field.takesEffect == TakesEffect::Live || !inAPass(epochsDone_);
            if (now) {
                setFromText(*runConfig_, field.key, textOf(field, wanted_));
            }
            emit changedLive(head_.number, now ? epochsDone_ : std::ceil(epochsDone_), std::string(field.key),
                             textOf(field, wanted_));
            sent = true;
        }
    }
    if (!sent) {
        return;
    }
    emit runChanged(runConfig_, true);
    emit progressed(progress());
    noticeEndOfSchedule();
    if (state_ == RunState::Over && goesOn(*runConfig_)) {
        const int left = runConfig_->train.epochs - static_cast<int>(epochsDone_);
        setState(RunState::Paused, tr("%1 to go: Space goes on.").arg(passes(left)));
    }
}

/// A pass has ended: what waited for the next is in force.
void Session::takeEffect()
{
    if (told_ != runConfig_) {
        runConfig_ = told_;
        emit runChanged(runConfig_, true);
    }
}

/// From now on the settings are the run's: what cannot change in it waits for another.
void Session::settle()
{
    if (!std::exchange(settled_, true)) {
        emit runChanged(runConfig_, true);
    }
}

/// Says once when passes are wanted in which nothing more is learned.
void Session::noticeEndOfSchedule()
{
    const TrainConfig& train = runConfig_->train;
    if (!saidRateEnded_ && epochsDone_ >= horizon_ && epochsDone_ < train.epochs &&
        rateAt(train, 1) < 1e-3 * train.learningRate) {
        saidRateEnded_ = true;
        emit rateEnded();
    }
}

} // namespace fovea
