// Where a run begins: at its own first weights again, as it was before that was done, or at an earlier moment of another.
#include "app/run_head.h"
#include "app/session.h"

#include "core/training/snapshot.h"

#include <QLocale>

#include <algorithm>

namespace fovea {

void Session::reset()
{
    whenBack([this] {
        if (run_ && begun() && !trainer_->busy()) {
            takeEffect();
            resetting_ = true;
            setState(RunState::Making);
            trainer_->make(*runConfig_); // the first weights come from the seed alone, so they are the same
        }
    });
}

/// The present run is put aside, and the fresh one takes its place.
void Session::putBack(Returned returned)
{
    returned.run->weights = first_->weights; // also where the run began with those of an earlier moment
    first_ = snapshotOf(*returned.run);
    const auto before = std::make_shared<KeptRun>(KeptRun{head_, std::exchange(run_, std::move(returned.run)),
                                                          std::exchange(steps_, {}), std::exchange(copy_, nullptr)});
    step_ = 0;
    epochsDone_ = 0;
    horizon_ = run_->horizon;
    emit runCleared(head_.number);
    emit snapshotTaken(first_);
    setState(RunState::Paused, tr("Back at the same first weights. Space trains again."));
    emit resetDone(before);
    if (const std::optional<long> steps = std::exchange(stepsWhenMade_, std::nullopt)) {
        go(*steps);
    }
}

void Session::exchange(const std::shared_ptr<KeptRun>& kept)
{
    if (kept->head.number != head_.number || state_ == RunState::Making) {
        return;
    }
    whenBack([this, kept] {
        std::swap(head_, kept->head);
        std::swap(run_, kept->run);
        std::swap(steps_, kept->steps);
        std::swap(copy_, kept->copy);
        const Config before = std::exchange(*told_, run_->config);
        comesBack(snapshotOf(*run_));
        trainer_->mailbox().forgetChanges(); // they were for the other
        sendLive(before);
    });
}

/// A run that has learned before is the present one again. `first` is what is seen of it first.
void Session::comesBack(const SnapshotPtr& first)
{
    runConfig_ = told_;
    step_ = run_->step;
    epochsDone_ = run_->epochs();
    samples_ = run_->samples();
    horizon_ = run_->horizon;
    settled_ = true;
    emit runBegan(head_, first);
    emit measured(head_.number, steps_, run_->history);
    for (const Change& change : run_->changes) {
        const auto at = std::ranges::lower_bound(steps_, change.step, {}, &StepRecord::step);
        emit changedLive(head_.number, at == steps_.end() ? epochsDone_ : at->epoch, change.key, change.to);
    }
    emit runChanged(runConfig_, true);
    emit progressed(progress());
    setState(run_->finished() ? RunState::Over : RunState::Paused);
}

void Session::startFrom(const SnapshotPtr& moment, int run)
{
    whenBack([this, moment, run] {
        if (run_ && !trainer_->busy()) {
            startsFrom_ = moment;
            startsFromRun_ = run;
            setState(RunState::Making);
            trainer_->make(moment->config);
        }
    });
}

/// A run that was just made becomes the present one, with the weights of a moment of one before.
void Session::startAt(const Snapshot& moment, Returned returned)
{
    if (returned.run->weights.size() != moment.weights.size()) { // the folder of pictures has other classes by now
        const QString sentence = tr("The images are others than those that this network was made for: it cannot go on "
                                    "with them. Nothing has changed.");
        setState(run_->finished() ? RunState::Over : RunState::Paused, sentence);
        emit refused(sentence);
        return;
    }
    const int from = startsFromRun_ + 1;
    run_ = std::move(returned.run);
    run_->weights = moment.weights;
    copy_.reset(); // which has other weights
    head_ = headOf(*run_, *returned.baselines, runs_++);
    head_.name =
        tr("%1: from run %2, pass %3").arg(head_.number + 1).arg(from).arg(QLocale().toString(moment.epoch, 'f', 2));
    runConfig_ = told_ = run_->config;
    steps_.clear();
    step_ = 0;
    epochsDone_ = 0;
    samples_ = run_->samples();
    horizon_ = run_->horizon;
    settled_ = true;
    saidRateEnded_ = aside_ = false;
    first_ = snapshotOf(*run_);
    emit runBegan(head_, first_);
    emit startedFrom(head_.number);
    emit runChanged(runConfig_, true);
    setState(RunState::Paused,
             tr("A new run with the weights of that moment; its optimiser starts afresh. Space trains it."));
    sendLive(wanted_);
    if (const std::optional<long> steps = std::exchange(stepsWhenMade_, std::nullopt)) {
        go(*steps);
    }
}

} // namespace fovea
