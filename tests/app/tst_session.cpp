// The session: what Space, S, E, R and settings do to a run, and that being watched changes nothing.
#include "app/session.h"
#include "app/watch.h"
#include "core/settings/fields.h"
#include "tests/support/small_run.h"

#include <QSignalSpy>
#include <QTest>

using namespace fovea;

namespace {

/// A session with its signals noted, making the small needle.
struct Sitting
{
    Session session{2};
    std::vector<RunHead> begun;
    std::vector<StepRecord> steps;
    std::vector<EpochRecord> epochs;
    QString sentence;
    int snapshots = 0, rateEnded = 0, diverged = 0;

    explicit Sitting(const Config& config = smallNeedle())
    {
        QObject::connect(&session, &Session::runBegan, &session,
                         [this](const RunHead& head) { begun.push_back(head); });
        QObject::connect(&session, &Session::measured, &session,
                         [this](int, const std::vector<StepRecord>& s, const std::vector<EpochRecord>& e) {
                             steps.insert(steps.end(), s.begin(), s.end());
                             epochs.insert(epochs.end(), e.begin(), e.end());
                         });
        QObject::connect(&session, &Session::stateChanged, &session,
                         [this](RunState, const QString& said) { sentence = said; });
        QObject::connect(&session, &Session::snapshotTaken, &session, [this] { ++snapshots; });
        QObject::connect(&session, &Session::rateEnded, &session, [this] { ++rateEnded; });
        QObject::connect(&session, &Session::diverged, &session, [this] { ++diverged; });
        session.setSpeed(RunSpeed::Full);
        session.want(config);
    }

    bool await(RunState state)
    {
        return QTest::qWaitFor([&] { return session.state() == state; }, 120'000);
    }
    Config with(auto change) const
    {
        Config config = session.wanted();
        change(config);
        return config;
    }
};

Config endless()
{
    Config config = smallNeedle();
    config.train.epochs = 100'000;
    config.train.schedule = "constant";
    return config;
}

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT

private slots:
    void aRunStandsReadyBeforeAnybodyAsks()
    {
        Sitting sitting;
        QVERIFY(sitting.await(RunState::Paused));
        QCOMPARE(sitting.begun.size(), std::size_t(1));
        QCOMPARE(sitting.begun[0].places, 64.0);
        QCOMPARE(sitting.begun[0].chance, 0.25);
        QVERIFY(!sitting.session.begun());
    }

    void spaceTrainsToTheEndAndNoRecordIsLost()
    {
        Sitting sitting;
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.toggle();
        QVERIFY(sitting.await(RunState::Over));
        QCOMPARE(sitting.steps.size(), std::size_t(12));
        QCOMPARE(sitting.epochs.size(), std::size_t(3));
        QVERIFY(sitting.sentence.contains("3"));
    }

    void aWatchedRunHasTheBitsOfOneThatNobodySaw()
    {
        Practice practice;
        const Run expected = practice.trained(smallNeedle());
        Sitting sitting;
        Watch watch;
        QObject::connect(&sitting.session, &Session::runBegan, &watch, &Watch::open);
        QObject::connect(&sitting.session, &Session::snapshotTaken, &watch, &Watch::see);
        sitting.session.setReadyForSnapshot([&] { return watch.ready(); });
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.setSpeed(RunSpeed::Demo);
        sitting.session.toggle();
        QVERIFY(sitting.await(RunState::Over));
        QVERIFY(sitting.snapshots >= 2);
        QVERIFY(sameBits(sitting.session.run()->weights, expected.weights));
    }

