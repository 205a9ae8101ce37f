// The thread pool: every item once, whoever does it; also ten thousand times in a row, and when an item fails.
#include "core/tensor/thread_pool.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace fovea;

class ThreadPoolTest : public QObject
{
    Q_OBJECT

private slots:
    void everyItemIsDoneOnce_data()
    {
        QTest::addColumn<int>("threads");
        for (const int threads : {1, 2, 3, 5}) {
            QTest::addRow("%d threads", threads) << threads;
        }
    }
    void everyItemIsDoneOnce()
    {
        QFETCH(const int, threads);
        ThreadPool pool(threads);
        QCOMPARE(pool.threads(), threads);
        for (const Index count : {0, 1, 2, 3, 7, 100, 1000}) {
            std::vector<std::atomic<int>> times(static_cast<std::size_t>(count));
            std::atomic<bool> outside{false};
            pool.forEach(count, [&](Index item, int thread) {
                ++times[static_cast<std::size_t>(item)];
                outside = outside || thread < 0 || thread >= threads;
            });
            QVERIFY(std::all_of(times.begin(), times.end(), [](const auto& n) { return n == 1; }));
            QVERIFY(!outside);
        }
    }

    void noTwoItemsShareAThreadAtTheSameTime()
    {
        ThreadPool pool(3);
        std::vector<std::atomic<int>> busy(3);
        std::atomic<bool> shared{false};
        for (int round = 0; round < 100; ++round) {
            pool.forEach(20, [&](Index, int thread) {
                std::atomic<int>& mine = busy[static_cast<std::size_t>(thread)];
                shared = ++mine != 1 || shared;
                std::this_thread::yield();
                --mine;
            });
        }
        QVERIFY(!shared);
    }

    void allThreadsWork()
    {
        ThreadPool pool(3);
        std::atomic<int> arrived{0};
        pool.forEach(3, [&](Index, int) { // an item ends only when all have begun
            ++arrived;
            while (arrived < 3) {
                std::this_thread::yield();
            }
        });
        QCOMPARE(arrived.load(), 3);
    }

    void thousandsOfShortRoundsEnd()
    {
        for (const int threads : {1, 2, 3}) {
            ThreadPool pool(threads);
            std::atomic<long> done{0};
            for (int round = 0; round < 5000; ++round) {
                pool.forEach(round % 4, [&](Index, int) { done.fetch_add(1, std::memory_order_relaxed); });
            }
            QCOMPARE(done.load(), 5000L / 4 * 6);
        }
    }

    void aSleepingPoolWakes()
    {
        ThreadPool pool(3);
        for (int round = 0; round < 5; ++round) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5)); // long past its spinning
            std::atomic<int> done{0};
            pool.forEach(10, [&](Index, int) { ++done; });
            QCOMPARE(done.load(), 10);
        }
    }

    void resultsAreSeenByTheCaller()
    {
        ThreadPool pool(3);
        std::vector<Index> squares(500);
        for (Index round = 0; round < 200; ++round) {
            pool.forEach(500, [&](Index item, int) { squares[static_cast<std::size_t>(item)] = item * item + round; });
            for (Index item = 0; item < 500; ++item) {
                QCOMPARE(squares[static_cast<std::size_t>(item)], item * item + round);
            }
        }
    }

    void anExceptionReachesTheCallerAndThePoolGoesOn()
    {
        for (const int threads : {1, 2, 3}) {
            ThreadPool pool(threads);
            for (int round = 0; round < 200; ++round) {
                std::atomic<int> running{0};
                std::string said;
                try {
                    pool.forEach(50, [&](Index item, int) {
                        ++running;
                        if (item == 17) {
                            --running;
                            throw std::runtime_error("item 17");
                        }
                        --running;
                    });
                } catch (const std::runtime_error& error) {
                    said = error.what();
                    QCOMPARE(running.load(), 0); // all have ended
                }
                QCOMPARE(said, std::string("item 17"));
                std::atomic<int> done{0};
                pool.forEach(5, [&](Index, int) { ++done; });
                QCOMPARE(done.load(), 5);
            }
        }
    }

    void workThatIsCalledOffEndsAndThePoolGoesOn()
    {
        for (const int threads : {1, 2, 3}) {
            ThreadPool pool(threads);
            std::stop_source stop;
            pool.heed(stop.get_token());
            std::atomic<int> done{0};
            const auto work = [&](Index item, int) {
                if (item == 10) {
                    stop.request_stop();
                }
                ++done;
            };
            QVERIFY_EXCEPTION_THROWN(pool.forEach(1'000'000, work), CalledOff);
            QVERIFY2(done < 1'000'000 && done > 10, qPrintable(QString::number(done)));
            pool.heed({});
            done = 0;
            pool.forEach(50, work);
            QCOMPARE(done.load(), 50);
        }
    }

    void everyNewThreadIsGreetedOnce()
    {
        std::atomic<int> started{0};
        {
            ThreadPool pool(3, [&] { ++started; });
            pool.forEach(1, [](Index, int) {});
        }
        QCOMPARE(started.load(), 2); // the caller is the third
    }

    void poolsComeAndGo()
    {
        for (int i = 0; i < 200; ++i) {
            ThreadPool pool(3);
            if (i % 2 == 0) {
                std::atomic<int> done{0};
                pool.forEach(3, [&](Index, int) { ++done; });
                QCOMPARE(done.load(), 3);
            }
        }
    }

    void thereIsAtLeastOneProcessor() { QVERIFY(ThreadPool::processors() >= 1); }
};

QTEST_APPLESS_MAIN(ThreadPoolTest)
#include "tst_thread_pool.moc"
