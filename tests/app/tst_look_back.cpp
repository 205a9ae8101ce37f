// Looking back: which moment is in view while others come and go.
#include "app/look_back.h"
#include "app/look_of.h"
#include "tests/support/small_run.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace fovea;

namespace {

/// A moment of a network that nobody asks.
SnapshotPtr moment(long step)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->step = step;
    snapshot->epoch = static_cast<double>(step) / 10;
    snapshot->weights.resize(4);
    return snapshot;
}

std::vector<SnapshotPtr> moments(std::initializer_list<long> steps)
{
    std::vector<SnapshotPtr> made;
    for (const long step : steps) {
        made.push_back(moment(step));
    }
    return made;
}

/// Looks at one set of pictures, 0.1 passes after each other.
std::vector<LookRecord> looks(double from, std::uint64_t set, std::initializer_list<double> spreads)
{
    std::vector<LookRecord> made;
    for (const double spread : spreads) {
        made.push_back({from, spread, kUndefined, kUndefined, 4, set});
        from += 0.1;
    }
    return made;
}

std::vector<LookRecord> operator+(std::vector<LookRecord> a, const std::vector<LookRecord>& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

} // namespace

class LookBackTest : public QObject
{
    Q_OBJECT

private slots:
    void nowFollowsAndAnEarlierMomentStays()
    {
        LookBack back;
        back.begin(0, moment(0));
        back.keep(moments({10, 20}));
        QVERIFY(back.state().isNow());
        back.show(1);
        QCOMPARE(back.past()->step, 10);
        back.keep(moments({30, 40}));
        QCOMPARE(back.past()->step, 10);
        QCOMPARE(back.state().position, 1);
        QCOMPARE(back.state().moments, 5);
        back.step(1);
        QCOMPARE(back.past()->step, 20);
        back.step(-5);
        QCOMPARE(back.past()->step, 0); // and no further
        back.toNow();
        QVERIFY(back.past() == nullptr);
        back.step(1);
        QVERIFY(back.state().isNow());
    }

    void eachMoveIsToldOnce()
    {
        LookBack back;
        back.begin(0, moment(0));
        back.keep(moments({10, 20}));
        QSignalSpy viewed(&back, &LookBack::viewed);
        back.show(1);
        back.show(1);
        QCOMPARE(viewed.count(), 1);
        back.keep(moments({30}));
        QCOMPARE(viewed.count(), 1);
        back.begin(0, moment(0));
        QCOMPARE(viewed.count(), 2);
        QVERIFY(viewed[1][0].value<SnapshotPtr>() == nullptr);
    }

    void playingGoesToTheEndAndThenItIsNow()
    {
        LookBack back;
        back.begin(0, moment(0));
        back.keep(moments({10, 20}));
        std::vector<long> seen;
        connect(&back, &LookBack::viewed, this,
                [&](const SnapshotPtr& past) { seen.push_back(past ? past->step : -1); });
        back.togglePlay();
        QVERIFY(back.state().playing);
        QTRY_VERIFY(!back.state().playing);
        QVERIFY(seen == (std::vector<long>{0, 10, 20, -1}));
    }

    void replayPlaysOneStretchAndStaysAtItsEnd()
    {
        LookBack back;
        back.begin(0, moment(0));
        back.keep(moments({10, 20, 30, 40, 50}));
        std::vector<long> seen;
        connect(&back, &LookBack::viewed, this,
                [&](const SnapshotPtr& past) { seen.push_back(past ? past->step : -1); });
        back.replay(1.5, 3.4);
        QTRY_VERIFY(!back.state().playing);
        QVERIFY(seen == (std::vector<long>{10, 20, 30, 40}));
        QCOMPARE(back.past()->step, 40);
    }

    void aMomentThatIsThinnedAwayStaysInView()
    {
        LookBack back;
        back.begin(0, moment(0));
        std::vector<SnapshotPtr> all;
        for (long step = 10; step <= 30; step += 10) {
            all.push_back(moment(step));
        }
        back.keep(all);
        back.show(1);
        const SnapshotPtr seen = back.past();
        std::vector<SnapshotPtr> more;
        for (long step = 40; step <= 20'000; step += 10) {
            more.push_back(moment(step));
        }
        back.keep(more);
        const auto& moments = back.timeline().moments();
        QVERIFY(back.state().thinned && std::ranges::find(moments, seen) == moments.end());
        QCOMPARE(back.past(), seen);
        back.step(1);
        QVERIFY(back.past()->step > seen->step);
        back.show(0);
        QCOMPARE(back.past()->step, 0);
    }

    void otherPicturesAreNoFallOfSpread()
    {
        QVERIFY(!fallOfSpread({}));
        QVERIFY(!fallOfSpread(looks(0, 1, {60, 60}) + looks(0.2, 2, {20, 20}))); // only the pictures are others
        const auto fall = fallOfSpread(looks(0, 1, {60, 57}) + looks(0.2, 2, {20, 20}));
        QCOMPARE(fall->from.value, 60.0);
        QCOMPARE(fall->to.value, 57.0);
    }

    void aFallIsSeenAcrossALookAtOtherPictures()
    {
        const auto fall = fallOfSpread(looks(0, 1, {60}) + looks(0.1, 2, {90, 85}) + looks(0.3, 1, {30}));
        QCOMPARE(fall->from.value, 60.0);
        QCOMPARE(fall->to.value, 30.0);
        QVERIFY(!fallOfSpread(looks(0, 1, {60}) + looks(1.1, 1, {30}))); // not within one pass
    }