    void liveChangesAreRecordedAndReplayToTheSameBits()
    {
        Config config = endless();
        config.train.steps = 300;
        Sitting sitting(config);
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.setSpeed(RunSpeed::Demo);
        sitting.session.toggle();
        QVERIFY(QTest::qWaitFor([&] { return !sitting.steps.empty(); }));
        sitting.session.want(sitting.with([](Config& c) { c.train.learningRate = 1e-3; }));
        sitting.session.want(sitting.with([](Config& c) { c.train.dropout = 0.25; }));
        sitting.session.setSpeed(RunSpeed::Full);
        QVERIFY(sitting.await(RunState::Over));
        const Run& run = *sitting.session.run();
        QCOMPARE(run.changes.size(), std::size_t(2));
        QVERIFY(run.changes[0].step > 0);

        Practice practice;
        Run again = practice.start(config);
        again.replay = run.changes;
        practice.advance(again);
        QVERIFY(sameBits(again.weights, run.weights));
    }

    void aBatchSizeWaitsForTheNextPass()
    {
        Sitting sitting(endless()); // 4 batches of 32 a pass
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.stepBatch();
        QVERIFY(QTest::qWaitFor([&] { return sitting.session.run() && sitting.session.begun(); }));
        sitting.session.want(sitting.with([](Config& c) { c.train.batchSize = 50; }));
        sitting.session.want(sitting.with([](Config& c) { c.train.learningRate = 1e-3; }));
        QCOMPARE(sitting.session.runConfig()->train.batchSize, 32);
        QCOMPARE(sitting.session.runConfig()->train.learningRate, 1e-3); // live, at once
        sitting.session.stepBatch();
        QVERIFY(QTest::qWaitFor([&] { return sitting.session.run() && sitting.session.run()->step == 2; }));
        QCOMPARE(sitting.session.runConfig()->train.batchSize, 32);
        sitting.session.stepEpoch();
        QVERIFY(QTest::qWaitFor([&] { return sitting.session.run() && sitting.session.run()->epoch == 1; }));
        QCOMPARE(sitting.session.run()->step, 4);
        QCOMPARE(sitting.session.runConfig()->train.batchSize, 50);
        sitting.session.stepEpoch();
        QVERIFY(QTest::qWaitFor([&] { return sitting.session.run() && sitting.session.run()->epoch == 2; }));
        QCOMPARE(sitting.session.run()->step, 6);
        QCOMPARE(sitting.session.run()->changes.size(), std::size_t(2));
    }

    void aSettingForANewRunWaitsUntilItIsAskedFor()
    {
        Sitting sitting(endless());
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.toggle();
        QVERIFY(QTest::qWaitFor([&] { return !sitting.steps.empty(); }));
        sitting.session.want(sitting.with([](Config& c) { c.attention.mechanism = "none"; }));
        QVERIFY(sitting.session.changesWait());
        QCOMPARE(sitting.session.runConfig()->attention.mechanism, "soft");
        sitting.session.startNewRun();
        QVERIFY(QTest::qWaitFor([&] { return sitting.begun.size() == 2; }));
        QCOMPARE(sitting.begun[1].number, 1);
        QVERIFY(!sitting.begun[1].learnedMap);
        QVERIFY(sitting.await(RunState::Running));
        QVERIFY(!sitting.session.changesWait());
    }

    void thePresentRunTakesUpNothingOfARunToCome()
    {
        Sitting sitting(endless());
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.toggle();
        QVERIFY(QTest::qWaitFor([&] { return !sitting.steps.empty(); }));
        QSignalSpy live(&sitting.session, &Session::changedLive);
        sitting.session.wantForNewRun(sitting.with([](Config& c) { c.train.dropout = 0.5; })); // which could be live
        QVERIFY(sitting.session.changesWait());
        QCOMPARE(sitting.session.runConfig()->train.dropout, 0.0);
        sitting.session.startNewRun();
        QVERIFY(QTest::qWaitFor([&] { return sitting.begun.size() == 2; }));
        QVERIFY(live.isEmpty());
        QCOMPARE(sitting.begun[1].config.train.dropout, 0.5);
        QVERIFY(sitting.await(RunState::Running));
        QVERIFY(!sitting.session.changesWait());
    }

