// Several runs on paper: the whole figure has all runs that are in view, groups of seeds are means, and files are called after
// what tells runs apart.
#include "app/curve_plates.h"
#include "app/plates.h"
#include "app/run_head.h"
#include "ui/drawer/run_names.h"

#include <QLocale>
#include <QTest>

#include <algorithm>

using namespace fovea;

namespace {

RunStory story(int number, double dropout, std::uint64_t seed, double accuracy)
{
    RunStory story;
    story.now.seed = seed;
    story.now.train.dropout = dropout;
    story.head.number = number;
    story.head.config = story.now;
    story.head.name = runName(number, whatItIs(story.now), seed);
    for (int epoch = 1; epoch <= 2; ++epoch) {
        EpochRecord pass;
        pass.epoch = epoch;
        pass.valAccuracy = pass.accuracy = accuracy - 0.2 + 0.1 * epoch;
        story.passes.push_back(pass);
    }
    return story;
}

/// As the window freezes it: stories and rows with their labels.
FrozenWindow frozen(const std::vector<RunStory>& all)
{
    RunStories stories;
    for (const RunStory& one : all) {
        stories.putBack(one);
        stories.of(one.head.number).over = true;
    }
    stories.label();
    FrozenWindow now;
    now.drawer.runs = stories.rows();
    for (const auto& [number, one] : stories.all()) {
        now.stories.push_back(one);
    }
    return now;
}

FrozenWindow twoSettings()
{
    return frozen({story(0, 0, 0, 0.80), story(1, 0, 1, 0.90), story(2, 0.3, 0, 0.83), story(3, 0.3, 1, 0.93)});
}

QStringList namesIn(const CurvesFigure& figure)
{
    QStringList names;
    for (const Curve& curve : figure.curves) {
        names << curve.name;
    }
    names.removeDuplicates();
    return names;
}

} // namespace

class RunsPlatesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void groupsOfSeedsAreMeansWithTheirBand()
    {
        const CurvesFigure figure = figureInView(twoSettings());
        QCOMPARE(namesIn(figure), (QStringList{"dropout 0 · 2 seeds", "dropout 0.3 · 2 seeds"}));
        QCOMPARE(figure.curves.size(), std::size_t(4)); // both splits
        QVERIFY(std::abs(figure.curves[1].y.back() - 0.85) < 1e-12 && figure.curves[1].sd.size() == 2);
        QVERIFY(figure.curves[0].run != figure.curves[2].run);
        QVERIFY2(figure.caption.contains("dropout 0.3 · 2 seeds: 0.880 ± 0.071, seeds 0, 1."),
                 qPrintable(figure.caption));
    }

    void whatIsHiddenIsLeftOutAndTheOthersAreNot()
    {
        FrozenWindow now = frozen({story(0, 0, 0, 0.8), story(1, 0.3, 0, 0.9), story(2, 0.5, 0, 0.7)});
        QCOMPARE(namesIn(figureInView(now)).size(), 3);
        now.drawer.runs[1].shown = false;
        QCOMPARE(namesIn(figureInView(now)), (QStringList{"1: dropout 0 · seed 0", "3: dropout 0.5 · seed 0"}));
        now.drawer.runs[0].shown = false; // the present one alone is the essay's figure
        QCOMPARE(namesIn(figureInView(now)), (QStringList{"training", "validation"}));
    }

    void figuresOfTheWindowCountPassesAndNameNoKey()
    {
        for (const FrozenWindow& now : {twoSettings(), frozen({story(0, 0.3, 0, 0.8)})}) {
            const CurvesFigure figure = figureInView(now);
            QCOMPARE(figure.xLabel, QString("passes"));
            QVERIFY2(!figure.caption.contains("train.") && figure.caption.contains("dropout 0.3"),
                     qPrintable(figure.caption));
        }
    }

    void filesAreCalledAfterWhatTellsRunsApart()
    {
        QCOMPARE(fileStem(twoSettings().stories.back()), QString("needle-dropout-0.3-seed1"));
        QCOMPARE(fileStem(frozen({story(0, 0, 4, 0.8)}).stories.back()), QString("needle-soft-seed4"));
        RunStory named = story(0, 0, 4, 0.8);
        named.head.name = "my first / best run!";
        QCOMPARE(fileStem(frozen({named}).stories.back()), QString("my-first-best-run"));
    }
};

QTEST_MAIN(RunsPlatesTest)
#include "tst_runs_plates.moc"
