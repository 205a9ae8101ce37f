// The random hand: the same seed draws the same inputs, another seed others; the window outlives it, and what it found is said.
#include "tests/support/program.h"

#include <QJsonArray>
#include <QProcessEnvironment>
#include <QTest>

using namespace fovea;

namespace {

/// A soak of so many minutes, running.
struct Soaked
{
    QProcess process;

    explicit Soaked(const char* seed, const QString& log = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        process.setProcessEnvironment(environment);
        process.start(FOVEA_PROGRAM, QStringList{"--soak", "0.03", "--seed", seed} +
                                         (log.isEmpty() ? QStringList() : QStringList{"--log", log}));
    }
    /// What it said in the end; nothing where it crashed.
    QJsonObject report()
    {
        return process.waitForFinished(kPatience) && process.exitStatus() == QProcess::NormalExit &&
                       process.exitCode() < 2
                   ? QJsonDocument::fromJson(process.readAllStandardOutput()).object()
                   : QJsonObject();
    }
};

} // namespace

class SoakTest : public QObject
{
    Q_OBJECT

private slots:
    void theSameSeedDrawsTheSameInputs()
    {
        const QTemporaryDir folder;
        Soaked one("3", folder.filePath("log")), same("3"), other("4"); // which meet nothing that takes long
        const QJsonObject first = one.report();
        QVERIFY(!first.isEmpty());
        QCOMPARE(first["inputs"].toInt(), 36);
        QCOMPARE(same.report()["inputs_digest"], first["inputs_digest"]);
        QVERIFY(other.report()["inputs_digest"] != first["inputs_digest"]);
        QCOMPARE(contentsOf(folder.filePath("log")).count('\n'), 36);
        QCOMPARE(first["rounds"].toArray().size(), 1);
        QVERIFY(first["events"].toInt() > 50);
        QCOMPARE(first["passed"].toBool(), first["stalls_over_100_ms"].toInt() == 0); // one round cannot grow
        QCOMPARE(one.process.exitCode(), first["passed"].toBool() ? 0 : 1);
    }

    void whatCannotBeAskedForIsRefused()
    {
        QCOMPARE(call({"--soak", "soon"}).code, 2);
        QCOMPARE(call({"--soak", "1", "--seed", "x"}).code, 2);
    }
};

QTEST_GUILESS_MAIN(SoakTest)
#include "tst_soak.moc"