    /// Dropout of a run that learns no more would be a lie in its curve: it waits for another. More passes let it go on, and
    /// then everything that can change live does.
    void aRunThatIsOverTakesNothingUp()
    {
        Sitting sitting;
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.toggle();
        QVERIFY(sitting.await(RunState::Over));
        QSignalSpy live(&sitting.session, &Session::changedLive);
        QVERIFY(sitting.session.ended());
        sitting.session.want(sitting.with([](Config& c) { c.train.dropout = 0.25; }));
        QVERIFY(live.isEmpty() && sitting.session.changesWait());
        QCOMPARE(sitting.session.runConfig()->train.dropout, 0.0);
        sitting.session.want(sitting.with([](Config& c) {
            c.train.epochs = 5;
            c.train.schedule = "constant"; // or the rate would be 0
        }));
        QVERIFY(!sitting.session.ended() && !sitting.session.changesWait());
        QCOMPARE(sitting.session.runConfig()->train.dropout, 0.25);
        QCOMPARE(live.count(), 3);
        sitting.session.toggle();
        QVERIFY(sitting.await(RunState::Over));
        sitting.session.want(sitting.with([](Config& c) { c.train.dropout = 0.5; }));
        sitting.session.toggle();
        QVERIFY(QTest::qWaitFor([&] { return sitting.begun.size() == 2; })); // Space starts the run that waits
        QCOMPARE(sitting.begun[1].config.train.dropout, 0.5);
    }

    void whatCannotRunIsSaidWhenItIsToldTo()
    {
        Sitting sitting;
        QVERIFY(sitting.await(RunState::Paused));
        QSignalSpy refused(&sitting.session, &Session::refused);
        sitting.session.want(sitting.with([](Config& c) { c.data.samples = 0; }));
        sitting.session.toggle();
        QCOMPARE(refused.count(), 1);
        QVERIFY(refused[0][0].toString().startsWith("Nothing can run like this: "));
    }

    void beforeTheFirstBatchASettingIsTakenUpAtOnce()
    {
        Sitting sitting;
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.want(sitting.with([](Config& c) { c.train.epochs = 2; })); // the schedule must know
        QVERIFY(QTest::qWaitFor([&] { return sitting.begun.size() == 2; }));
        QCOMPARE(sitting.begun[1].number, 0); // the same run, made anew
        QVERIFY(sitting.await(RunState::Paused));
        QCOMPARE(sitting.session.run()->horizon, 2);
    }

    void whatCannotBeIsRefusedAndTheRunGoesOnAsItWas()
    {
        Sitting sitting(endless());
        QVERIFY(sitting.await(RunState::Paused));
        QSignalSpy problems(&sitting.session, &Session::problemsFound);
        sitting.session.stepBatch();
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.want(sitting.with([](Config& c) { c.model.trunk = "nonsense"; }));
        QVERIFY(!problems.isEmpty());
        sitting.session.want(
            sitting.with([](Config& c) { c.train.learningRate = 1e-3; })); // is live, and fine by itself
        QCOMPARE(sitting.session.runConfig()->train.learningRate, 1e-3);
        sitting.session.startNewRun();
        QCOMPARE(sitting.begun.size(), std::size_t(1));
    }

    void stepsAreOneBatchAndOneEpoch()
    {
        Sitting sitting(endless());
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.stepBatch();
        QVERIFY(sitting.await(RunState::Paused));
        QCOMPARE(sitting.session.run()->step, 1);
        sitting.session.stepEpoch();
        QVERIFY(sitting.await(RunState::Paused));
        QCOMPARE(sitting.session.run()->epoch, 1);
        QCOMPARE(sitting.session.run()->seen, Index(0));
        sitting.session.stepEpoch();
        QVERIFY(sitting.await(RunState::Paused));
        QCOMPARE(sitting.session.run()->epoch, 2);
    }

