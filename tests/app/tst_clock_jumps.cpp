// The clock of the system jumps, by a year ahead and by many years back: training keeps its pace, unsaved work is kept as before,
// and what a crash leaves is found. The test starts itself as that program; in it the clock can be told to jump.
#include "tests/support/sitting.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>

using namespace fovea;

namespace {

constexpr time_t kYear = 365L * 24 * 3600; // s
std::atomic<time_t> jumped = 0;            // s

} // namespace

// In a program these come before those of the system's library, for Qt too.
extern "C" {
int clock_gettime(clockid_t which, timespec* time) noexcept
{
    const long failure = syscall(SYS_clock_gettime, which, time);
    if (failure == 0 && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)) {
        time->tv_sec += jumped;
    }
    return static_cast<int>(failure);
}

int gettimeofday(timeval* time, void*) noexcept
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    *time = {now.tv_sec, now.tv_nsec / 1000};
    return 0;
}

time_t time(time_t* where) noexcept
{
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    if (where != nullptr) {
        *where = now.tv_sec;
    }
    return now.tv_sec;
}
}

namespace {

/// It tells the year with each copy of the unsaved work.
void tellOfCopies(Bench& bench)
{
    std::signal(SIGUSR1, [](int) { jumped = kYear; });
    std::signal(SIGUSR2, [](int) { jumped = -10 * kYear; });
    QObject::connect(&bench.files->store(), &SessionStore::kept, &bench.session, [copies = 0]() mutable {
        std::printf("year %d\nkept %d\n", QDateTime::currentDateTimeUtc().date().year(), ++copies);
        std::fflush(stdout);
    });
}

} // namespace

class ClockJumpsTest : public QObject
{
    Q_OBJECT

private slots:
    void workGoesOnAndIsKept_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<int>("years");
        QTest::newRow("ahead") << SIGUSR1 << 1;
        QTest::newRow("back") << SIGUSR2 << -10;
    }
    void workGoesOnAndIsKept()
    {
        QFETCH(int, signal);
        QFETCH(int, years);
        const QTemporaryDir folder;
        long before = 0;
        {
            Sitter sitter(folder.path());
            QVERIFY(sitter.reaches(2, "kept"));
            const long year = sitter.last("year");
            before = sitter.batch();
            QElapsedTimer clock;
            clock.start();
            sitter.tell(signal);
            QVERIFY(sitter.reaches(before + 20)); // it does not hang: 20 batches take .8 s
            const double seconds = static_cast<double>(clock.elapsed()) / 1000;
            QVERIFY2(seconds > 0.5, qPrintable(QString::number(seconds))); // a burst would have them at once
            const long copies = sitter.last("kept");
            QVERIFY(sitter.reaches(copies + 3, "kept"));
            QVERIFY(qAbs(sitter.last("year") - (year + years)) <= 1); // in the program the clock did jump
            sitter.tell(SIGKILL);
            QVERIFY(sitter.process.waitForFinished(kLongSitting));
        }
        const Recovery next((folder.path() + "/unsaved").toStdString());
        const std::vector<LeftBehind> left = next.leftBehind();
        QCOMPARE(left.size(), std::size_t(1));
        const OpenedSession opened = readSession(left[0].session);
        Practice practice;
        QVERIFY(runOf(opened, makeDataset(*opened.runConfig, practice.pool)).step >= before);
    }
};

int main(int argc, char** argv)
{
    if (isSitting(argc, argv)) {
        return sit(argc, argv, {.work = 50, .settings = 1, .share = 1}, tellOfCopies);
    }
    QCoreApplication application(argc, argv);
    ClockJumpsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_clock_jumps.moc"
