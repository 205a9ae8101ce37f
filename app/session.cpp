#include "app/session.h"

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

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

RunHead headOf(const Run& run, const Baselines& baselines, int number)
{
    RunHead head;
    head.number = number;
    head.config = run.config;
    head.name = QStringLiteral("%1 · %2 · %3 %4")
                    .arg(textOf(run.config.data.set), textOf(run.config.attention.mechanism), Session::tr("seed"))
                    .arg(run.config.seed);
    head.validationImages = static_cast<long>(run.data->validation.size());
    head.chance = baselines.chance;
    head.majority = baselines.majority;
    head.places = static_cast<double>(baselines.grid.places());
    head.learnedMap = baselines.learned;
    head.hitChance = baselines.evidence.hit;
    head.massChance = baselines.evidence.mass;
    head.accuracyCeiling = baselines.accuracyCeiling;
    head.hitCeiling = baselines.hitCeiling;
    for (int i = 0; i < run.network->parameters().count(); ++i) {
        head.parameters << textOf(run.network->parameters()[i].name);
    }
    return head;
}

QString sentenceOf(const Outcome& outcome, const Run& run)
{
    return outcome.kind == Outcome::Kind::Finished
               ? Session::tr("Finished after %n pass(es). More passes go on; R begins again.", nullptr, run.epoch)
               : QString::fromStdString(outcome.sentence);
}

bool differs(const Field& field, const Config& a, const Config& b)
{
    return textOf(field, a) != textOf(field, b);
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
        if (untouched() && state_ != RunState::Running && changesWait() && problems_.empty()) {
            make(false);
        }
    });
    trainer_ = std::make_unique<Trainer>(
        threads, [] { lowerPriority(kTrainerSteps); },
        [this] { QMetaObject::invokeMethod(this, &Session::collect, Qt::QueuedConnection); });
    trainer_->setPace(batchesPerSecond(speed_));
}

Session::~Session() = default;

bool Session::untouched() const
{
    return step_ == 0;
}

bool Session::changesWait() const
{
    return !runConfig_ || std::ranges::any_of(fields(), [&](const Field& field) {
        return (untouched() || field.takesEffect == TakesEffect::NewRun) && differs(field, *runConfig_, wanted_);
    });
}

void Session::want(const Config& wanted)
{
    wanted_ = wanted;
    problems_ = problems(wanted);
    emit wantedChanged(wanted_);
    emit problemsFound(problems_);
    if (!runConfig_ && !trainer_->busy()) {
        if (problems_.empty()) {
            make(false);
        }
    } else if (untouched()) {
        remake_.start();
    } else {
        sendLive();
    }
}

void Session::sendLive()
{
    Config candidate = *runConfig_;
    for (const Field& field : fields()) {
        if (field.takesEffect != TakesEffect::NewRun) {
            setFromText(candidate, field.key, textOf(field, wanted_));
        }
    }
    if (candidate == *runConfig_ || !problems(candidate).empty()) {
        return;
    }
    for (const Field& field : fields()) {
        if (differs(field, *runConfig_, candidate)) {
            trainer_->mailbox().change(std::string(field.key), textOf(field, candidate));
        }
    }
    runConfig_ = candidate;
    emit runChanged(runConfig_, true);
    emit progressed(progress());
    if (state_ == RunState::Over && epochsDone_ < candidate.train.epochs) {
        setState(RunState::Paused, tr("%n more pass(es) to go: Space goes on.", nullptr,
                                      candidate.train.epochs - static_cast<int>(epochsDone_)));
    }
}

void Session::toggle()
{
    if (state_ == RunState::Running) {
        trainer_->pause();
    } else if (state_ == RunState::Over && changesWait()) {
        startNewRun();
    } else {
        go(kToTheEnd);
    }
}

void Session::stepBatch()
{
    go(1);
}

void Session::stepEpoch()
{
    if (run_) {
        const Index size = run_->seen == 0 ? run_->config.train.batchSize : run_->batchSize;
        go((run_->samples() - run_->seen + size - 1) / size);
    }
}

/// Trains on, once what has to come first is done: the run must be here, and be what is wanted.
void Session::go(long steps)
{
    if (state_ == RunState::Making) {
        goWhenMade_ = true;
        return;
    }
    if (untouched() && changesWait()) {
        make(true);
        return;
    }
    if (!run_ || trainer_->busy()) {
        return;
    }
    const double progress = run_->epochs() / run_->horizon;
    if (progress >= 1 && run_->epoch < runConfig_->train.epochs &&
        rateAt(runConfig_->train, progress) < 1e-3 * runConfig_->train.learningRate) {
        emit rateEnded();
        return;
    }
    setState(RunState::Running);
    trainer_->train(std::move(run_), steps);
    look_.start();
}