    void resetGivesTheSameFirstWeightsAndUndoBringsTheRunBack()
    {
        Sitting sitting(endless());
        QVERIFY(sitting.await(RunState::Paused));
        const Weights first = sitting.session.run()->weights;
        sitting.session.stepEpoch();
        QVERIFY(sitting.await(RunState::Paused));
        const Weights later = sitting.session.run()->weights;
        std::shared_ptr<KeptRun> kept;
        QObject::connect(&sitting.session, &Session::resetDone, &sitting.session,
                         [&](const std::shared_ptr<KeptRun>& before) { kept = before; });
        sitting.session.reset();
        QCOMPARE(sitting.session.state(), RunState::Making); // a large network's weights are not drawn on this thread
        QVERIFY(sitting.await(RunState::Paused));
        QVERIFY(sameBits(sitting.session.run()->weights, first));
        QVERIFY(!sitting.session.begun());
        sitting.steps.clear();
        sitting.session.exchange(kept);
        QVERIFY(sameBits(sitting.session.run()->weights, later));
        QCOMPARE(sitting.steps.size(), std::size_t(4)); // its curve comes back too
        sitting.session.exchange(kept);                 // and is put aside again
        QVERIFY(sameBits(sitting.session.run()->weights, first));
    }

    void morePassesGoOnAndAnEndedScheduleIsSaid()
    {
        Sitting sitting;
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.toggle();
        QVERIFY(sitting.await(RunState::Over));
        sitting.session.want(sitting.with([](Config& c) { c.train.epochs = 5; }));
        QCOMPARE(sitting.session.state(), RunState::Paused);
        QCOMPARE(sitting.rateEnded, 1); // one cycle has come to its end: the rate is 0
        sitting.session.want(sitting.with([](Config& c) { c.train.schedule = "constant"; }));
        sitting.session.toggle();
        QVERIFY(sitting.await(RunState::Over));
        QCOMPARE(sitting.session.run()->epoch, 5);
    }

    void aPresetThatWaitsLeavesTheRunAlone()
    {
        Sitting sitting(endless());
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.stepBatch();
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.want(sitting.with([](Config& c) {
            c.attention.mechanism = "none";
            c.train.learningRate = 0.5;
        }));
        QCOMPARE(sitting.session.runConfig()->train.learningRate, 4e-3);
        sitting.session.want(sitting.with([](Config& c) { c.train.dropout = 0.5; })); // by itself, meant for this run
        QCOMPARE(sitting.session.runConfig()->train.dropout, 0.5);
        QCOMPARE(sitting.session.runConfig()->train.learningRate, 4e-3);
    }

    void resetLeavesWaitingSettingsWaiting()
    {
        Sitting sitting(endless());
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.stepBatch();
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.want(sitting.with([](Config& c) { c.seed = 5; }));
        sitting.session.reset();
        sitting.session.stepBatch();
        QVERIFY(sitting.await(RunState::Paused));
        QCOMPARE(sitting.begun.size(), std::size_t(1));
        QCOMPARE(sitting.session.run()->config.seed, std::uint64_t(0));
        QVERIFY(sitting.session.changesWait());
    }

