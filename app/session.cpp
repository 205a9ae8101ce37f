#include "app/session.h"

#include "core/tensor/thread_priority.h"

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
        emit refused(tr("Nothing can run like this: %1").arg(QString::fromStdString(problems_.front().sentence)));
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

void Session::setState(RunState state, const QString& sentence)
{
    state_ = state;
    emit stateChanged(state, sentence);
}

} // namespace fovea
