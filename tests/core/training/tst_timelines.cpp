// The timelines of several runs: what is kept of each where memory has room for all, and what goes first where it has not.
#include "core/training/timelines.h"

#include <QTest>

using namespace fovea;

namespace {

SnapshotPtr moment(long step, const std::shared_ptr<const Dataset>& data = nullptr)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->step = step;
    snapshot->epoch = static_cast<double>(step);
    snapshot->weights.resize(512);
    snapshot->data = data;
    return snapshot;
}

std::size_t room(std::size_t moments)
{
    return moments * bytesOf(*moment(0));
}

std::shared_ptr<const Dataset> imagesOf(std::size_t bytes)
{
    auto data = std::make_shared<Dataset>();
    data->train.images.bytes.resize(bytes);
    return data;
}

void train(Timelines& timelines, int run, long steps, const std::shared_ptr<const Dataset>& data = nullptr)
{
    timelines.begin(run, moment(0, data));
    for (long step = 1; step <= steps; ++step) {
        timelines.add(moment(step, data));
    }
}

std::size_t count(const Timelines& timelines, int run)
{
    return timelines.of(run).moments().size();
}

} // namespace

class TimelinesTest : public QObject
{
    Q_OBJECT

private slots:
    void aRunKeepsItsMomentsWhenAnotherTakesItsPlace()
    {
        Timelines timelines;
        train(timelines, 0, 4);
        train(timelines, 1, 2);
        QCOMPARE(timelines.presentRun(), 1);
        QCOMPARE(count(timelines, 0), std::size_t(5));
        QCOMPARE(timelines.present().moments().size(), std::size_t(3));
        QCOMPARE(timelines.bytes(), room(8));
        train(timelines, 1, 0); // from its beginning
        QCOMPARE(timelines.present().moments().size(), std::size_t(1));
        QCOMPARE(count(timelines, 0), std::size_t(5));
        timelines.clear();
        QCOMPARE(timelines.bytes(), std::size_t(0));
        QVERIFY(!timelines.wentForRoom(0));
    }

    void runsBeforeAreThinnedEvenlyAndTheirLastMomentsStay()
    {
        Timelines timelines(room(12));
        train(timelines, 0, 5);
        train(timelines, 1, 2);
        train(timelines, 2, 0);
        for (long step = 1; step <= 9; ++step) {
            timelines.add(moment(step));
            QVERIFY(timelines.bytes() <= timelines.budget());
            QCOMPARE(timelines.of(0).moments().back()->step, 5);
            QCOMPARE(timelines.of(1).moments().back()->step, 2);
            if (step <= 6) { // the one that has more gives first
                QVERIFY(count(timelines, 0) + 1 >= count(timelines, 1));
            }
            QCOMPARE(count(timelines, 2), static_cast<std::size_t>(step) + 1); // the present one gives nothing
        }
        QCOMPARE(count(timelines, 0) + count(timelines, 1), std::size_t(2));
        timelines.add(moment(10));
        timelines.add(moment(11));
        QCOMPARE(count(timelines, 2), std::size_t(10)); // now it is thinned itself
        QVERIFY(timelines.present().thinned());
        QCOMPARE(count(timelines, 0) + count(timelines, 1), std::size_t(2));
    }

    void thePresentRunKeepsHalfAndTheOldestGoFirst()
    {
        Timelines timelines(room(8));
        for (int run = 0; run < 7; ++run) {
            train(timelines, run, 3);
            QVERIFY(timelines.bytes() <= timelines.budget());
        }
        QCOMPARE(count(timelines, 6), std::size_t(4));
        for (int run = 0; run < 6; ++run) {
            QCOMPARE(count(timelines, run), run < 2 ? std::size_t(0) : std::size_t(1));
            QCOMPARE(timelines.wentForRoom(run), run < 2);
        }
        QVERIFY(!timelines.wentForRoom(7)); // nobody knows it
    }

    void firstAndNewestOfThePresentRunStayWhateverTheyTake()
    {
        Timelines timelines(10);
        train(timelines, 0, 5);
        train(timelines, 1, 5);
        QCOMPARE(count(timelines, 0), std::size_t(0));
        QCOMPARE(timelines.present().moments().size(), std::size_t(2));
    }

    void imagesOfRunsBeforeTakeRoomWhereTheyAreOthers()
    {
        const auto same = imagesOf(room(3)), other = imagesOf(room(4)), large = imagesOf(room(20));
        Timelines timelines(room(24));
        train(timelines, 0, 1, same);
        train(timelines, 1, 1, same);
        QCOMPARE(timelines.bytes(), room(4));
        train(timelines, 2, 1, other);
        QCOMPARE(timelines.bytes(), room(6 + 3)); // once for both
        train(timelines, 3, 1, large);
        QCOMPARE(timelines.bytes(), room(8 + 3 + 4)); // its own would be there anyway
        QVERIFY(!timelines.of(3).thinned());
        train(timelines, 4, 1, same); // those of run 3 would take more than half
        QCOMPARE(count(timelines, 3), std::size_t(0));
        QCOMPARE(count(timelines, 0), std::size_t(2));
        QCOMPARE(count(timelines, 2), std::size_t(2));
        QVERIFY(timelines.wentForRoom(3));
        QVERIFY(timelines.bytes() <= timelines.budget());
        QCOMPARE(count(timelines, 4), std::size_t(2));
    }
};

QTEST_APPLESS_MAIN(TimelinesTest)
#include "tst_timelines.moc"
