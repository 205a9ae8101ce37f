// fovea plot and fovea diagnose: figures and findings from the folders that runs left, without a window.
#include "app/run_record.h"
#include "core/files/png_text.h"
#include "core/settings/config_json.h"
#include "core/training/baselines.h"
#include "tests/support/program.h"
#include "tests/support/small_run.h"

#include <QImage>
#include <QJsonArray>
#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace fovea;

class PlotCommandTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(folder_.isValid());
        const Said one = call(quickly(at("run")));
        QVERIFY2(one.code == 0, qPrintable(one.error));
        const Said seeds = call(quickly(at("seeds"), {"--seeds", "0..1"}));
        QVERIFY2(seeds.code == 0, qPrintable(seeds.error));
        const Said wild =
            call(quickly(at("wild"), {"--set", "train.optimiser=sgd", "--set", "train.learning_rate=1e20"}));
        QVERIFY2(wild.code == 1, qPrintable(wild.error));
    }

    void theSameFigureAsAfterTraining()
    {
        QVERIFY(plotted({at("run"), "--out", at("a.png")}));
        const QImage drawn(at("a.png")), before(at("run/curves.png"));
        QCOMPARE(drawn.size(), before.size());
        QCOMPARE(drawn.dotsPerMeterX(), before.dotsPerMeterX());
        QVERIFY(drawn == before); // pixel by pixel
    }

    void sizeIsAsAsked_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QSize>("pixels");
        QTest::newRow("cm at 96") << QStringList{"--size", "12x8", "--dpi", "96"} << QSize(454, 302);
        QTest::newRow("cm at 600") << QStringList{"--size", "8.4x6", "--dpi", "600"} << QSize(1984, 1417);
        QTest::newRow("pixels") << QStringList{"--size", "1200x800px"} << QSize(1200, 800);
    }

    void sizeIsAsAsked()
    {
        QFETCH(QStringList, options);
        QFETCH(QSize, pixels);
        QVERIFY(plotted(QStringList{at("run"), "--out", at("b.png")} + options));
        QCOMPARE(QImage(at("b.png")).size(), pixels);
    }

    void everyKindOfFileIsWritten()
    {
        for (const auto& [ending, begins] :
             {std::pair(".svg", "<?xml"), std::pair(".pdf", "%PDF"), std::pair(".csv", "run,seed,epoch,accuracy")}) {
            QVERIFY(plotted({at("seeds/seed-0"), at("seeds/seed-1"), at("run"), "--out", at("c") + ending}));
            QVERIFY2(contentsOf(at("c") + ending).startsWith(begins), ending);
        }
        QCOMPARE(contentsOf(at("c.csv")).count('\n'), 1 + 3 * 2);
    }

    void attentionAndSampleAreDrawnFromTheWeights()
    {
        QVERIFY(plotted({at("run"), "--out", at("d.png"), "--what", "attention"}));
        QCOMPARE(QImage(at("d.png")), QImage(at("run/attention.png")));
        QVERIFY(plotted({at("run"), "--out", at("e.png"), "--what", "sample"}));
        QCOMPARE(QImage(at("e.png")), QImage(at("run/sample.png")));
    }

    void theFigureCarriesItsSettings()
    {
        QVERIFY(plotted({at("run"), "--out", at("f.png"), "--dark", "--caption", "mine"}));
        const auto setup = pngText(contentsOf(at("f.png")).toStdString(), kSetupKey);
        QVERIFY(setup);
        const Config config = configFromJson(nlohmann::ordered_json::parse(*setup), "f.png");
        QCOMPARE(config.data.samples, 72);
        QVERIFY(QImage(at("f.png")).pixelColor(2, 2).lightness() < 60);
    }

    void whatCannotBeDrawnIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("no run") << QStringList{"plot", "--out", "x.png"} << 2 << "needs a folder";
        QTest::newRow("no file") << QStringList{"plot", at("run")} << 2 << "--out FILE";
        QTest::newRow("kind") << QStringList{"plot", at("run"), "--out", "x.jpg"} << 2 << ".png, .svg, .pdf or .csv";
        QTest::newRow("size") << QStringList{"plot", at("run"), "--out", "x.png", "--size", "big"} << 2 << "12x8";
        QTest::newRow("large") << QStringList{"plot", at("run"), "--out", "x.png", "--size", "200x200", "--dpi", "600"}
                               << 2 << "too large";
        QTest::newRow("in all") << QStringList{"plot", at("run"), "--out", "x.png", "--size", "16000x16000px"} << 2
                                << "100 million";
        QTest::newRow("missing") << QStringList{"plot", at("none"), "--out", "x.png"} << 4 << "run.json";
        QTest::newRow("seeds") << QStringList{"plot", at("seeds"), "--out", "x.png"} << 2 << "Name one of them";
        QTest::newRow("several") << QStringList{"plot", at("run"), at("run"), "--out", "x.png", "--what", "attention"}
                                 << 2 << "one run";
        QTest::newRow("diagnose nothing") << QStringList{"diagnose"} << 2 << "needs a folder";
        QTest::newRow("diagnose missing") << QStringList{"diagnose", at("none")} << 4 << "run.json";
    }

    void whatCannotBeDrawnIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QString, says);
        const Said said = call(arguments, folder_.path());
        QCOMPARE(said.code, code);
        QVERIFY2(said.error.contains(says), qPrintable(said.error));
        QVERIFY(!QFile::exists(at("x.png")));
    }

    void aRunThatRanAwayIsDiagnosed()
    {
        const Said said = call({"diagnose", at("wild")});
        QCOMPARE(said.code, 0);
        QVERIFY2(said.out.contains("it ran away (divergence)"), qPrintable(said.out));
        QVERIFY2(said.out.contains("train.learning_rate 1e+20 → 0.004"), qPrintable(said.out));
    }

    void severalRunsAreToldAsJson()
    {
        const Said said = call({"diagnose", at("run"), at("wild"), "--json"});
        const QJsonArray runs = QJsonDocument::fromJson(said.out.toUtf8()).array();
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs[1].toObject()["findings"].toArray()[0].toObject()["condition"].toString(), "divergence");
        QVERIFY(runs[0].toObject()["noise"].toString().contains("24 images"));
    }

    /// The curves are of the validation images: their ceiling is, too, and not that of the test images.
    void theCeilingOfTheValidationImagesIsKept()
    {
        const Said faint = call(quickly(at("faint"), {"--set", "data.signal=3"})); // not all of them can be told
        QVERIFY2(faint.code == 0, qPrintable(faint.error));
        const RunRecord record = readRecord(at("faint").toStdString(), "plot");
        Practice practice;
        Run run = practice.start(record.config);
        const Baselines validation = baselinesOf(run, run.data->validation, practice.workspace);
        QVERIFY(std::isfinite(validation.accuracyCeiling));
        QCOMPARE(record.validationCeiling, validation.accuracyCeiling);
        QVERIFY(record.validationCeiling != record.ceiling);
    }

    void recordsOfBeforeAreReadToo()
    {
        QVERIFY(QDir().mkpath(at("old")));
        QVERIFY(QFile::copy(at("run/metrics.csv"), at("old/metrics.csv")));
        nlohmann::ordered_json json = nlohmann::ordered_json::parse(contentsOf(at("run/run.json")).toStdString());
        QVERIFY(json.contains("classes"));
        json.erase("classes");
        QFile file(at("old/run.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(json.dump()));
        file.close();
        const Said now = call({"diagnose", at("run"), "--json"}), old = call({"diagnose", at("old"), "--json"});
        const auto told = [](const Said& said) {
            QJsonObject one = QJsonDocument::fromJson(said.out.toUtf8()).array()[0].toObject();
            one.remove("run");
            return one;
        };
        QVERIFY2(old.code == 0, qPrintable(old.error));
        QCOMPARE(told(old), told(now)); // the images are counted anew
    }

    void theRulesArePrintedWithTheirReasons()
    {
        const Said said = call({"diagnose", "--rules"});
        for (const char* rule : {"divergence:", "collapse:", "stagnation:", "overfitting:", "underfitting:",
                                 "fluctuation:", "idle-attention:"}) {
            QVERIFY2(said.out.contains(rule), rule);
        }
        QVERIFY(said.out.contains("one false alarm in 740"));
    }

private:
    QString at(const char* name) const { return folder_.filePath(name); }
    bool plotted(const QStringList& arguments)
    {
        const Said said = call(QStringList{"plot"} + arguments);
        if (said.code != 0) {
            qWarning("%s", qPrintable(said.error));
        }
        return said.code == 0;
    }

    QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(PlotCommandTest)
#include "tst_plot_command.moc"
