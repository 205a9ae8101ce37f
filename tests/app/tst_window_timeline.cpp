// The timeline in the whole window: pictures, maps, curves and what is counted go back together; a run begins anew from there.
#include "app/look_back.h"
#include "tests/support/answered_by.h"
#include "tests/support/shown_bench.h"
#include "ui/drawer/drawer.h"
#include "ui/window/timeline_bar.h"

#include <QAction>
#include <QSlider>
#include <QTest>

using namespace fovea;

class WindowTimelineTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dressApplication(); }
    void init()
    {
        bench_ = shownBench();
        QVERIFY(bench_);
        bench_->session.setSpeed(RunSpeed::Full);
        connect(&bench_->watch, &Watch::samplesShown, this, [this](const auto& samples) { shown_ = samples; });
        connect(&bench_->watch, &Watch::sceneChanged, this, [this](const Scene& scene) { moment_ = scene.moment; });
        slider_ = bench_->window.timeline()->findChild<QSlider*>();
    }
    void cleanup()
    {
        bench_.reset();
        shown_.clear();
    }

    void picturesMapsAndCountsGoBackAndComeBack()
    {
        std::shared_ptr<const Judgement> judged;
        connect(&bench_->watch, &Watch::judged, this, [&](const auto& judgement) { judged = judgement; });
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        QCOMPARE(slider_->maximum(), 5); // 0, 4, 8, 10 and 12 batches; and now
        bench_->window.drawer()->tabs()->open(DrawerPage::Confusion);
        const double now = bench_->session.run()->history[2].valAccuracy;
        QTRY_VERIFY(judged && judged->scores.accuracy == now);

        slider_->setValue(1);
        Practice practice;
        Run then = practice.start(smallNeedle());
        practice.advance(then, 4);
        const SnapshotPtr expected = snapshotOf(then);
        QTRY_VERIFY(answeredBy(*expected, practice));
        QVERIFY2(moment_.contains("1.00"), qPrintable(moment_));
        QTRY_VERIFY(judged && judged->scores.accuracy == bench_->session.run()->history[0].valAccuracy);
        QVERIFY(bench_->window.timeline()->sentence().contains("1.00"));

        bench_->window.action(Key::Now)->trigger();
        QTRY_VERIFY(answeredBy(*snapshotOf(*bench_->session.run()), practice));
        QTRY_VERIFY(judged->scores.accuracy == now);
        QCOMPARE(bench_->window.timeline()->sentence(), "now");
    }

    void trainingGoesOnWhileOneLooksBack()
    {
        Config config = smallNeedle();
        config.train.epochs = 100'000;
        config.train.schedule = "constant";
        bench_->session.want(config);
        bench_->session.setSpeed(RunSpeed::Demo); // as fast as it can it would soon fill the timeline
        bench_->session.toggle();
        QVERIFY(QTest::qWaitFor([&] { return slider_->maximum() > 4; }, 10'000));
        int looked = 0;
        slider_->setValue(0);
        connect(&bench_->watch, &Watch::looked, this, [&] { ++looked; });
        const int before = slider_->maximum();
        QTRY_VERIFY(moment_.contains("before the first batch") && moment_.contains("goes on"));
        QTRY_VERIFY(slider_->maximum() > before + 3);
        QCOMPARE(slider_->value(), 0);
        QVERIFY(moment_.contains("before the first batch"));
        QCOMPARE(looked, 0); // the curves of what is seen go on from now alone
        bench_->window.action(Key::Now)->trigger();
        QTRY_VERIFY(looked > 0);
    }

    void aRunBeginsAnewFromAnEarlierMomentAndResetLeadsBackThere()
    {
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        slider_->setValue(2);
        Practice practice;
        Run then = practice.start(smallNeedle());
        practice.advance(then, 8);
        int number = -1;
        QString name;
        connect(&bench_->session, &Session::runBegan, this, [&](const RunHead& head) {
            number = head.number;
            name = head.name;
        });
        emit bench_->window.timeline()->startAsked();
        QTRY_COMPARE(number, 1);
        QVERIFY(await(*bench_, RunState::Paused));
        QVERIFY2(name.contains("from run 1, pass 2.00"), qPrintable(name));
        QVERIFY(sameBits(bench_->session.run()->weights, then.weights));
        QCOMPARE(bench_->session.run()->step, 0);
        QCOMPARE(bench_->window.timeline()->sentence(), "now");
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        QVERIFY(!sameBits(bench_->session.run()->weights, then.weights));
        bench_->session.reset();
        QVERIFY(await(*bench_, RunState::Paused));
        QVERIFY(sameBits(bench_->session.run()->weights, then.weights));
        QCOMPARE(slider_->maximum(), 1);
    }

    void anEarlierMomentHasItsOwnSettings()
    {
        Config config = smallNeedle();
        config.train.epochs = 100'000;
        config.train.schedule = "constant";
        bench_->session.want(config);
        QVERIFY(await(*bench_, RunState::Paused));
        for (int pass = 0; pass < 2; ++pass) {
            bench_->session.stepEpoch();
            QVERIFY(await(*bench_, RunState::Running) && await(*bench_, RunState::Paused));
        }
        Config later = config;
        later.train.learningRate = 1e-3;
        bench_->session.want(later); // live
        bench_->session.stepEpoch();
        QVERIFY(await(*bench_, RunState::Running) && await(*bench_, RunState::Paused));
        QCOMPARE(bench_->session.runConfig()->train.learningRate, 1e-3);
        slider_->setValue(1); // a pass before the change
        Practice practice;
        Run then = practice.start(config);
        practice.advance(then, 4);
        QTRY_VERIFY(answeredBy(*snapshotOf(then), practice));
        emit bench_->window.timeline()->startAsked();
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.run() && bench_->session.run()->step == 0; }, 20'000));
        QCOMPARE(bench_->session.runConfig()->train.learningRate, 4e-3);
        QCOMPARE(bench_->session.wanted().train.learningRate, 4e-3);
        QVERIFY(sameBits(bench_->session.run()->weights, then.weights));
    }

    void nowEndsPlaying()
    {
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        emit bench_->window.timeline()->playAsked();
        QTRY_VERIFY(bench_->window.timeline()->sentence().contains("pass"));
        bench_->window.action(Key::Now)->trigger();
        QCOMPARE(bench_->window.timeline()->sentence(), "now");
        QVERIFY(!bench_->wiring.findChild<LookBack*>()->state().playing);
    }

    void resetEmptiesTheTimeline()
    {
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        slider_->setValue(1);
        bench_->session.reset();
        QVERIFY(await(*bench_, RunState::Paused));
        QCOMPARE(slider_->maximum(), 1);
        QCOMPARE(bench_->window.timeline()->sentence(), "now");
        QTRY_VERIFY(moment_ == "before the first batch");
    }

    void withoutAFallThereIsNothingToReplay()
    {
        bench_->window.action(Key::Replay)->trigger();
        QCOMPARE(bench_->window.timeline()->sentence(), "now");
    }

    void otherPinnedPicturesAreAnotherSet()
    {
        LookRecord last;
        connect(&bench_->watch, &Watch::looked, this, [&](int, const LookRecord& look) { last = look; });
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        QTRY_VERIFY(last.pictures > 0);
        const std::uint64_t first = last.set;
        const int count = last.pictures;
        bench_->watch.setOrder(PinOrder::Hardest);
        QTRY_VERIFY(last.set != first);
        const std::uint64_t hardest = last.set;
        bench_->watch.setCount(3);
        QTRY_VERIFY(last.set != hardest && last.set != first);
        QCOMPARE(last.pictures, 3);
        bench_->watch.setCount(count);
        bench_->watch.setOrder(PinOrder::First);
        QTRY_COMPARE(last.set, first);
    }

    void theFallOfSpreadIsReplayed()
    {
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        for (const auto& [epoch, spread] : {std::pair{3.0, 64.}, {3.05, 64.}, {3.1, 20.}}) {
            emit bench_->watch.looked(0, {epoch, spread, kUndefined, kUndefined, 4});
        }
        bench_->window.action(Key::Replay)->trigger();
        // The last moment that was kept before the fall: 10 batches, 64 of 100 images in the third pass.
        QVERIFY2(bench_->window.timeline()->sentence().contains("2.64"),
                 qPrintable(bench_->window.timeline()->sentence()));
        QTRY_COMPARE(bench_->window.timeline()->sentence(), "now"); // played on to the end
    }

private:
    bool answeredBy(const Snapshot& snapshot, Practice& practice) const
    {
        return fovea::answeredBy(shown_, snapshot, practice);
    }

    std::unique_ptr<Bench> bench_;
    std::vector<ShownSample> shown_;
    QString moment_;
    QSlider* slider_ = nullptr;
};

QTEST_MAIN(WindowTimelineTest)
#include "tst_window_timeline.moc"
