// Ctrl+C: the run ends after the batch in hand, leaves all files, and goes on as if nothing had been.
#include "tests/support/program.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>

using namespace fovea;

namespace {

/// A run of 30 epochs, a second or two; the progress line of each epoch tells where it is.
QStringList slowly(const QString& out, const QStringList& more = {})
{
    return quickly(out, QStringList{"--set", "train.epochs=30"} + more);
}

/// Starts a program, sends it a signal once it has said `fact` on standard error, and waits for its end.
Said interrupted(const QStringList& arguments, const QByteArray& fact, int signal)
{
    QProcess process;
    process.setReadChannel(QProcess::StandardError);
    process.start(FOVEA_PROGRAM, arguments);
    QByteArray error;
    while (!error.contains(fact) && process.waitForReadyRead(kPatience)) {
        error += process.readAllStandardError();
    }
    ::kill(static_cast<pid_t>(process.processId()), signal);
    Said said;
    if (process.waitForFinished(kPatience) && process.exitStatus() == QProcess::NormalExit) {
        said.code = process.exitCode();
    }
    said.error = QString::fromUtf8(error + process.readAllStandardError());
    said.out = QString::fromUtf8(process.readAllStandardOutput());
    return said;
}

} // namespace

class InterruptTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(folder_.isValid());
        QCOMPARE(call(slowly(at("whole"))).code, 0);
    }

    void everythingIsWrittenAndResumeGivesTheSameBits_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl+C") << SIGINT;
        QTest::newRow("termination") << SIGTERM;
    }
    void everythingIsWrittenAndResumeGivesTheSameBits()
    {
        QFETCH(int, signal);
        const QString run = at(QString("run-%1").arg(signal));
        const Said said = interrupted(slowly(run), "epoch 2/30", signal);
        QVERIFY2(said.code == 130, qPrintable(said.error));
        QVERIFY2(said.out.startsWith("interrupted after "), qPrintable(said.out));
        QVERIFY2(said.out.endsWith("go on with: fovea train --resume " + run + "\n"), qPrintable(said.out));
        const QJsonObject json = jsonOf(run + "/run.json");
        QCOMPARE(json["outcome"].toString(), "interrupted");
        const int epochs = json["epochs"].toInt();
        QVERIFY(epochs >= 2 && epochs < 30);
        QVERIFY(json["test"].toObject()["accuracy"].isDouble());
        QCOMPARE(contentsOf(run + "/metrics.csv").count('\n'), epochs + 1);
        for (const char* file : {"curves.png", "attention.png", "sample.png"}) {
            QVERIFY(contentsOf(run + "/" + file).startsWith("\x89PNG"));
        }
        QVERIFY(!sameWeights(run + "/weights.safetensors", at("whole/weights.safetensors")));

        const Said rest = call({"train", "--resume", run, "--threads", "2"});
        QVERIFY2(rest.code == 0, qPrintable(rest.error));
        QVERIFY(sameWeights(run + "/weights.safetensors", at("whole/weights.safetensors")));
        QCOMPARE(contentsOf(run + "/metrics.csv"), contentsOf(at("whole/metrics.csv")));
        QCOMPARE(jsonOf(run + "/run.json")["test"].toObject(), jsonOf(at("whole/run.json"))["test"].toObject());
        QVERIFY(jsonOf(run + "/run.json")["seconds"].toDouble() > json["seconds"].toDouble()); // both parts
    }

    void onlyFinishedSeedsCount()
    {
        const Said said = interrupted(slowly(at("seeds"), {"--seeds", "0..3"}), "seed 1  epoch 1/30", SIGINT);
        QVERIFY2(said.code == 130, qPrintable(said.error));
        QVERIFY(sameWeights(at("seeds/seed-0/weights.safetensors"), at("whole/weights.safetensors")));
        QCOMPARE(jsonOf(at("seeds/seed-1/run.json"))["outcome"].toString(), "interrupted");
        QVERIFY(!QDir(at("seeds/seed-2")).exists());
        const QJsonObject table = jsonOf(at("seeds/seeds.json"));
        QCOMPARE(table["seeds"].toArray().size(), 1);
        QCOMPARE(table["unfinished"].toArray(), QJsonArray({1, 2, 3}));
        const double whole = jsonOf(at("whole/run.json"))["test"].toObject()["accuracy"].toDouble();
        QCOMPARE(table["mean"].toObject()["test_accuracy"].toDouble(), whole);
        QVERIFY(table["deviation"].toObject()["test_accuracy"].isNull());
        QVERIFY2(said.out.contains("interrupted: seeds 1, 2 and 3 were not finished and do not count\n"),
                 qPrintable(said.out));
        QVERIFY2(said.out.contains("go on with: fovea train --resume " + at("seeds/seed-1") + "\n"),
                 qPrintable(said.out));
        QVERIFY(contentsOf(at("seeds/curves.png")) == contentsOf(at("whole/curves.png"))); // of what is finished
    }

    void whereNoSeedIsFinishedTheCurvesAreOfTheOneThatWasBegun()
    {
        const Said said = interrupted(slowly(at("one"), {"--seeds", "0..1"}), "seed 0  epoch 2/30", SIGINT);
        QVERIFY2(said.code == 130, qPrintable(said.error));
        const QJsonObject table = jsonOf(at("one/seeds.json"));
        QCOMPARE(table["seeds"].toArray().size(), 0);
        QVERIFY(!table.contains("mean"));
        QVERIFY2(said.out.startsWith("interrupted: seeds 0 and 1 were not finished and do not count\n"),
                 qPrintable(said.out));
        QVERIFY(!said.out.contains("test_accuracy")); // no table of nothing
        QVERIFY(contentsOf(at("one/curves.png")) == contentsOf(at("one/seed-0/curves.png")));
    }

private:
    QString at(const QString& name) const { return folder_.filePath(name); }

    QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(InterruptTest)
#include "tst_interrupt.moc"