    /// The worker may still hand over moments of the run that was left.
    void momentsOfAnotherRunAreNotTaken()
    {
        Practice practice;
        Run before = practice.start(smallNeedle()), now = practice.start(smallNeedle());
        practice.advance(before, 3);
        const SnapshotPtr late = snapshotOf(before);
        LookBack back;
        back.begin(0, snapshotOf(now));
        back.keep({late});
        QCOMPARE(back.state().moments, 1);
        practice.advance(now, 5);
        back.keep({late, snapshotOf(now)});
        QCOMPARE(back.state().moments, 2);
        back.show(1);
        QCOMPARE(back.past()->step, 5);
        QVERIFY(back.past()->network == now.network);
    }

    /// What the pictures are counts, not in which order they stand: by class, by right and wrong.
    void aSetOfPicturesIsTheSameInWhateverOrder()
    {
        const auto setOf = [](std::initializer_list<Index> places) {
            Reply reply;
            reply.question.snapshot = moment(10);
            for (const Index place : places) {
                Picture picture;
                picture.sample = place;
                reply.question.pictures.push_back(std::make_shared<const Picture>(picture));
            }
            return lookOf(reply).set;
        };
        QCOMPARE(setOf({3, 1, 2}), setOf({1, 2, 3}));
        QCOMPARE(setOf({12, 3, 40, 7}), setOf({40, 7, 12, 3}));
        QVERIFY(setOf({1, 2, 3}) != setOf({1, 2, 4}));
        QVERIFY(setOf({1, 2, 3}) != setOf({1, 2}));
        QVERIFY(setOf({0}) != setOf({}));
    }

    void whoLooksAtAnEarlierRunLooksAtItsLastMomentAndScrubsInIt()
    {
        LookBack back;
        back.begin(0, moment(0));
        back.keep(moments({10, 20}));
        back.begin(1, moment(0));
        back.keep(moments({10}));
        QSignalSpy viewed(&back, &LookBack::viewed);
        back.showRun(0);
        QCOMPARE(back.past()->step, 20);
        QVERIFY(back.earlierRun() == 0 && back.state().earlierRun && !back.state().isNow());
        QCOMPARE(back.state().moments, 3);
        back.keep(moments({20, 30})); // of the present one
        QCOMPARE(back.past()->step, 20);
        QCOMPARE(back.state().moments, 3);
        back.step(1); // nothing comes after its end
        QCOMPARE(back.past()->step, 20);
        back.step(-1);
        QCOMPARE(back.past()->step, 10);
        back.toNow();
        QVERIFY(!back.past() && !back.earlierRun() && back.state().isNow());
        QCOMPARE(back.state().moments, 4);
        QCOMPARE(viewed.count(), 3);
        back.showRun(0);
        back.showRun(1); // the present one
        QVERIFY(!back.past() && !back.earlierRun());
        back.showRun(7); // nobody knows it
        QVERIFY(back.state().isNow());
    }

    void playingAnEarlierRunStaysAtItsEnd()
    {
        LookBack back;
        back.begin(0, moment(0));
        back.keep(moments({10, 20}));
        back.begin(1, moment(0));
        back.showRun(0);
        std::vector<long> seen;
        connect(&back, &LookBack::viewed, this,
                [&](const SnapshotPtr& past) { seen.push_back(past ? past->step : -1); });
        back.togglePlay(); // at its end: from its beginning
        QTRY_VERIFY(!back.state().playing);
        QVERIFY(seen == (std::vector<long>{0, 10, 20}));
        QVERIFY(back.earlierRun() == 0);
    }

    void aNewRunComesIntoViewAndEmptiesNothingButItself()
    {
        LookBack back;
        back.begin(0, moment(0));
        back.keep(moments({10, 20}));
        back.begin(1, moment(0));
        back.showRun(0);
        back.begin(2, moment(0));
        QVERIFY(!back.past() && !back.earlierRun());
        QCOMPARE(back.state().moments, 1);
        back.showRun(0);
        QCOMPARE(back.state().moments, 3);
        back.begin(2, moment(0)); // a reset
        QVERIFY(back.state().isNow());
        back.clear(); // another sitting
        QCOMPARE(back.state().moments, 0);
        back.showRun(0);
        QVERIFY(!back.past());
    }

    /// Between two moments that are kept, too.
    void aRunKeepsTheStateInWhichItWasLeft()
    {
        LookBack back;
        back.begin(0, moment(0));
        back.keep(moments({10, 20}));
        back.noteNewest(moment(23));
        back.begin(1, moment(0));
        back.noteNewest(moment(0));
        back.showRun(0);
        QCOMPARE(back.past()->step, 23);
        back.begin(2, moment(0)); // the one before has not moved
        back.showRun(1);
        QCOMPARE(back.state().moments, 1);
        Practice practice;
        back.begin(3, snapshotOf(practice.start(smallNeedle())));
        back.noteNewest(moment(30)); // late, of another network
        back.begin(4, moment(0));
        back.showRun(3);
        QCOMPARE(back.past()->step, 0);
    }

    void aHandOnTheBarEndsPlaying()
    {
        LookBack back;
        back.begin(0, moment(0));
        back.keep(moments({10, 20}));
        back.togglePlay();
        back.show(1);
        QVERIFY(!back.state().playing);
        QCOMPARE(back.past()->step, 10);
    }
};

QTEST_GUILESS_MAIN(LookBackTest)
#include "tst_look_back.moc"
