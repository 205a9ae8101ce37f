// Which numbers of a run make which line, and that nothing that comes breaks the axes.
#include "tests/ui/curves/curve_records.h"
#include "ui/curves/column_trace.h"
#include "ui/curves/curve_ranges.h"
#include "ui/curves/curve_series.h"

#include <QTest>

#include <limits>

using namespace fovea;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::vector<double> values(const RunCurves& run, CurveKind kind, CurveTab tab = CurveTab::Accuracy)
{
    const auto y = run.points({tab, kind}, Across::Passes).y;
    return {y.begin(), y.end()};
}

} // namespace

class RunCurvesTest : public QObject
{
    Q_OBJECT

private slots:
    void lookingAtOtherPicturesBreaksTheLineOfWhatIsSeen()
    {
        RunCurves run(headOf(0));
        for (const LookRecord& look : {LookRecord{.epoch = 0.1, .spread = 60, .pictures = 4, .set = 1},
                                       LookRecord{.epoch = 0.2, .spread = 58, .pictures = 4, .set = 1},
                                       LookRecord{.epoch = 0.3, .spread = 20, .pictures = 4, .set = 2},
                                       LookRecord{.epoch = 0.4, .spread = 19, .pictures = 4, .set = 2}}) {
            run.add(look);
        }
        const CurvePoints line = run.points({CurveTab::Attention, CurveKind::SpreadLook}, Across::Passes);
        QCOMPARE(line.y.size(), std::size_t(5));
        QVERIFY(std::isnan(line.y[2]));
        QCOMPARE(line.y[1], 58.0);
        QCOMPARE(line.y[3], 20.0);
        QVERIFY(std::ranges::is_sorted(line.x));
    }

    void trainingIsMeasuredAfterThePassAndTheEssaySwapsIt()
    {
        RunHead head = headOf(0);
        RunCurves run(head);
        run.add(epoch(1, 0.7, 0.8, 0.6));
        QCOMPARE(values(run, CurveKind::Training), std::vector{0.8});
        QCOMPARE(values(run, CurveKind::Running), std::vector{0.6});
        head.config.attention.mechanism = "essay";
        RunCurves essay(head);
        essay.add(epoch(1, 0.7, 0.8, 0.6));
        QCOMPARE(values(essay, CurveKind::Training), std::vector{0.6});
        QCOMPARE(values(essay, CurveKind::Running), std::vector{0.8});
    }

    void liveMeanWeighsAShortBatchByItsShareOfThePass()
    {
        RunCurves run(headOf(0));
        run.add(step(1, 0.5, 1.0));
        run.add(step(2, 0.75, 0.4));
        QCOMPARE(values(run, CurveKind::Live), (std::vector{1.0, (0.5 * 1.0 + 0.25 * 0.4) / 0.75}));
    }

    void theFirstPassKeepsItsLiveMeanUntilTwoPassesMakeALine()
    {
        RunCurves run(headOf(0));
        for (long i = 1; i <= 5; ++i) {
            run.add(step(i, static_cast<double>(i) / 3, i <= 3 ? 0.5 : 0.9));
        }
        run.add(epoch(1, 0.7, 0.8, 0.6));
        std::vector<double> live = values(run, CurveKind::Live);
        QVERIFY(live[0] == 0.5 && live[1] == 0.5);
        QVERIFY(std::isnan(live[2])); // a gap: the mean begins anew
        QVERIFY(live[3] == 0.9 && live[4] == 0.9);
        run.add(step(6, 2, 0.9));
        run.add(epoch(2, 0.7, 0.8, 0.6));
        live = values(run, CurveKind::Live);
        QVERIFY(std::ranges::all_of(live, [](double value) { return std::isnan(value); }));
    }

    void liveMeanGoesWhenItsPassIsMeasured()
    {
        RunCurves run(headOf(0));
        run.add(step(1, 1, 0.5));
        run.add(epoch(1, 0.7, 0.8, 0.6));
        run.add(step(2, 1.5, 0.5));
        run.add(step(3, 2, 0.5));
        QCOMPARE(values(run, CurveKind::Live).back(), 0.5); // until then it stays
        run.add(step(4, 2.5, 0.7));                         // handed over before the pass that was over
        run.add(epoch(2, 0.7, 0.8, 0.6));
        const std::vector<double> live = values(run, CurveKind::Live);
        QVERIFY(std::isnan(live[0]) && std::isnan(live[1]) && std::isnan(live[2]));
        QCOMPARE(live[3], 0.7);
        run.add(step(5, 3, 0.7));
        run.add(step(6, 3.5, 0.9));
        QVERIFY(std::isnan(values(run, CurveKind::Live)[4])); // of three points: at once
        run.add(epoch(3, 0.7, 0.8, 0.6));
        QCOMPARE(values(run, CurveKind::Live).back(), 0.9);
        QCOMPARE(values(run, CurveKind::Running), (std::vector{0.6, 0.6, 0.6}));
    }

