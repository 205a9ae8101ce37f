// The timeline: which moments are kept, what goes when the budget is full, and where a figure fell most.
#include "core/training/timeline.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

/// A moment whose weights take a kibibyte, less what stands beside them.
SnapshotPtr moment(long step, double epoch, std::size_t weights = 512)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->step = step;
    snapshot->epoch = epoch;
    snapshot->weights.resize(weights);
    return snapshot;
}

std::vector<long> stepsOf(const Timeline& timeline)
{
    std::vector<long> steps;
    for (const SnapshotPtr& kept : timeline.moments()) {
        steps.push_back(kept->step);
    }
    return steps;
}

} // namespace

class TimelineTest : public QObject
{
    Q_OBJECT

private slots:
    void everyTenBatchesForThreePassesThenEveryPass()
    {
        Practice practice;
        Config config = smallNeedle();
        config.train.batchSize = 5; // 20 batches a pass
        config.train.epochs = 5;
        Run run = practice.start(config);
        practice.mailbox.keepMoments(true);
        practice.advance(run);
        Timeline timeline;
        for (const SnapshotPtr& kept : practice.mailbox.take().kept) {
            timeline.add(kept);
        }
        QVERIFY(stepsOf(timeline) == (std::vector<long>{0, 10, 20, 30, 40, 50, 60, 80, 100}));
        QVERIFY(sameBits(timeline.moments().back()->weights, run.weights));
    }

    void keptMomentsAreThoseOfARunThatNobodyKeeps()
    {
        Practice plain, kept;
        const Run expected = plain.trained(smallNeedle());
        kept.mailbox.keepMoments(true);
        const Run run = kept.trained(smallNeedle());
        QVERIFY(sameBits(run.weights, expected.weights));
        QVERIFY(plain.mailbox.take().kept.empty());
        Practice half;
        Run short_ = half.start(smallNeedle());
        half.advance(short_, 10);
        for (const SnapshotPtr& moment : kept.mailbox.take().kept) {
            if (moment->step == 10) {
                QVERIFY(sameBits(moment->weights, short_.weights));
                return;
            }
        }
        QFAIL("step 10 was kept");
    }

    void pausingKeepsNoMomentTwice()
    {
        Practice practice;
        practice.mailbox.keepMoments(true);
        Run run = practice.start(smallNeedle());
        Timeline timeline;
        for (int i = 0; i < 12; ++i) {
            practice.advance(run, 1);
            for (const SnapshotPtr& kept : practice.mailbox.take().kept) {
                timeline.add(kept);
            }
        }
        practice.advance(run);
        QVERIFY(stepsOf(timeline) == (std::vector<long>{0, 4, 8, 10, 12}));
    }

    void aFullTimelineIsThinnedEvenly()
    {
        Timeline timeline(9 * bytesOf(*moment(0, 0)));
        for (long step = 0; step <= 64; ++step) {
            timeline.add(moment(step, static_cast<double>(step)));
            QVERIFY(timeline.bytes() <= timeline.budget());
            QCOMPARE(timeline.moments().front()->step, 0);
            QCOMPARE(timeline.moments().back()->step, step);
        }
        QVERIFY(timeline.thinned());
        QCOMPARE(timeline.moments().size(), std::size_t(9));
        long widest = 0, narrowest = 64;
        const std::vector<long> steps = stepsOf(timeline);
        for (std::size_t i = 1; i + 1 < steps.size(); ++i) { // the newest has only just come
            widest = std::max(widest, steps[i] - steps[i - 1]);
            narrowest = std::min(narrowest, steps[i] - steps[i - 1]);
        }
        QVERIFY(widest <= 2 * narrowest);
    }

    void moreMomentsThanAHandCanChooseAmongAreThinnedToo()
    {
        Timeline timeline;
        for (long step = 0; step < 1200; ++step) {
            timeline.add(moment(step, static_cast<double>(step), 1));
        }
        QCOMPARE(timeline.moments().size(), Timeline::kMost);
        QVERIFY(timeline.thinned());
    }

    void denseMomentsGoFirst()
    {
        Timeline timeline(4 * bytesOf(*moment(0, 0)));
        for (const double epoch : {0.0, 0.1, 0.2, 1.0, 2.0}) {
            timeline.add(moment(std::lround(epoch * 10), epoch));
        }
        QVERIFY(stepsOf(timeline) == (std::vector<long>{0, 2, 10, 20}));
    }

    void firstAndNewestStayWhateverTheyTake()
    {
        Timeline timeline(10);
        timeline.add(moment(0, 0));
        timeline.add(moment(1, 1));
        timeline.add(moment(2, 2));
        QVERIFY(stepsOf(timeline) == (std::vector<long>{0, 2}));
        timeline.clear();
        QCOMPARE(timeline.bytes(), std::size_t(0));
        QVERIFY(!timeline.thinned());
    }

    void theLargestFallIsFoundWithinItsWindow()
    {
        const std::vector<Reading> readings = {{0, 64},  {0.2, 64}, {0.4, 60}, {0.6, kUndefined},
                                               {0.8, 9}, {1, 8},    {5, 3}};
        const auto fall = largestFall(readings, 1);
        QCOMPARE(fall->from.value, 64.0);
        QCOMPARE(fall->from.passes, 0.2); // the shortest way
        QCOMPARE(fall->to.passes, 1.0);
        QCOMPARE(largestFall(readings, 0.4)->from.passes, 0.4); // 60 → 9
        QVERIFY(!largestFall({{0, 1}, {1, 2}}, 1));
        QVERIFY(!largestFall({}, 1));
        QVERIFY(!largestFall({{0, 9}, {5, 1}}, 1)); // too slow
    }
};

QTEST_APPLESS_MAIN(TimelineTest)
#include "tst_timeline.moc"
