#include "app/session.h"

#include "app/run_head.h"
#include "core/settings/fields.h"
#include "core/tensor/thread_priority.h"
#include "core/training/schedule.h"
#include "core/training/snapshot.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fovea {
namespace {

constexpr int kLookEvery = 33;    // ms between two looks into the mailbox
constexpr int kRemakeAfter = 200; // ms of quiet before a run that has not begun is made anew
constexpr int kTrainerSteps = 10; // of priority that training is below the window
constexpr long kToTheEnd = std::numeric_limits<long>::max();
constexpr long kToEndOfPass = -1; // so many batches as that takes, once the run is here

double batchesPerSecond(RunSpeed speed)
{
    switch (speed) {
    case RunSpeed::Slow:
        return 5;
    case RunSpeed::Demo:
        return 25;
    case RunSpeed::Full:
        break;
    }
    return 0;
}

QString sentenceOf(const Outcome& outcome, const Run& run)
{
    return outcome.kind == Outcome::Kind::Finished
               ? Session::tr("Finished after %1. Raise the passes to go on; R starts again from the first weights.")
                     .arg(Session::passes(run.epoch))
               : QString::fromStdString(outcome.sentence);
}

} // namespace

Session::Session(int threads, QObject* parent) : QObject(parent)
{
    clock_.start();
    look_.setInterval(kLookEvery);
    look_.setTimerType(Qt::PreciseTimer);
    connect(&look_, &QTimer::timeout, this, &Session::collect);
    remake_.setInterval(kRemakeAfter);
    remake_.setSingleShot(true);
    connect(&remake_, &QTimer::timeout, this, [this] {
        const bool stands = state_ != RunState::Running && state_ != RunState::Making; // what is made is looked at then
        if (!settled_ && stands && changesWait() && problems_.empty()) {
            make({});
        }
    });
    trainer_ = std::make_unique<Trainer>(
        threads, [] { lowerPriority(kTrainerSteps); },
        [this] { QMetaObject::invokeMethod(this, &Session::collect, Qt::QueuedConnection); });
    trainer_->setPace(batchesPerSecond(speed_));
    keepMoments(true);
    trainer_->copyOnReturn(true); // a pause is a moment to save, and the window's thread has no time for copies
}

Session::~Session() = default;

QString Session::passes(int count)
{
    return count == 1 ? tr("1 pass") : tr("%1 passes").arg(count);
}

void Session::toggle()
{
    if (state_ == RunState::Running && then_.empty()) {
        trainer_->pause();
    } else if (state_ == RunState::Making && stepsWhenMade_) {
        stepsWhenMade_.reset();
    } else if (state_ == RunState::Over && changesWait()) {
        startNewRun();
    } else {
        whenBack([this] { go(kToTheEnd); });
    }
}

void Session::stepBatch()
{
    if (state_ != RunState::Running) {
        go(1);
    }
}

void Session::stepEpoch()
{
    if (state_ != RunState::Running) {
        go(kToEndOfPass);
    }
}

/// Batches that are left of the pass under way; between two passes, those of the next.
long Session::batchesToEndOfPass() const
{
    const bool within = run_->seen > 0 && run_->seen < run_->samples();
    const Index size = within ? run_->batchSize : runConfig_->train.batchSize;
    return static_cast<long>((run_->samples() - (within ? run_->seen : 0) + size - 1) / size);
}

/// Trains on, once what has to come first is done: the run must be here, and be what is wanted.
void Session::go(long steps)
{
    if (state_ == RunState::Making) {
        stepsWhenMade_ = steps;
        return;
    }
    if (!settled_ && changesWait()) {
        make(steps);
        return;
    }
    if (!run_ || trainer_->busy()) {
        return;
    }
    saidRateEnded_ = false;
    noticeEndOfSchedule();
    if (saidRateEnded_) {
        return;
    }
    settle();
    copy_.reset();
    setState(RunState::Running);
    const long batches = steps == kToEndOfPass ? batchesToEndOfPass() : steps;
    trainer_->train(std::move(run_), batches);
    look_.start();
}

void Session::make(std::optional<long> thenSteps)
{
    if (!problems_.empty()) {
        emit problemsFound(problems_);
        return;
    }
    if (resetting_ || startsFrom_) {
        then_.push_back([this, thenSteps] { make(thenSteps); });
        return;
    }
    stepsWhenMade_ = thenSteps;
    if (!trainer_->busy()) { // else what is wanted by then is looked at when it returns
        setState(RunState::Making);
        trainer_->make(wanted_);
    }
}

void Session::startNewRun()
{
    if (!problems_.empty()) { // what trains goes on: nothing can take its place yet
        emit problemsFound(problems_);
        emit refused(tr("No new run can start: %1").arg(QString::fromStdString(problems_.front().sentence)));
        return;
    }
    whenBack([this] { make(kToTheEnd); });
}

/// Pauses what is under way and does something once the run is here; after what was asked for before.
void Session::whenBack(std::function<void()> then)
{
    if (state_ == RunState::Running && trainer_->busy()) {
        then_.push_back(std::move(then));
        trainer_->pause();
    } else {
        then();
    }
}

void Session::setSpeed(RunSpeed speed)
{
    speed_ = speed;
    trainer_->setPace(batchesPerSecond(speed));
    emit speedChanged(speed);
}

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

void Session::setState(RunState state, const QString& sentence)
{
    state_ = state;
    emit stateChanged(state, sentence);
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
