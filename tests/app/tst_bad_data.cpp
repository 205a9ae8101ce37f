// What comes from outside and is wrong: folders, files, disks, absurd settings. A sentence, the right exit code, and
// nothing is lost.
#include "tests/support/bytes.h"
#include "tests/support/program.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>
#include <memory>

#ifdef __linux__
#include <sys/mount.h>
#endif

using namespace fovea;

namespace {

bool put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// IDX files of 28 × 28 grey images.
QByteArray imagesIdx(int count, int side = 28)
{
    const auto size = [](int n) { return QByteArray::fromHex(QByteArray::number(n, 16).rightJustified(8, '0')); };
    QByteArray pixels(count * side * side, '\0');
    for (qsizetype i = 0; i < pixels.size(); ++i) {
        pixels[i] = static_cast<char>(i * 7 % 251);
    }
    return QByteArray::fromHex("00000803") + size(count) + size(side) + size(side) + pixels;
}

QByteArray labelsIdx(const QByteArray& labels)
{
    return QByteArray::fromHex("00000801") +
           QByteArray::fromHex(QByteArray::number(labels.size(), 16).rightJustified(8, '0')) + labels;
}

/// A folder like that of Fashion-MNIST, with few images.
void makeFolder(const QString& folder, int images, const QByteArray& labels)
{
    QDir().mkpath(folder);
    QVERIFY(put(folder + "/train-images-idx3-ubyte", imagesIdx(images)));
    QVERIFY(put(folder + "/train-labels-idx1-ubyte", labelsIdx(labels)));
    QVERIFY(put(folder + "/t10k-images-idx3-ubyte", imagesIdx(2)));
    QVERIFY(put(folder + "/t10k-labels-idx1-ubyte", labelsIdx(QByteArray(2, '\3'))));
}

QStringList onFashion(const QString& out, const QString& folder)
{
    return {"train",
            "--preset",
            "fashion",
            "--out",
            out,
            "--set",
            "data.path=" + folder,
            "--set",
            "model.trunk=conv 4, pool",
            "--set",
            "train.epochs=1",
            "--threads",
            "1"};
}

} // namespace

class BadDataTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        QVERIFY(folder_->isValid());
    }

    void wrongFilesAreNamed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const char* file, const QByteArray& bytes, const char* words) {
            QTest::newRow(name) << file << bytes << 3 << words;
        };
        row("truncated", "train-images-idx3-ubyte", imagesIdx(6).chopped(1), "ends after 4719 bytes");
        row("wrong magic", "train-images-idx3-ubyte", "PNG" + imagesIdx(6), "is not an IDX file");
        row("empty", "train-labels-idx1-ubyte", "", "is not an IDX file: it ends after 0 bytes");
        row("label out of range", "train-labels-idx1-ubyte", labelsIdx(QByteArray::fromHex("00010203040a")),
            "image 5 shows class 10, but there are 10 classes");
        row("counts differ", "train-labels-idx1-ubyte", labelsIdx(QByteArray(5, '\1')), "holds 6 images, but");
        row("other size", "t10k-images-idx3-ubyte", imagesIdx(2, 32),
            "has images of 32 × 32 pixels; Fashion-MNIST has 28 × 28");
        std::string packed = storedGzip(imagesIdx(6).toStdString());
        packed[packed.size() - 7] = static_cast<char>(packed[packed.size() - 7] ^ 1);
        row("wrong checksum", "train-images-idx3-ubyte", QByteArray::fromStdString(packed), "checksum");
        row("a size that cannot be", "train-images-idx3-ubyte",
            QByteArray::fromHex("00000803 ffffffff 0000001c 0000001c"), "cannot hold");
    }
    void wrongFilesAreNamed()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        QFETCH(QString, words);
        makeFolder(at("data"), 6, QByteArray::fromHex("000102030405"));
        QVERIFY(put(at("data/") + file, bytes));
        const Said said = call(onFashion(at("run"), at("data")));
        QCOMPARE(said.code, code);
        QVERIFY2(said.error.contains(words) && said.error.contains(file), qPrintable(said.error));
    }

    void missingFoldersAndFilesAreNamed()
    {
        const Said folder = call(onFashion(at("run"), at("nowhere")));
        QCOMPARE(folder.code, 3);
        QVERIFY(folder.error.contains(at("nowhere")) && folder.error.contains("data.path="));
        QVERIFY(!QDir(at("run")).exists()); // nothing is left behind

        QDir().mkpath(at("empty"));
        const Said empty = call(onFashion(at("deep/er/run"), at("empty")));
        QCOMPARE(empty.code, 3);
        QVERIFY2(empty.error.contains(at("empty")) && empty.error.contains("dataset-fashion-mnist") &&
                     empty.error.contains("data.path="),
                 qPrintable(empty.error));
        QVERIFY(!QDir(at("deep")).exists());
        QDir().mkpath(at("mine"));
        QCOMPARE(call(onFashion(at("mine"), at("empty"))).code, 3);
        QVERIFY(QDir(at("mine")).exists()); // not made here

        makeFolder(at("data"), 6, QByteArray::fromHex("000102030405"));
        QVERIFY(QFile::remove(at("data/t10k-labels-idx1-ubyte")));
        const Said file = call(onFashion(at("run"), at("data")));
        QCOMPARE(file.code, 4);
        QVERIFY2(file.error.contains("t10k-labels-idx1-ubyte"), qPrintable(file.error));
    }

    void oneImageAndOneClassAreTrained()
    {
        makeFolder(at("one"), 1, QByteArray(1, '\7'));
        const Said one = call(onFashion(at("run"), at("one")));
        QVERIFY2(one.code == 0, qPrintable(one.error));
        QCOMPARE(jsonOf(at("run/run.json"))["steps"].toInt(), 1);

        makeFolder(at("class"), 30, QByteArray(30, '\7'));
        const Said same = call(onFashion(at("run2"), at("class")));
        QVERIFY2(same.code == 0, qPrintable(same.error));

        const Said needle = call(
            quickly(at("run3"), {"--set", "data.samples=1", "--set", "data.validation=0", "--set", "data.test=1"}));
        QVERIFY2(needle.code == 0, qPrintable(needle.error));
        QVERIFY(!jsonOf(at("run3/run.json"))["final"].toObject().contains("val_accuracy") ||
                jsonOf(at("run3/run.json"))["final"].toObject()["val_accuracy"].isNull());
    }

    void learningThatDivergesIsWrittenDown()
    {
        const Said said = call(quickly(at("run"), {"--set", "train.learning_rate=1e30"}));
        QCOMPARE(said.code, 1);
        QVERIFY2(said.out.contains("The learning rate is 1e+30, far above what is usual; try 0.004."),
                 qPrintable(said.out));
        QCOMPARE(jsonOf(at("run/run.json"))["outcome"].toString(), "diverged");
        QVERIFY(contentsOf(at("run/metrics.csv")).startsWith("epoch,accuracy"));
        QVERIFY(!contentsOf(at("run/metrics.csv")).contains("nan"));
        for (const char* file : {"curves.png", "attention.png", "sample.png"}) {
            QVERIFY(contentsOf(at("run/") + file).startsWith("\x89PNG"));
        }
        const Tensor weights = Safetensors::read(at("run/weights.safetensors").toStdString()).tensor("trunk.0.weight");
        for (Index i = 0; i < weights.size(); ++i) {
            QVERIFY(std::isfinite(weights[i]));
        }
    }

    void aDivergedSeedIsNamed()
    {
        const Said said = call(quickly(at("seeds"), {"--seeds", "3..3", "--set", "train.learning_rate=1e30"}));
        QCOMPARE(said.code, 1);
        QVERIFY2(said.out.contains("seed 3 diverged: "), qPrintable(said.out));
        const QJsonObject table = jsonOf(at("seeds/seeds.json"));
        QCOMPARE(table["diverged"].toArray(), QJsonArray({3}));
        QCOMPARE(table["seeds"].toArray()[0].toObject()["seed"].toInt(), 3);
    }

    void resultsOfAnotherKindDoNotStayBesideNewOnes()
    {
        const auto holds = [this](const char* file) { return QFile::exists(at(file)); };
        QCOMPARE(call(quickly(at("run"))).code, 0);
        Said said = call(quickly(at("run"), {"--overwrite", "--seeds", "0..1"}));
        QCOMPARE(said.code, 0);
        QVERIFY2(said.out.contains("removed run.json, of the results before"), qPrintable(said.out));
        QVERIFY(!holds("run/run.json") && !holds("run/state.safetensors"));
        QVERIFY(holds("run/seeds.json") && holds("run/curves.png") && holds("run/seed-1/run.json"));

        QFile note(at("run/seed-1/note.txt"));
        QVERIFY(note.open(QFile::WriteOnly)); // what no run wrote is not a run's to remove
        QCOMPARE(call(quickly(at("run"), {"--overwrite", "--seeds", "0..0"})).code, 0);
        QVERIFY(!holds("run/seed-1/run.json") && holds("run/seed-1/note.txt") && holds("run/seed-0/run.json"));

        QCOMPARE(call(quickly(at("run"), {"--overwrite"})).code, 0);
        QVERIFY(holds("run/run.json") && !holds("run/seeds.json") && !holds("run/seed-0"));
    }

    void everythingThatIsWrongIsToldAtOnce()
    {
        const Said said = call({"train", "--preset", "neddle", "--set", "train.epochs=none", "--set", "seed=-1"});
        QCOMPARE(said.code, 2);
        QVERIFY2(said.error.contains("no preset “neddle”") && said.error.contains("--out DIR is missing") &&
                     said.error.contains("train.epochs") && said.error.contains("seed"),
                 qPrintable(said.error));
    }

    void outputThatCannotBeWrittenIsNoSuccess()
    {
        QProcess process;
        process.setStandardOutputFile("/dev/full");
        process.start(FOVEA_PROGRAM, {"list"});
        QVERIFY(process.waitForFinished(kPatience));
        QCOMPARE(process.exitCode(), 4);
        QVERIFY(process.readAllStandardError().contains("could not be written"));
    }

    void theWindowCannotBeMeasuredWithoutADisplay()
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        process.setProcessEnvironment(environment);
        process.start(FOVEA_PROGRAM, {"--perf-report", "1"});
        QVERIFY(process.waitForFinished(kPatience));
        QCOMPARE(process.exitCode(), 2);
        QVERIFY(process.readAllStandardError().contains("there is no display"));
    }

    void whatHasNoFiniteValueIsUndefined()
    {
        const Said said = call(quickly(at("run"), {"--set", "train.learning_rate=1e30", "--set",
                                                   "model.trunk=conv 16 5x5, pool, norm, conv 32, pool, norm"}));
        QCOMPARE(said.code, 1);
        QVERIFY2(!said.out.contains("nan") && !said.out.contains("inf"), qPrintable(said.out));
        QVERIFY2(said.out.contains("test accuracy undefined (always the most frequent class: ") &&
                     said.out.contains(", loss undefined\n") && said.out.contains("\nhit undefined (chance ") &&
                     said.out.contains("the network gives no finite answer"),
                 qPrintable(said.out));
        const QJsonObject run = jsonOf(at("run/run.json")), test = run["test"].toObject();
        for (const char* key :
             {"accuracy", "loss", "attention_entropy", "pointing", "strict_pointing", "evidence_mass"}) {
            QVERIFY2(test.contains(key) && test[key].isNull(), key);
        }
        const QJsonObject ceiling = test["ceiling"].toObject();
        for (const char* key : {"accuracy_difference", "accuracy_standard_error", "pointing_difference"}) {
            QVERIFY2(ceiling.contains(key) && ceiling[key].isNull(), key);
        }
        QVERIFY(test["pointing_chance"].isDouble() && test["majority"].isDouble()); // these need no network
        QVERIFY(run["final"].toObject()["val_accuracy"].isNull() && run["final"].toObject()["val_loss"].isNull());
    }

    void foldersThatCannotBeWrittenAreNamedBeforeTraining_data()
    {
        QTest::addColumn<QString>("out");
        QTest::newRow("below a file") << "file/run";
        QTest::newRow("a file") << "file";
        QTest::newRow("where nothing can be made") << "/proc/fovea";
    }
    void foldersThatCannotBeWrittenAreNamedBeforeTraining()
    {
        QFETCH(QString, out);
        QVERIFY(put(at("file"), "kept"));
        const QString path = out.startsWith('/') ? out : at(out);
        const Said said = call(quickly(path));
        QCOMPARE(said.code, 4);
        QVERIFY2(said.error.contains(path) && !said.error.contains("epoch"), qPrintable(said.error));
        QCOMPARE(contentsOf(at("file")), QByteArray("kept"));
    }

    void whatIsThereIsRefusedUnlessItMayBeReplaced()
    {
        QDir().mkpath(at("run"));
        QVERIFY(put(at("run/run.json"), "mine"));
        const Said said = call(quickly(at("run")));
        QCOMPARE(said.code, 2);
        QVERIFY2(said.error.contains("is not empty") && said.error.contains("--overwrite"), qPrintable(said.error));
        QCOMPARE(contentsOf(at("run/run.json")), QByteArray("mine"));
        QCOMPARE(QDir(at("run")).entryList(QDir::Files | QDir::Hidden), QStringList("run.json"));
    }

    void aRunThatIsNotThereCannotGoOn()
    {
        const Said resume = call({"train", "--resume", at("none")});
        QCOMPARE(resume.code, 4);
        QVERIFY2(resume.error.contains("state.safetensors"), qPrintable(resume.error));
        QVERIFY(!QDir(at("none")).exists()); // a mistyped folder is not made
        QCOMPARE(call({"evaluate", "--run", at("none")}).code, 4);
        QCOMPARE(call({"train", "--config", at("none.json"), "--out", at("run")}).code, 4);
    }

    void damagedRunsAreRefused()
    {
        QCOMPARE(call(quickly(at("run"))).code, 0);
        const QByteArray state = contentsOf(at("run/state.safetensors")), json = contentsOf(at("run/run.json"));
        QVERIFY(put(at("run/state.safetensors"), state.chopped(4)));
        QCOMPARE(call({"train", "--resume", at("run")}).code, 3);
        QCOMPARE(contentsOf(at("run/run.json")), json);

        QVERIFY(put(at("run/weights.safetensors"), contentsOf(at("run/weights.safetensors")).chopped(4)));
        QCOMPARE(call({"evaluate", "--run", at("run")}).code, 3);
        QVERIFY(put(at("run/run.json"), json.chopped(json.size() / 2)));
        QCOMPARE(call({"evaluate", "--run", at("run")}).code, 3);
        QCOMPARE(call({"train", "--config", at("run/run.json"), "--out", at("again")}).code, 2);
        QVERIFY(put(at("run/run.json"), R"({"config": {"train.epochs": 0, "colour": "red"}})"));
        const Said said = call({"train", "--config", at("run/run.json"), "--out", at("again")});
        QCOMPARE(said.code, 2);
        QVERIFY2(said.error.contains("train.epochs is “0”") && said.error.contains("“colour”"), qPrintable(said.error));
    }

    void resumeRefusesWhatNeedsANewRun()
    {
        QCOMPARE(call(quickly(at("run"))).code, 0);
        const Said said = call({"train", "--resume", at("run"), "--set", "model.hidden=5"});
        QCOMPARE(said.code, 2);
        QVERIFY2(said.error.contains("model.hidden cannot change while a run goes on"), qPrintable(said.error));
        const Said rule = call({"train", "--resume", at("run"), "--set", "augment.shift=2"});
        QCOMPARE(rule.code, 2);
        QVERIFY2(rule.error.contains("augment.shift cannot be used on the needle"), qPrintable(rule.error));
    }

    void aFullDiskLeavesTheOldFilesWhole()
    {
#ifdef __linux__
        QDir().mkpath(at("disk"));
        if (::mount("tmpfs", qPrintable(at("disk")), "tmpfs", 0, "size=1m") == 0) {
            const Said first = call(quickly(at("disk/run")));
            const QByteArray json = contentsOf(at("disk/run/run.json")),
                             weights = contentsOf(at("disk/run/weights.safetensors")),
                             picture = contentsOf(at("disk/run/attention.png"));
            QFile filler(at("disk/filler"));
            filler.open(QIODevice::WriteOnly);
            filler.write(QByteArray(2 << 20, 'f')); // as much of it as fits
            filler.close();
            const Said second = call(quickly(at("disk/run"), {"--overwrite", "--set", "seed=1"}));
            const bool kept = json.size() > 100 && contentsOf(at("disk/run/run.json")) == json &&
                              contentsOf(at("disk/run/weights.safetensors")) == weights &&
                              contentsOf(at("disk/run/attention.png")) == picture;
            filler.resize(filler.size() - (32 << 10)); // room for small files, not for pictures
            const Said third = call(quickly(at("disk/run"), {"--overwrite", "--set", "seed=1"}));
            const bool whole = jsonOf(at("disk/run/run.json"))["config"].toObject()["seed"] == 1 &&
                               contentsOf(at("disk/run/attention.png")) == picture;
            const QStringList files = QDir(at("disk/run")).entryList(QDir::Files | QDir::Hidden);
            ::umount(qPrintable(at("disk")));
            QCOMPARE(first.code, 0);
            QCOMPARE(second.code, 4);
            QVERIFY2(second.error.contains("No space left on device"), qPrintable(second.error));
            QVERIFY2(!second.error.contains("epoch"), qPrintable(second.error)); // before training, not after an hour
            QVERIFY(kept);
            QCOMPARE(third.code, 4);
            QVERIFY2(third.error.contains("No space left on device") && third.error.contains(".png"),
                     qPrintable(third.error));
            QVERIFY(whole);
            QCOMPARE(files.size(), 7); // nothing half written beside them
            return;
        }
        qInfo("no permission to mount a small disk: a disk that is always full is tried instead");
#endif
        // /dev/full cannot be a folder; a file where a folder should be is what else cannot take a byte.
        QVERIFY(put(at("file"), "kept"));
        QCOMPARE(call(quickly(at("file"), {"--overwrite"})).code, 4);
        QCOMPARE(contentsOf(at("file")), QByteArray("kept"));
    }

private:
    QString at(const QString& name) const
    {
        return folder_->filePath(name);
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(BadDataTest)
#include "tst_bad_data.moc"
