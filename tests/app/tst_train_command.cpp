// fovea train: the files that a run leaves, and the ways to go on with it.
#include "tests/support/program.h"

#include <QImage>
#include <QJsonArray>
#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

const QStringList kFiles = {"attention.png", "curves.png",        "metrics.csv",        "run.json",
                            "sample.png",    "state.safetensors", "weights.safetensors"};

QStringList keysOf(const QJsonObject& object)
{
    QStringList keys = object.keys();
    keys.sort();
    return keys;
}

} // namespace

class TrainCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(folder_.isValid());
        const Said said = call(quickly(at("run")));
        QVERIFY2(said.code == 0, qPrintable(said.error));
        said_ = said;
    }

    void allFilesAreThere()
    {
        QCOMPARE(QDir(at("run")).entryList(QDir::Files | QDir::Hidden), kFiles);
        for (const char* picture : {"curves.png", "attention.png", "sample.png"}) {
            QVERIFY(said_.out.contains(at("run") + "/" + picture));
        }
    }

    void progressIsPlainLinesWhereThereIsNoTerminal()
    {
        const QStringList lines = said_.error.split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3); // one before the first batch, one an epoch
        QCOMPARE(lines[0], "training on 72 images: 2 epochs of 3 batches");
        QVERIFY(lines[1].startsWith("epoch 1/2  batch 3  accuracy "));
        QVERIFY(lines[2].startsWith("epoch 2/2  batch 6  accuracy "));
        QVERIFY(lines[2].contains("validation ") && lines[2].contains(" images/s  "));
        QVERIFY(!said_.error.contains('\r'));
    }

    void runJsonHoldsWhatIsPromised()
    {
        const QJsonObject run = jsonOf(at("run/run.json"));
        for (const char* key : {"config", "changes", "version", "instruction_set", "parameters", "threads", "seconds",
                                "images_per_second", "outcome", "final", "test"}) {
            QVERIFY2(run.contains(key), key);
        }
        const QJsonObject config = run["config"].toObject();
        QCOMPARE(config["seed"].toInt(-1), 0);
        QCOMPARE(config["data.samples"].toInt(), 72);
        QCOMPARE(config["train.learning_rate"].toDouble(), 0.004);
        QCOMPARE(config["model.trunk"].toString(), "conv 4 5x5, pool, conv 8, pool");
        QCOMPARE(run["changes"].toArray().size(), 0);
        QCOMPARE(run["outcome"].toString(), "finished");
        QCOMPARE(run["threads"].toInt(), 1);
        // 25·4 + 4, 9·4·8 + 8, the score 8·32 + 32 and 32 + 1, the answer 8·4 + 4
        QCOMPARE(run["parameters"].toInt(), 104 + 296 + 288 + 33 + 36);
        const double seconds = run["seconds"].toDouble();
        QVERIFY(seconds > 0);
        QVERIFY(std::abs(run["images_per_second"].toDouble() * seconds / 144 - 1) < 1e-9);
        QCOMPARE(keysOf(run["final"].toObject()), QStringList({"accuracy", "loss", "val_accuracy", "val_loss"}));
        const QJsonObject test = run["test"].toObject();
        for (const char* key :
             {"accuracy", "loss", "pointing", "pointing_chance", "evidence_mass", "evidence_mass_chance", "ceiling"}) {
            QVERIFY2(test.contains(key), key);
        }
        QVERIFY(test["ceiling"].toObject()["accuracy"].toDouble() > 0.9);
    }

    void metricsCsvIsARowAnEpochWithoutTimes()
    {
        const QStringList lines = QString::fromUtf8(contentsOf(at("run/metrics.csv"))).split('\n');
        QCOMPARE(lines.size(), 4); // heading, two epochs, and nothing after the last end of line
        QVERIFY(lines[0].startsWith("epoch,accuracy,loss,val_accuracy,val_loss,"));
        QVERIFY(lines[0].contains(",attention_entropy,") && lines[0].contains(",evidence_mass,") &&
                lines[0].contains(",pointing"));
        QVERIFY(!lines[0].contains("second") && !lines[0].contains("time"));
        QCOMPARE(lines[2].count(','), lines[0].count(','));
        const QJsonObject last = jsonOf(at("run/run.json"))["final"].toObject();
        const QStringList cells = lines[2].split(',');
        QCOMPARE(cells[0], "2");
        QCOMPARE(cells[1].toDouble(), last["accuracy"].toDouble());
        QCOMPARE(cells[4].toDouble(), last["val_loss"].toDouble());
    }

    void picturesHave300DotsPerInch_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("centimetres");
        QTest::newRow("curves") << "curves.png" << 12.0;
        QTest::newRow("attention") << "attention.png" << 16.0;
        QTest::newRow("sample") << "sample.png" << 10.0;
    }
    void picturesHave300DotsPerInch()
    {
        QFETCH(QString, name);
        QFETCH(double, centimetres);
        const QImage image(at("run/" + name));
        QCOMPARE(image.width(), qRound(centimetres / 2.54 * 300));
        QVERIFY(std::abs(image.dotsPerMeterX() * 0.0254 - 300) < 0.1);
        QVERIFY(std::abs(image.dotsPerMeterY() * 0.0254 - 300) < 0.1);
    }

    void weightsCarryNamesShapesAndConfiguration()
    {
        const Safetensors file = Safetensors::read(at("run/weights.safetensors").toStdString());
        QVERIFY((file.array("trunk.0.weight").shape == std::vector<Index>{5, 5, 1, 4}));
        QVERIFY((file.array("answer.weight").shape == std::vector<Index>{8, 4}));
        QVERIFY(file.has("attention.score.weight"));
        const QJsonObject config =
            QJsonDocument::fromJson(QByteArray::fromStdString(file.metadata.at("config"))).object();
        QCOMPARE(config, jsonOf(at("run/run.json"))["config"].toObject());
    }

    void anotherRunGivesTheSameBytes()
    {
        QCOMPARE(call(quickly(at("again"), {"--threads", "2"})).code, 0);
        for (const char* file : {"metrics.csv", "weights.safetensors", "curves.png", "attention.png", "sample.png"}) {
            QVERIFY2(contentsOf(at("again/") + file) == contentsOf(at("run/") + file), file);
        }
    }

    void evaluatePrintsTheSameFiguresToTheBit()
    {
        const Said said = call({"evaluate", "--json", "--run", at("run")});
        QVERIFY2(said.code == 0, qPrintable(said.error));
        const QJsonObject printed = QJsonDocument::fromJson(said.out.toUtf8()).object();
        QVERIFY(printed.size() > 6);
        QCOMPARE(printed, jsonOf(at("run/run.json"))["test"].toObject());
    }

    void evaluateSaysWhatTrainSaid()
    {
        for (const QStringList& arguments : {QStringList{"evaluate", "--run", at("run")}, {"evaluate", at("run")}}) {
            const Said said = call(arguments);
            QVERIFY2(said.code == 0, qPrintable(said.error));
            QVERIFY2(said.out.startsWith("test accuracy ") && said.out.contains("\nhit "), qPrintable(said.out));
            QVERIFY2(said_.out.contains('\n' + said.out), qPrintable(said.out));
        }
    }

    void oneIsNoPluralAndAPartOfAnEpochIsAFraction()
    {
        const Said one = call(quickly(at("one"), {"--set", "train.epochs=1", "--set", "train.batch_size=72"}));
        QVERIFY2(one.out.startsWith("finished: 1 epoch, 1 batch in "), qPrintable(one.out));
        QVERIFY2(one.error.startsWith("training on 72 images: 1 epoch of 1 batch\n"), qPrintable(one.error));
        const Said part = call(quickly(at("part"), {"--set", "train.steps=1"}));
        QVERIFY2(part.out.startsWith("finished: 0.44 epochs, 1 batch in "), qPrintable(part.out)); // 32 of 72 images
    }

    void aFinishedRunSaysWhatToSet()
    {
        QCOMPARE(call(quickly(at("done"))).code, 0);
        const Said said = call({"train", "--resume", at("done")});
        QVERIFY2(said.code == 0, qPrintable(said.error));
        QVERIFY2(said.out.startsWith("nothing left to do: this run has ended after 2 epochs; for more, add --set "
                                     "train.epochs=4."),
                 qPrintable(said.out));
        QVERIFY2(said.error.isEmpty(), qPrintable(said.error)); // no word of training
        QVERIFY(sameWeights(at("done/weights.safetensors"), at("run/weights.safetensors")));

        const Said more = call({"train", "--resume", at("done"), "--set", "train.epochs=4"});
        QVERIFY2(more.out.startsWith("finished: 4 epochs, 12 batches in "), qPrintable(more.out));
    }

    void theEndOfAScheduleIsSaidBeforeEpochsAreWasted()
    {
        QCOMPARE(call(quickly(at("cycle"), {"--set", "train.schedule=one_cycle"})).code, 0);
        const Said said = call({"train", "--resume", at("cycle"), "--set", "train.epochs=3", "--out", at("cycle3")});
        QVERIFY2(said.code == 0, qPrintable(said.error));
        QCOMPARE(said.error.count("The schedule (one_cycle) was laid out for 2 epochs and has come to its end"), 1);
        QVERIFY2(said.error.contains("the learning rate is 1.6e-08") &&
                     said.error.contains("set train.schedule=constant."),
                 qPrintable(said.error));
        const Said constant = call({"train", "--resume", at("cycle"), "--set", "train.epochs=3", "--set",
                                    "train.schedule=constant", "--out", at("constant3")});
        QVERIFY2(constant.code == 0 && !constant.error.contains("schedule"), qPrintable(constant.error));
    }

    void configRepeatsARun()
    {
        const Said said = call({"train", "--config", at("run/run.json"), "--out", at("repeated")});
        QVERIFY2(said.code == 0, qPrintable(said.error));
        QVERIFY(sameWeights(at("repeated/weights.safetensors"), at("run/weights.safetensors")));
        QCOMPARE(contentsOf(at("repeated/metrics.csv")), contentsOf(at("run/metrics.csv")));
    }

    void resumeGoesOnAndConfigRepeatsThatToo()
    {
        QCOMPARE(call(quickly(at("half"), {"--set", "train.steps=2"})).code, 0);
        QCOMPARE(jsonOf(at("half/run.json"))["steps"].toInt(), 2);
        const Said said = call({"train", "--resume", at("half"), "--set", "train.steps=0"});
        QVERIFY2(said.code == 0, qPrintable(said.error));
        QVERIFY(sameWeights(at("half/weights.safetensors"), at("run/weights.safetensors")));
        QCOMPARE(contentsOf(at("half/metrics.csv")), contentsOf(at("run/metrics.csv")));

        const QJsonArray changes = jsonOf(at("half/run.json"))["changes"].toArray();
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0].toObject()["step"].toInt(), 2);
        QCOMPARE(changes[0].toObject()["key"].toString(), "train.steps");
        QCOMPARE(call({"train", "--config", at("half/run.json"), "--out", at("replayed")}).code, 0);
        QVERIFY(sameWeights(at("replayed/weights.safetensors"), at("run/weights.safetensors")));
    }

    void resumeMayWriteElsewhere()
    {
        QCOMPARE(call(quickly(at("source"), {"--set", "train.steps=2"})).code, 0);
        const QByteArray before = contentsOf(at("source/state.safetensors"));
        QCOMPARE(call({"train", "--resume", at("source"), "--out", at("elsewhere"), "--set", "train.steps=0"}).code, 0);
        QCOMPARE(contentsOf(at("source/state.safetensors")), before);
        QVERIFY(sameWeights(at("elsewhere/weights.safetensors"), at("run/weights.safetensors")));
    }

    void overwriteReplaces()
    {
        QCOMPARE(call(quickly(at("old"))).code, 0);
        QCOMPARE(call(quickly(at("old"), {"--set", "seed=1", "--overwrite"})).code, 0);
        QCOMPARE(jsonOf(at("old/run.json"))["config"].toObject()["seed"].toInt(), 1);
        QVERIFY(!sameWeights(at("old/weights.safetensors"), at("run/weights.safetensors")));
        QCOMPARE(QDir(at("old")).entryList(QDir::Files | QDir::Hidden), kFiles);
    }

    void seedsGiveAFolderEachAndTheirMean()
    {
        const Said said = call(quickly(at("seeds"), {"--seeds", "0..1"}));
        QVERIFY2(said.code == 0, qPrintable(said.error));
        QCOMPARE(QDir(at("seeds/seed-1")).entryList(QDir::Files | QDir::Hidden), kFiles);
        QVERIFY(sameWeights(at("seeds/seed-0/weights.safetensors"), at("run/weights.safetensors")));
        QVERIFY(QImage(at("seeds/curves.png")).width() > 1000);
        double accuracy[2];
        for (int seed = 0; seed < 2; ++seed) {
            const QJsonObject run = jsonOf(at("seeds/seed-%1/run.json").arg(seed));
            QCOMPARE(run["config"].toObject()["seed"].toInt(-1), seed);
            accuracy[seed] = run["test"].toObject()["accuracy"].toDouble();
        }
        const QJsonObject table = jsonOf(at("seeds/seeds.json"));
        QCOMPARE(table["seeds"].toArray().size(), 2);
        QCOMPARE(table["mean"].toObject()["test_accuracy"].toDouble(), (accuracy[0] + accuracy[1]) / 2);
        QVERIFY(std::abs(table["deviation"].toObject()["test_accuracy"].toDouble() -
                         std::abs(accuracy[0] - accuracy[1]) / std::sqrt(2)) < 1e-12);
        QVERIFY(said.out.contains("test_accuracy") && said.out.contains("mean") && said.out.contains("deviation"));
        QVERIFY(!said.out.contains("interrupted") && !table.contains("unfinished"));

        for (const QStringList& asked : {QStringList{"train", "--resume"}, QStringList{"evaluate", "--run"}}) {
            const Said whole = call(asked + QStringList{at("seeds")}); // one run is wanted
            QCOMPARE(whole.code, 2);
            QVERIFY2(whole.error.contains("holds a run for each seed (seed-0, seed-1). Name one of them: fovea " +
                                          asked.join(' ') + ' ' + at("seeds/seed-0")),
                     qPrintable(whole.error));
        }
    }

private:
    QString at(const QString& name) const { return folder_.filePath(name); }

    QTemporaryDir folder_;
    Said said_;
};

QTEST_GUILESS_MAIN(TrainCommandTest)
#include "tst_train_command.moc"
