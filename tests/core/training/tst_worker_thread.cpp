// A worker's thread: prepared before its first task, woken by the word to end, and no task's failure ends it.
#include "core/training/worker_thread.h"

#include <QTest>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <new>

using namespace fovea;

class WorkerThreadTest : public QObject
{
    Q_OBJECT

private slots:
    void eachThreadOfThePoolIsPreparedFirst()
    {
        std::atomic<int> prepared = 0;
        std::atomic<int> preparedAtFirstTask = -1;
        {
            const WorkerThread worker(3, {[&] { ++prepared; },
                                          [&](Workspace& workspace) {
                                              workspace.pool().forEach(64, [](Index, int) {}); // waits for all three
                                              preparedAtFirstTask = prepared.load();
                                              return false;
                                          },
                                          [] {}});
        }
        QCOMPARE(prepared.load(), 3);
        QVERIFY(preparedAtFirstTask >= 1);
    }

    void theEndWakesWhoWaitsAndWaitsForTheTaskInHand()
    {
        std::mutex mutex;
        std::condition_variable wake;
        bool ending = false;
        std::atomic<int> tasks = 0;
        std::atomic<bool> waits = false;
        std::atomic<bool> left = false;
        {
            const WorkerThread worker(1, {[] {},
                                          [&](Workspace&) {
                                              if (++tasks < 3) {
                                                  return true;
                                              }
                                              std::unique_lock lock(mutex);
                                              waits = true;
                                              wake.wait(lock, [&] { return ending; });
                                              left = true;
                                              return false;
                                          },
                                          [&] {
                                              const std::scoped_lock lock(mutex);
                                              ending = true;
                                              wake.notify_all();
                                          }});
            QTRY_VERIFY(waits.load());
            QVERIFY(!left);
        }
        QVERIFY(left);
        QCOMPARE(tasks.load(), 3);
    }

    void howATaskEndsIsTold()
    {
        ThreadPool pool(1);
        Workspace workspace(pool);
        TaskEnd end = endOf(workspace, "less", [] {});
        QVERIFY(!end.calledOff && !end.error);
        end = endOf(workspace, "less", [] { throw CalledOff(); });
        QVERIFY(end.calledOff && !end.error);
        end = endOf(workspace, "less", [] { throw Error(Error::Kind::Data, "torn"); });
        QVERIFY(!end.calledOff);
        QCOMPARE(end.error->what(), "torn");
        QVERIFY(end.error->kind() == Error::Kind::Data);
        end = endOf(workspace, "less", [] { throw std::bad_alloc(); });
        QCOMPARE(end.error->what(), "less");
    }

    void afterATaskNobodyIsHeeded()
    {
        ThreadPool pool(1);
        Workspace workspace(pool);
        std::stop_source stop;
        stop.request_stop();
        int done = 0;
        const TaskEnd end = endOf(workspace, {}, [&] {
            pool.heed(stop.get_token());
            pool.forEach(1, [&](Index, int) { ++done; });
        });
        QVERIFY(end.calledOff);
        pool.forEach(1, [&](Index, int) { ++done; });
        QCOMPARE(done, 1);
    }
};

QTEST_GUILESS_MAIN(WorkerThreadTest)
#include "tst_worker_thread.moc"
