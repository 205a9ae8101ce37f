// The window and the signals of the system: told to end, it keeps its work and goes; put to sleep, it goes on afterwards at its
// own pace. The test starts itself as that program.
#include "tests/support/sitting.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace fovea;

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
            QVERIFY(sitter.process.waitForFinished(kLongSitting));
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
    if (isSitting(argc, argv)) {
        return sit(argc, argv);
    }
    QCoreApplication application(argc, argv);
    ToldToEndTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_told_to_end.moc"
