// What comes from the trainer: records and snapshots while it trains, the run when it stops, another run when one was made.
#include "app/run_head.h"
#include "app/session.h"

#include "core/training/snapshot.h"

#include <cmath>

namespace fovea {
namespace {

QString sentenceOf(const Outcome& outcome, const Run& run)
{
    return outcome.kind == Outcome::Kind::Finished
               ? Session::tr("Finished after %1. Raise the passes to go on; R starts again from the first weights.")
                     .arg(Session::passes(run.epoch))
               : QString::fromStdString(outcome.sentence);
}

} // namespace

/// Everything that came from the trainer since the last look.
void Session::collect()
{
    note(trainer_->mailbox().take(!ready_ || ready_()));
    if (std::optional<Returned> returned = trainer_->takeReturned()) {
        note(trainer_->mailbox().take());
        takeBack(std::move(*returned));
    }
}

void Session::note(const Delivery& delivery)
{
    if (!delivery.steps.empty() || !delivery.epochs.empty()) {
        steps_.insert(steps_.end(), delivery.steps.begin(), delivery.steps.end());
        if (!delivery.steps.empty()) {
            step_ = delivery.steps.back().step;
            epochsDone_ = delivery.steps.back().epoch;
        }
        const qint64 now = clock_.elapsed();
        pace_.emplace_back(now, epochsDone_);
        while (pace_.size() > 2 && pace_.front().first < now - 1000) {
            pace_.pop_front();
        }
        emit measured(head_.number, delivery.steps, delivery.epochs);
        emit progressed(progress());
        if (!delivery.epochs.empty()) {
            takeEffect();
            noticeEndOfSchedule();
        }
    }
    if (!delivery.kept.empty()) {
        emit momentsKept(delivery.kept);
    }
    if (delivery.snapshot) {
        emit snapshotTaken(delivery.snapshot);
    }
    if (delivery.copy && std::exchange(copyAsked_, false)) {
        emit copied(delivery.copy);
    }
}

void Session::takeBack(Returned returned)
{
    look_.stop();
    pace_.clear();
    const bool reset = std::exchange(resetting_, false);
    const SnapshotPtr moment = std::exchange(startsFrom_, nullptr);
    const bool opens = opening_ != nullptr && (returned.run != nullptr || returned.imagesMissing);
    if (!opens) {
        opening_.reset(); // a damaged file leaves the open session as it was
    }
    if (opens) {
        adoptOpened(std::move(returned));
    } else if (reset && returned.baselines) {
        putBack(std::move(returned));
    } else if (moment && returned.baselines) {
        startAt(*moment, std::move(returned));
    } else if (returned.baselines) {
        adopt(std::move(returned));
    } else if (returned.error) {
        if (returned.run) {
            run_ = std::move(returned.run);
            copy_ = std::move(returned.copy);
        } // else none could be made, and the one that was there stays
        const QString sentence = QString::fromStdString(returned.error->what());
        setState(!run_ ? RunState::Refused : run_->finished() ? RunState::Over : RunState::Paused, sentence);
        emit refused(sentence);
    } else {
        run_ = std::move(returned.run);
        copy_ = std::move(returned.copy);
        emit snapshotTaken(snapshotOf(*run_));
        const bool over = returned.outcome.kind != Outcome::Kind::Paused;
        setState(over ? RunState::Over : RunState::Paused, sentenceOf(returned.outcome, *run_));
        if (returned.outcome.kind == Outcome::Kind::Diverged) {
            emit diverged(QString::fromStdString(returned.outcome.sentence));
        }
    }
    emit progressed(progress());
    if (copyAsked_ && run_) {
        askCopy();
    }
    while (!then_.empty() && state_ != RunState::Running) {
        const std::function<void()> next = std::move(then_.front());
        then_.pop_front();
        next();
    }
    if (openNext_ && !trainer_->busy()) {
        open(std::exchange(openNext_, nullptr));
    }
}

/// A run that was just made becomes the present one.
void Session::adopt(Returned returned)
{
    const bool another = !runConfig_ || settled_;
    aside_ = false;
    run_ = std::move(returned.run);
    copy_ = std::move(returned.copy);
    runConfig_ = told_ = run_->config;
    head_ = headOf(*run_, *returned.baselines, another ? runs_++ : head_.number);
    steps_.clear();
    step_ = 0;
    epochsDone_ = 0;
    samples_ = run_->samples();
    horizon_ = run_->horizon;
    settled_ = saidRateEnded_ = false;
    first_ = snapshotOf(*run_);
    emit runBegan(head_, first_);
    emit runChanged(runConfig_, false);
    emit progressed(progress());
    setState(RunState::Paused);
    const std::optional<long> steps = std::exchange(stepsWhenMade_, std::nullopt);
    if (changesWait()) { // settings moved on while it was made
        make(steps);
    } else if (steps) {
        go(*steps);
    }
}

RunProgress Session::progress() const
{
    RunProgress now;
    if (!runConfig_) {
        return now;
    }
    now.epochs = runConfig_->train.epochs;
    now.epoch = static_cast<int>(epochsDone_ + 1e-9);
    const double batch = static_cast<double>(run_ ? run_->batchSize : runConfig_->train.batchSize);
    now.batches = static_cast<long>(std::ceil(static_cast<double>(samples_) / batch));
    now.batch = static_cast<long>(
        std::lround(std::ceil((epochsDone_ - now.epoch) * static_cast<double>(samples_) / batch - 1e-6)));
    if (pace_.size() >= 2 && pace_.back().first > pace_.front().first) {
        now.imagesPerSecond = (pace_.back().second - pace_.front().second) * static_cast<double>(samples_) * 1000 /
                              static_cast<double>(pace_.back().first - pace_.front().first);
    }
    return now;
}

} // namespace fovea