void Session::make(bool thenGo)
{
    if (!problems_.empty()) {
        emit problemsFound(problems_);
        return;
    }
    if (trainer_->busy()) {
        goWhenMade_ = goWhenMade_ || thenGo;
        return; // what is wanted by then is looked at when it returns
    }
    goWhenMade_ = thenGo;
    setState(RunState::Making);
    trainer_->make(wanted_);
}

void Session::startNewRun()
{
    whenBack([this] { make(true); });
}

/// Pauses what is under way and does something once the run is here.
void Session::whenBack(std::function<void()> then)
{
    if (trainer_->busy()) {
        then_ = std::move(then);
        trainer_->pause();
    } else {
        then();
    }
}

void Session::reset()
{
    whenBack([this] {
        if (!run_ || untouched()) {
            return;
        }
        // The first values of the weights come from the seed alone, so this is where the run began.
        auto fresh = std::make_unique<Run>(startRun(*runConfig_, run_->data));
        discarded_ = std::make_unique<Kept>(Kept{head_, std::move(run_), std::move(steps_), std::move(epochs_)});
        run_ = std::move(fresh);
        steps_.clear();
        epochs_.clear();
        step_ = 0;
        epochsDone_ = 0;
        emit runCleared(head_.number);
        emit runChanged(runConfig_, false);
        emit snapshotTaken(snapshotOf(*run_));
        emit progressed(progress());
        setState(RunState::Paused, tr("Back at the same first weights. Space trains again."));
        if (changesWait()) {
            make(false);
        }
    });
}

void Session::undoReset()
{
    whenBack([this] {
        if (!discarded_) {
            return;
        }
        head_ = discarded_->head;
        run_ = std::move(discarded_->run);
        steps_ = std::move(discarded_->steps);
        epochs_ = std::move(discarded_->epochs);
        discarded_.reset();
        runConfig_ = run_->config;
        step_ = run_->step;
        epochsDone_ = run_->epochs();
        samples_ = run_->samples();
        emit runBegan(head_, snapshotOf(*run_));
        emit measured(head_.number, steps_, epochs_);
        emit runChanged(runConfig_, true);
        emit progressed(progress());
        setState(run_->finished() ? RunState::Over : RunState::Paused);
    });
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
        epochs_.insert(epochs_.end(), delivery.epochs.begin(), delivery.epochs.end());
        const bool begins = untouched() && !delivery.steps.empty();
        if (!delivery.steps.empty()) {
            step_ = delivery.steps.back().step;
            epochsDone_ = delivery.steps.back().epoch;
        }
        const qint64 now = clock_.elapsed();
        pace_.emplace_back(now, epochsDone_);
        while (pace_.size() > 2 && pace_.front().first < now - 1000) {
            pace_.pop_front();
        }
        if (begins) {
            emit runChanged(runConfig_, true);
        }
        emit measured(head_.number, delivery.steps, delivery.epochs);
        emit progressed(progress());
    }
    if (delivery.snapshot) {
        emit snapshotTaken(delivery.snapshot);
    }
}

void Session::takeBack(Returned returned)
{
    look_.stop();
    pace_.clear();
    if (returned.baselines) {
        adopt(std::move(returned));
    } else if (returned.error) {
        if (returned.run) {
            run_ = std::move(returned.run);
        } // else none could be made, and the one that was there stays
        const QString sentence = QString::fromStdString(returned.error->what());
        setState(!run_ ? RunState::Refused : run_->finished() ? RunState::Over : RunState::Paused, sentence);
        emit refused(sentence);
    } else {
        run_ = std::move(returned.run);
        emit snapshotTaken(snapshotOf(*run_));
        const bool over = returned.outcome.kind != Outcome::Kind::Paused;
        setState(over ? RunState::Over : RunState::Paused, sentenceOf(returned.outcome, *run_));
        if (returned.outcome.kind == Outcome::Kind::Diverged) {
            emit diverged(QString::fromStdString(returned.outcome.sentence));
        }
    }
    emit progressed(progress());
    if (then_) {
        std::exchange(then_, nullptr)();
    }
}

/// A run that was just made becomes the present one.
void Session::adopt(Returned returned)
{
    const bool another = !runConfig_ || !untouched();
    run_ = std::move(returned.run);
    runConfig_ = run_->config;
    head_ = headOf(*run_, *returned.baselines, another ? runs_++ : head_.number);
    steps_.clear();
    epochs_.clear();
    if (another) {
        discarded_.reset();
    }
    step_ = 0;
    epochsDone_ = 0;
    samples_ = run_->samples();
    emit runBegan(head_, snapshotOf(*run_));
    emit runChanged(runConfig_, false);
    emit progressed(progress());
    setState(RunState::Paused);
    const bool thenGo = std::exchange(goWhenMade_, false);
    if (changesWait()) { // settings moved on while it was made
        make(thenGo);
    } else if (thenGo) {
        go(kToTheEnd);
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
