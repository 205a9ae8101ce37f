// Session: the window's hold on training. It lends a Run to the trainer and takes it back, looks into the mailbox 30 times a
// second, and sends live settings inward. It and Watch, which asks the analyst, are the only objects that know threads exist;
// all signals come on the window's thread.
#pragma once

#include "core/settings/rules.h"
#include "core/training/trainer.h"
#include "ui/views/run_story.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <optional>

namespace fovea {

/// A run with everything that was measured on it, put aside.
struct KeptRun
{
    RunHead head;
    std::unique_ptr<Run> run;
    std::vector<StepRecord> steps;
    std::shared_ptr<const Run> copy; ///< of the run, where one was made
};

class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(int threads, QObject* parent = nullptr);
    ~Session() override;

    RunState state() const { return state_; }
    RunSpeed speed() const { return speed_; }
    const Config& wanted() const { return wanted_; }
    /// The configuration of the present run, as far as it is in force; empty where there is none.
    const std::optional<Config>& runConfig() const { return runConfig_; }
    /// The present run, while it is not training; else null.
    const Run* run() const { return run_.get(); }
    /// The present run before its first batch.
    SnapshotPtr firstMoment() const { return first_; }
    /// Whether the present run has learned from a batch.
    bool begun() const { return step_ > 0; }
    /// Whether settings wait for a new run.
    bool changesWait() const;
    /// The present run is over, and the settings as wanted leave it nothing to do: whatever changes waits for a new one.
    bool ended() const;
    /// The present run is over, no settings wait, and it could not learn from another batch: whoever runs it sees nothing.
    bool idle() const { return state_ == RunState::Over && run_ && run_->finished() && !changesWait(); }
    /// "1 pass", "3 passes"
    static QString passes(int count);

public slots:
    /// Settings as they are wanted now. What can change live does; the rest waits for a new run, or is taken up at once
    /// where the present run has not begun to learn.
    void want(const fovea::Config& wanted);
    /// Settings of a run to come as a whole: the present one takes up nothing of them.
    void wantForNewRun(const fovea::Config& wanted);
    void toggle();    ///< Space: runs or pauses
    void stepBatch(); ///< S
    void stepEpoch(); ///< E
    void reset();     ///< R: the same weights as at the beginning
    /// The run as it was kept changes places with the present one; nothing where another run has begun since.
    void exchange(const std::shared_ptr<fovea::KeptRun>& kept);
    void startNewRun(); ///< with the settings as wanted, and trains it
    /// A new run of the same network that begins with the weights of an earlier moment of the present run, or of one before
    /// it: `run` is its number.
    void startFrom(const fovea::SnapshotPtr& moment, int run);
    void setSpeed(fovea::RunSpeed speed);
    /// Takes up a session that was read: all of it, or, where its images cannot be had, its records and settings.
    void open(const std::shared_ptr<const fovea::OpenedSession>& opened);
    /// Asks for a copy of the present run as it is now; copied() brings it, while it trains after the batch in hand.
    void askCopy();

signals:
    void stateChanged(fovea::RunState state, const QString& sentence);
    void speedChanged(fovea::RunSpeed speed);
    void wantedChanged(const fovea::Config& wanted);
    void problemsFound(const std::vector<fovea::Problem>& problems);
    /// The present run's configuration as it is now; whether it has begun to learn.
    void runChanged(const std::optional<fovea::Config>& config, bool begun);
    /// A setting of a run that learns is another after so many passes: from now on, or from its next pass on.
    void changedLive(int number, double passes, const std::string& key, const std::string& to);
    void runBegan(const fovea::RunHead& head, const fovea::SnapshotPtr& first); ///< another, or a remade one
    void resetDone(const std::shared_ptr<fovea::KeptRun>& before);
    void runCleared(int number); ///< it is back at its beginning
    void measured(int number, const std::vector<fovea::StepRecord>& steps,
                  const std::vector<fovea::EpochRecord>& epochs);
    void snapshotTaken(const fovea::SnapshotPtr& snapshot);
    void startedFrom(int number); ///< the present run began with the weights of an earlier moment of another
    void momentsKept(const std::vector<fovea::SnapshotPtr>& moments); ///< for the timeline
    void progressed(const fovea::RunProgress& progress);
    void refused(const QString& sentence); ///< data could not be read, or there was too little memory
    void diverged(const QString& sentence);
    /// Another session is opened: the runs so far are gone, and those of `contents` come, the present one last.
    void sittingOpened(const std::shared_ptr<const fovea::OpenedSession>& opened);
    void runRecalled(const fovea::RecordedRun& run); ///< one of a session that was opened, which does not go on
    void imagesMissing(const std::shared_ptr<const fovea::OpenedSession>& opened, const QString& sentence);
    void copied(const std::shared_ptr<const fovea::Run>& run); ///< null where there is none
    void rateEnded(); ///< more passes are wanted, but the schedule's rate is 0 by now

public:
    /// Whether moments are kept for the timeline; at first they are.
    void keepMoments(bool wanted) { trainer_->mailbox().keepMoments(wanted); }
    /// Asked before a snapshot is taken: whether whoever looks at them is ready for the next.
    void setReadyForSnapshot(std::function<bool()> ready) { ready_ = std::move(ready); }

private:
    void collect();
    void takeBack(Returned returned);
    void adopt(Returned returned);
    void startAt(const Snapshot& moment, Returned returned);
    void adoptOpened(Returned returned);
    void comesBack(const SnapshotPtr& first);
    void putBack(Returned returned);
    void whenBack(std::function<void()> then);
    void go(long steps);
    long batchesToEndOfPass() const;
    void make(std::optional<long> thenSteps);
    void sendLive(const Config& before);
    bool needsNewRun(const Config& a, const Config& b) const;
    bool goesOn(const Config& config) const;
    void settle();
    void takeEffect();
    void noticeEndOfSchedule();
    void setState(RunState state, const QString& sentence = {});
    void note(const Delivery& delivery);
    RunProgress progress() const;