    void infinityIsAGap()
    {
        RunCurves run(headOf(0));
        run.add(epoch(1, 0.5, 0.5, 0.5, kInfinity));
        QVERIFY(std::isnan(values(run, CurveKind::Validation, CurveTab::Loss).front()));
        QCOMPARE(run.bestPass(), -1L);
    }

    void bestPassHasTheLowestValidationLoss()
    {
        RunCurves run(headOf(0));
        run.add(epoch(1, 0.9, 0.5, 0.5, 0.7));
        run.add(epoch(2, 0.5, 0.5, 0.5, 0.3));
        run.add(epoch(3, 0.8, 0.5, 0.5, 0.4));
        QCOMPARE(run.bestPass(), 1L);
    }

    void spreadIsTheExponentialOfTheEntropy()
    {
        RunCurves run(headOf(0));
        run.add(epoch(1, 0.9, 0.5, 0.5));
        QVERIFY(std::abs(values(run, CurveKind::Spread, CurveTab::Attention).front() - 8) < 1e-12);
    }

    void traceKeepsLeastAndMostOfEachColumn()
    {
        std::vector<double> x;
        std::vector<double> y;
        for (int i = 0; i < 100000; ++i) {
            x.push_back(i);
            y.push_back(i == 55555 ? 9 : i == 55556 ? -9 : std::sin(0.1 * i));
        }
        ColumnTrace trace;
        const ColumnTrace::View view{0, 100000, 200};
        QVERIFY(trace.follow(x, y, view, 0));
        QVERIFY(trace.points().size() <= 400);
        QVERIFY(std::ranges::any_of(trace.points(), [](const QPointF& p) { return p == QPointF(55555, 9); }));
        QVERIFY(std::ranges::any_of(trace.points(), [](const QPointF& p) { return p == QPointF(55556, -9); }));
        QVERIFY(std::ranges::is_sorted(trace.points(), {}, &QPointF::x));
        QVERIFY(!trace.follow(x, y, view, 0));
    }

    void traceFollowedPieceByPieceIsTheTraceOfTheWhole()
    {
        std::vector<double> x;
        std::vector<double> y;
        ColumnTrace pieces;
        const ColumnTrace::View view{0, 1000, 30, 0.8};
        for (int i = 0; i < 1000; ++i) {
            x.push_back(i);
            y.push_back(i % 97 < 40 ? kUndefined : std::cos(0.3 * i));
            if (i % 7 == 0) {
                pieces.follow(x, y, view, 0);
            }
        }
        pieces.follow(x, y, view, 0);
        ColumnTrace whole;
        whole.follow(x, y, view, 0);
        QCOMPARE(pieces.points().size(), whole.points().size());
        for (std::size_t i = 0; i < whole.points().size(); ++i) {
            const double a = pieces.points()[i].y();
            const double b = whole.points()[i].y();
            QVERIFY(a == b || (std::isnan(a) && std::isnan(b)));
        }
        QVERIFY(std::ranges::any_of(whole.points(), [](const QPointF& p) { return std::isnan(p.y()); }));
    }

    void aRunThatDivergesLeavesTheAxisToTheOthers()
    {
        const std::vector<QPointF> good = {{1, 2.3}, {2, 0.5}};
        const std::vector<QPointF> lost = {{1, 2.4}, {2, 1e30}, {3, kUndefined}};
        const std::vector<QPointF>* lines[] = {&good, &lost};
        QCOMPARE(valueRange(lines, false).high, 3.0);
        QVERIFY(valueRange(lines, true).high <= 1e5);
    }

    void horizontalAxisGrowsAndStopsAtThePlan()
    {
        QCOMPARE(acrossRange(0.3, 10, 1).high, 1.0);
        QCOMPARE(acrossRange(6.5, 7, 1).high, 7.0);
        QVERIFY(acrossRange(12.1, 10, 1).high > 12.1);
    }
};

QTEST_MAIN(RunCurvesTest)
#include "tst_run_curves.moc"
