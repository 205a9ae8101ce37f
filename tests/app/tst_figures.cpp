// The pictures of a run's folder: a network that sees parts of an image gets frames where it looked, others their map.
#include "app/figures.h"
#include "core/training/report.h"
#include "tests/support/small_run.h"

#include <QTest>

using namespace fovea;

namespace {

Config smallClutter(const char* look, const char* attention)
{
    Config config = smallNeedle();
    config.data.set = "clutter";
    config.data.pixels = "unit";
    config.data.samples = 64;
    config.look.mechanism = look;
    config.look.glimpses = 3;
    config.look.size = 16;
    config.look.hidden = 16;
    config.look.testRollouts = 2;
    config.attention.mechanism = attention;
    config.train.epochs = 1;
    return config;
}

AttentionFigure figureOf(const Config& config)
{
    Practice practice;
    const Run run = practice.trained(config);
    const TestReport test =
        testReport({*run.network, run.weights, *run.task, *run.data}, config.seed, practice.workspace);
    return attentionFigure(run, test, practice.workspace);
}

} // namespace

class FiguresTest : public QObject
{
    Q_OBJECT

private slots:
    void looksAreFramesAndNoMap_data()
    {
        QTest::addColumn<QString>("mechanism");
        QTest::addColumn<std::size_t>("looks");
        QTest::addColumn<QString>("note");
        QTest::newRow("glimpses") << "glimpses" << std::size_t(3) << "last look ";
        QTest::newRow("gumbel") << "gumbel" << std::size_t(3) << "last look ";
        QTest::newRow("draw") << "draw" << std::size_t(3) << "last look ";
        QTest::newRow("transformer") << "transformer" << std::size_t(1) << "";
    }
    void looksAreFramesAndNoMap()
    {
        QFETCH(const QString, mechanism);
        QFETCH(const std::size_t, looks);
        QFETCH(const QString, note);
        const AttentionFigure figure = figureOf(smallClutter(qPrintable(mechanism), "soft"));
        QCOMPARE(figure.samples.size(), std::size_t(16));
        for (const AttentionSample& sample : figure.samples) {
            QCOMPARE(sample.looks.size(), looks);
            QCOMPARE(sample.marks.look.mechanism, mechanism.toStdString());
            QVERIFY(sample.map.empty()); // what a window showed is no map of the image
            QVERIFY(!sample.score);
            QVERIFY2(sample.note.startsWith(note) && sample.note.endsWith(" px from the object"),
                     qPrintable(sample.note));
        }
    }

    void aMapHasNoFrames()
    {
        for (const AttentionSample& sample : figureOf(smallClutter("none", "soft")).samples) {
            QVERIFY(sample.looks.empty());
            QVERIFY(!sample.map.empty());
            QVERIFY(sample.score);
        }
    }

    void placesSideBySideHaveNeither()
    {
        for (const AttentionSample& sample : figureOf(smallClutter("none", "flatten")).samples) {
            QVERIFY(sample.looks.empty());
            QVERIFY(sample.map.empty());
        }
    }
};

QTEST_MAIN(FiguresTest)
#include "tst_figures.moc"