    Config wanted_;
    std::vector<Problem> problems_;
    std::optional<Config> runConfig_; ///< in force
    std::optional<Config> told_;      ///< what the run was told: what waits for its next pass is not in force yet
    std::unique_ptr<Run> run_;
    RunHead head_;
    SnapshotPtr first_;             ///< where the present run began, and begins again when it is reset
    std::vector<StepRecord> steps_; ///< of the present run; its epochs are in the run itself
    long step_ = 0;                 ///< of the present run, as far as is known here
    double epochsDone_ = 0;
    Index samples_ = 0;
    int runs_ = 0;                                 ///< of the sitting
    std::optional<long> stepsWhenMade_;            ///< batches to train once it is made
    std::shared_ptr<const OpenedSession> opening_; ///< what is being made is the run of this session
    std::shared_ptr<const Run> copy_; ///< of the present run, while it does not train; null where none was made yet
    std::shared_ptr<const OpenedSession> openNext_; ///< is opened as soon as the trainer is free
    bool copyAsked_ = false;
    bool resetting_ = false; ///< what is being made is the present run, anew
    SnapshotPtr startsFrom_; ///< what is being made is another run that begins with these weights
    int startsFromRun_ = 0;  ///< whose they are
    bool settled_ = false;   ///< the settings are this run's: it has begun to learn, or was reset
    bool aside_ = false;     ///< what is wanted belongs to a run to come
    bool saidRateEnded_ = false;
    int horizon_ = 0; ///< of the present run's schedule, passes
    RunState state_ = RunState::Making;
    RunSpeed speed_ = RunSpeed::Demo;
    std::deque<std::function<void()>> then_; ///< done in turn once the run is back
    std::function<bool()> ready_;
    std::deque<std::pair<qint64, double>> pace_; ///< when (ms), passes done: the last second
    QElapsedTimer clock_;
    QTimer look_, remake_;
    std::unique_ptr<Trainer> trainer_; ///< last, so that it goes first
};

} // namespace fovea
