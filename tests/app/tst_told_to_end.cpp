// The window and the signals of the system: told to end, it keeps its work and goes; put to sleep, it goes on afterwards at its
// own pace. The test starts itself as that program.
#include "app/interrupt.h"
#include "app/window_command.h"
#include "tests/support/small_run.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>

using namespace fovea;

namespace {

constexpr int kLong = 60'000; // ms that nothing here takes

/// A window that trains at the speed of a demonstration, and tells of each batch.
int sit(int argc, char** argv)
{
    const std::stop_token ended = stopOnInterrupt(); // before Qt starts a thread
    QApplication application(argc, argv);
    dressApplication();
    Config config = smallNeedle();
    config.train.epochs = 100'000;
    config.train.schedule = "constant";
    Bench bench(1, config);
    bench.keepIn(argv[2]);
    const std::stop_callback leave(ended, [files = bench.files.get()] {
        QMetaObject::invokeMethod(files, &FileWiring::leave, Qt::QueuedConnection);
    });
    QObject::connect(&bench.session, &Session::measured, &bench.session,
                     [](int, const std::vector<StepRecord>& steps, const std::vector<EpochRecord>&) {
                         if (!steps.empty()) {
                             std::printf("batch %ld\n", steps.back().step);
                             std::fflush(stdout);
                         }
                     });
    QObject::connect(
        &bench.session, &Session::runBegan, &bench.session, [&] { bench.session.toggle(); }, Qt::QueuedConnection);
    bench.window.show();
    return QApplication::exec();
}

struct Sitter
{
    QProcess process;
    QByteArray said;

    explicit Sitter(const QString& folder)
    {
        process.start(QCoreApplication::applicationFilePath(), {"--sit", folder});
    }
    ~Sitter()
    {
        process.kill();
        process.waitForFinished();
    }
    /// The last batch that it told of.
    long batch()
    {
        said += process.readAllStandardOutput();
        const qsizetype at = said.lastIndexOf("batch ");
        const qsizetype end = said.indexOf('\n', at);
        return at < 0 || end < 0 ? 0 : said.mid(at + 6, end - at - 6).toLong();
    }
    bool reaches(long batches)
    {
        return QTest::qWaitFor([&] { return batch() >= batches; }, kLong);
    }
    void tell(int signal) { ::kill(static_cast<pid_t>(process.processId()), signal); }
};

} // namespace

class ToldToEndTest : public QObject
{
    Q_OBJECT

private slots:
    void workIsKeptAndTheWindowGoes_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void workIsKeptAndTheWindowGoes()
    {
        QFETCH(int, signal);
        const QTemporaryDir folder;
        long before = 0;
        {
            Sitter sitter(folder.path());
            QVERIFY(sitter.reaches(5));
            before = sitter.batch();
            QElapsedTimer clock;
            clock.start();
            sitter.tell(signal);
            QVERIFY(sitter.process.waitForFinished(kLong));
            QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
            QCOMPARE(sitter.process.exitStatus(), QProcess::NormalExit);
            QCOMPARE(sitter.process.exitCode(), 0);
        }
        const Recovery next((folder.path() + "/unsaved").toStdString());
        const std::vector<LeftBehind> left = next.leftBehind();
        QCOMPARE(left.size(), std::size_t(1));
        const OpenedSession opened = readSession(left[0].session);
        Practice practice;
        QVERIFY(runOf(opened, makeDataset(*opened.runConfig, practice.pool)).step >= before);
    }

    void afterSleepItGoesOnAtItsOwnPace()
    {
        const QTemporaryDir folder;
        Sitter sitter(folder.path());
        QVERIFY(sitter.reaches(10));
        sitter.tell(SIGSTOP);
        QTest::qWait(100);
        const long before = sitter.batch();
        QTest::qWait(qEnvironmentVariableIsSet("FOVEA_THOROUGH") ? 10'000 : 1500);
        QCOMPARE(sitter.batch(), before); // it sleeps
        sitter.tell(SIGCONT);
        QElapsedTimer clock;
        clock.start();
        QVERIFY(sitter.reaches(before + 20)); // it does not hang: 20 batches take .8 s
        const double seconds = static_cast<double>(clock.elapsed()) / 1000;
        QVERIFY2(seconds > 0.5, qPrintable(QString::number(seconds))); // a burst would have them at once
    }
};

int main(int argc, char** argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "--sit") {
        return sit(argc, argv);
    }
    QCoreApplication application(argc, argv);
    ToldToEndTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_told_to_end.moc"