    void oneBatchWhileItIsMadeIsOneBatch()
    {
        Sitting sitting(endless());
        sitting.session.stepBatch();
        QVERIFY(QTest::qWaitFor([&] { return sitting.session.begun(); }, 120'000));
        QVERIFY(sitting.await(RunState::Paused));
        QCOMPARE(sitting.session.run()->step, 1);
    }

    void resetThenRunTrainsFromTheBeginning()
    {
        Sitting sitting(endless());
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.toggle();
        QVERIFY(QTest::qWaitFor([&] { return sitting.steps.size() > 20; }, 120'000));
        sitting.steps.clear();
        bool cleared = false;
        QObject::connect(&sitting.session, &Session::runCleared, &sitting.session, [&] {
            cleared = true;
            sitting.steps.clear();
        });
        sitting.session.reset();
        sitting.session.toggle();
        QVERIFY(QTest::qWaitFor([&] { return cleared && !sitting.steps.empty(); }, 120'000));
        QCOMPARE(sitting.steps.front().step, 1L);
        QVERIFY(sitting.await(RunState::Running));
    }

    void aChangeForOneRunIsNotForTheNext()
    {
        Sitting sitting(endless());
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.stepBatch();
        QVERIFY(sitting.await(RunState::Running) && sitting.await(RunState::Paused));
        sitting.session.want(sitting.with([](Config& c) { c.train.learningRate = 0.1; })); // waits for the next batch
        sitting.session.want(smallNeedle());                                               // another preset
        sitting.session.startNewRun();
        QVERIFY(sitting.await(RunState::Over));
        QVERIFY(sitting.session.run()->changes.empty());
        QCOMPARE(sitting.session.run()->config, smallNeedle());
    }

    void runningIsNotForgottenWhereASettingChangedJustBefore()
    {
        Sitting sitting(endless());
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.want(
            sitting.with([](Config& c) { c.data.samples = 8'000; })); // made longer than the timer waits
        sitting.session.toggle();
        QVERIFY(sitting.await(RunState::Running));
    }

    void aPassThatIsAskedForWhileARunIsMadeIsThatRuns()
    {
        Sitting sitting(endless());
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.stepBatch();
        QVERIFY(sitting.await(RunState::Running) && sitting.await(RunState::Paused));
        sitting.session.want(sitting.with([](Config& c) { c.data.samples = 300; }));
        sitting.session.startNewRun();
        sitting.session.stepEpoch();
        QVERIFY(QTest::qWaitFor([&] { return sitting.session.run() && sitting.session.run()->epoch == 1; }, 60'000));
        QVERIFY(sitting.await(RunState::Paused));
        QCOMPARE(sitting.session.run()->step, (300 + 31) / 32);
    }

    void aSettingWhileAnotherRunIsMadeIsNotTheOldRuns()
    {
        Sitting sitting(endless());
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.stepBatch();
        QVERIFY(sitting.await(RunState::Running) && sitting.await(RunState::Paused));
        int marks = 0;
        QObject::connect(&sitting.session, &Session::changedLive, &sitting.session, [&] { ++marks; });
        sitting.session.want(sitting.with([](Config& c) { c.data.samples = 20'000; }));
        sitting.session.startNewRun();
        QCOMPARE(sitting.session.state(), RunState::Making);
        sitting.session.want(sitting.with([](Config& c) { c.train.learningRate = 0.002; }));
        QVERIFY(sitting.await(RunState::Running));
        QCOMPARE(marks, 0);
        QCOMPARE(sitting.session.runConfig()->train.learningRate, 0.002);
    }

    void aWrongSettingLeavesTheRunTraining()
    {
        Sitting sitting(endless());
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.toggle();
        QVERIFY(sitting.await(RunState::Running));
        QSignalSpy refused(&sitting.session, &Session::refused);
        sitting.session.want(sitting.with([](Config& c) { c.model.trunk = "patches 5"; }));
        sitting.session.startNewRun();
        QCOMPARE(refused.count(), 1);
        QCOMPARE(sitting.session.state(), RunState::Running);
    }

    void divergenceIsSaidOnce()
    {
        Config config = endless();
        config.train.optimiser = "sgd";
        config.train.learningRate = 1e30;
        Sitting sitting(config);
        QVERIFY(sitting.await(RunState::Paused));
        sitting.session.toggle();
        QVERIFY(sitting.await(RunState::Over));
        QCOMPARE(sitting.diverged, 1);
    }

    void dataThatCannotBeReadIsASentenceAndAnotherSettingHelps()
    {
        Config config = smallNeedle();
        config.data.set = "fashion";
        config.data.path = "/nowhere/at/all";
        Sitting sitting(config);
        QVERIFY(sitting.await(RunState::Refused));
        QVERIFY(sitting.sentence.contains("/nowhere/at/all"));
        sitting.session.want(smallNeedle());
        QVERIFY(sitting.await(RunState::Paused));
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
