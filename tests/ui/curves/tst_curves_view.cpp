// The curves: which numbers make which line, what the legend does, and that nothing that comes breaks the axes.
#include "tests/ui/paint/ink.h"
#include "ui/curves/column_trace.h"
#include "ui/curves/curve_plot.h"
#include "ui/curves/curve_ranges.h"
#include "ui/curves/curve_reading.h"
#include "ui/curves/curves_legend.h"
#include "ui/curves/curves_view.h"
#include "ui/curves/plot_panels.h"
#include "ui/paint/run_colours.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

using namespace fovea;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

RunHead headOf(int number, const QString& name = QStringLiteral("needle"))
{
    RunHead head;
    head.number = number;
    head.name = name;
    head.validationImages = 1000;
    head.chance = 0.1;
    head.places = 64;
    head.hitChance = head.massChance = 0.06;
    head.config.train.epochs = 10;
    head.parameters = {QStringLiteral("conv1 weight"), QStringLiteral("conv1 bias")};
    return head;
}

StepRecord step(long number, double epoch, double accuracy, double loss = 1)
{
    return {number, epoch, loss, accuracy, 1e-3, 1, {0.5, 0.25}};
}

EpochRecord epoch(int number, double validation, double training, double running, double valLoss = 1)
{
    EpochRecord record;
    record.epoch = number;
    record.valAccuracy = validation;
    record.trainAccuracy = training;
    record.accuracy = running;
    record.valLoss = valLoss;
    record.attentionEntropy = std::log(8.0);
    record.evidenceMass = 0.5;
    record.pointing = 0.75;
    return record;
}

std::vector<double> values(const RunCurves& run, CurveKind kind, CurveTab tab = CurveTab::Accuracy)
{
    const auto y = run.points({tab, kind}, Across::Passes).y;
    return {y.begin(), y.end()};
}

LegendEntry* entryNamed(const CurvesView& view, const QString& name)
{
    for (LegendEntry* entry : view.findChildren<LegendEntry*>()) {
        if (entry->item().text == name && entry->isVisible()) {
            return entry;
        }
    }
    return nullptr;
}

CurvePlot* shownPlot(const CurvesView& view)
{
    for (CurvePlot* plot : view.findChildren<CurvePlot*>()) {
        if (plot->isVisible()) {
            return plot;
        }
    }
    return nullptr;
}

bool says(const QWidget& widget, const QString& text)
{
    const QList<QLabel*> labels = widget.findChildren<QLabel*>();
    return std::ranges::any_of(labels,
                               [&](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
}

/// What is drawn once everything that was asked for is on the screen.
QImage drawn(CurvesView& view)
{
    const long before = view.framesDrawn();
    view.setPresent(false, 0); // asks for one redraw
    [&] { QTRY_VERIFY(view.framesDrawn() > before); }();
    return shownPlot(view)->grab().toImage();
}

/// Until a turn of the event loop brings no further frame.
void settle(const CurvesView& view)
{
    long before = -1;
    while (view.framesDrawn() != before) {
        before = view.framesDrawn();
        QTest::qWait(20);
    }
}

} // namespace

class TestCurvesView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

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

    void namesInTheMarginKeepApartAndStayAboveTheAxis()
    {
        QCOMPARE(apart({10, 100, 104}, 16, 110), (std::vector<double>{10, 94, 110}));
        QCOMPARE(apart({10, 12, 100}, 16, 110), (std::vector<double>{10, 26, 100}));
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

    /// Arrangements pass through sizes that nobody sees.
    void aPlotWithoutSizeIsDrawnWithoutAWarning()
    {
        QTest::failOnWarning(QRegularExpression("QPainter"));
        CurvesView view;
        view.show();
        QTRY_VERIFY(says(view, QStringLiteral("Space: curves appear here")));
        const auto plots = view.findChildren<CurvePlot*>();
        CurvePlot& plot = **std::ranges::find_if(plots, &CurvePlot::isVisible);
        plot.setMinimumSize(0, 0);
        plot.setGeometry(0, 0, 0, 0);
        QCoreApplication::processEvents();
        plot.draw();
        QCoreApplication::processEvents();
        QVERIFY(!plot.canvas()->size().isEmpty());
    }

    void emptyPlotNamesItsKey()
    {
        CurvesView view;
        view.show();
        QTRY_VERIFY(says(view, QStringLiteral("Space: curves appear here")));
        view.beginRun(headOf(0));
        view.append(0, {step(1, 0.01, 0.2)}, {});
        QTRY_VERIFY(!says(view, QStringLiteral("Space:")));
    }

    void aRunThatHasNotBegunIsNotCalledHidden()
    {
        CurvesView view;
        view.show();
        view.beginRun(headOf(0));
        view.append(0, {step(1, 0.01, 0.2)}, {});
        view.setRunShown(0, false);
        QTRY_VERIFY(says(view, QStringLiteral("hidden")));
        view.beginRun(headOf(1)); // nothing of it yet
        QTRY_VERIFY(says(view, QStringLiteral("Space: curves appear here")));
    }

    void simpleHasTwoTabsAndFullFour()
    {
        CurvesView view;
        auto* tabs = view.findChild<QTabBar*>();
        QCOMPARE(tabs->count(), 2);
        tabs->setCurrentIndex(1);
        view.setFull(true);
        QCOMPARE(tabs->count(), 4);
        QCOMPARE(tabs->tabText(tabs->currentIndex()), QStringLiteral("attention"));
    }

    void aRunAloneIsBlueAndOrangeAndSeveralHaveTheirOwnHue()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        view.beginRun(headOf(0));
        view.append(0, {}, {epoch(1, 0.5, 0.9, 0.4), epoch(2, 0.5, 0.9, 0.4), epoch(8, 0.5, 0.9, 0.4)});
        const QImage alone = drawn(view);
        QVERIFY(count(alone, alone.rect(), validationColour()) > 100);
        QVERIFY(count(alone, alone.rect(), trainingColour()) > 100);
        view.beginRun(headOf(2));
        view.append(2, {}, {epoch(1, 0.6, 0.8, 0.4), epoch(8, 0.6, 0.8, 0.4)});
        const QImage several = drawn(view);
        QVERIFY(count(several, several.rect(), runColour(2)) > 100);
        QCOMPARE(count(several, several.rect(), validationColour()), 0);
    }

    void bandAroundValidationIsGrey()
    {
        const auto grey = [](long images) {
            CurvesView view;
            view.resize(984, 340);
            view.show();
            RunHead head = headOf(0);
            head.validationImages = images;
            view.beginRun(head);
            view.append(0, {}, {epoch(1, 0.5, 0.9, 0.9), epoch(8, 0.5, 0.9, 0.9)});
            const QImage image = drawn(view);
            int pixels = 0;
            for (int y = 0; y < image.height(); ++y) {
                const QColor colour = image.pixelColor(image.width() / 2, y);
                pixels += colour.saturation() < 12 && colour.value() < 220 && colour.value() > 190 ? 1 : 0;
            }
            return pixels;
        };
        QVERIFY(grey(25) > 2 * grey(1000)); // ± 0.2, ± 0.03
        QVERIFY(grey(1000) > 2);
    }

    void clickHidesAndDoubleClickShowsOnlyThisOne()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        view.beginRun(headOf(0));
        view.append(0, {}, {epoch(1, 0.5, 0.9, 0.4), epoch(2, 0.5, 0.9, 0.4)});
        QTRY_VERIFY(entryNamed(view, QStringLiteral("validation")) != nullptr);
        LegendEntry* validation = entryNamed(view, QStringLiteral("validation"));
        LegendEntry* training = entryNamed(view, QStringLiteral("training"));
        QTest::mouseClick(validation, Qt::LeftButton);
        QVERIFY(!validation->item().shown);
        const QImage image = drawn(view);
        QCOMPARE(count(image, image.rect(), validationColour()), 0);
        validation->setFocus();
        QTest::keyClick(validation, Qt::Key_Space);
        QVERIFY(validation->item().shown);
        QTest::mouseDClick(validation, Qt::LeftButton);
        QVERIFY(validation->item().shown && !training->item().shown);
        QTest::keyClick(validation, Qt::Key_Return, Qt::ShiftModifier);
        QVERIFY(validation->item().shown && training->item().shown);
    }

    void f2RenamesARunAndEscapeDoesNot()
    {
        CurvesView view;
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.beginRun(headOf(3, QStringLiteral("old")));
        QSignalSpy renamed(&view, &CurvesView::renamed);
        QTRY_VERIFY(entryNamed(view, QStringLiteral("old")) != nullptr);
        const auto rename = [&](Qt::Key end) {
            LegendEntry* entry = entryNamed(view, QStringLiteral("old"));
            QTest::keyClick(entry, Qt::Key_F2);
            QLineEdit* editor = nullptr;
            for (QLineEdit* each : view.findChildren<QLineEdit*>()) {
                editor = each->isVisible() ? each : editor;
            }
            QVERIFY(editor != nullptr);
            QTest::keyClicks(editor, QStringLiteral("new"));
            QTest::keyClick(editor, end);
        };
        rename(Qt::Key_Escape);
        QCOMPARE(renamed.count(), 0);
        rename(Qt::Key_Return);
        QCOMPARE(renamed.count(), 1);
        QCOMPARE(renamed.front(), (QVariantList{3, QStringLiteral("new")}));
        QTRY_VERIFY(entryNamed(view, QStringLiteral("new")) != nullptr);
    }

    void aNameBeingEditedOutlivesNewNamesAroundIt()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.beginRun(headOf(3, QStringLiteral("old")));
        view.append(3, {step(1, 0.1, 0.5)}, {});
        QSignalSpy renamed(&view, &CurvesView::renamed);
        QTRY_VERIFY(entryNamed(view, QStringLiteral("old")) != nullptr);
        const auto editor = [&]() -> QLineEdit* {
            for (QLineEdit* each : view.findChildren<QLineEdit*>()) {
                if (each->isVisible()) {
                    return each;
                }
            }
            return nullptr;
        };
        QTest::keyClick(entryNamed(view, QStringLiteral("old")), Qt::Key_F2);
        QTest::keyClicks(editor(), QStringLiteral("my"));
        for (int number = 4; number < 6; ++number) { // to the other legend, then one place on
            view.beginRun(headOf(number, QStringLiteral("other %1").arg(number)));
            view.append(number, {step(1, 0.1, 0.5)}, {});
            QTRY_VERIFY(entryNamed(view, QStringLiteral("other %1").arg(number)) != nullptr);
            QVERIFY(editor() != nullptr);
            QTest::keyClicks(editor(), QStringLiteral("%1").arg(number));
        }
        QCOMPARE(renamed.count(), 0);
        QTest::keyClick(editor(), Qt::Key_Return);
        QCOMPARE(renamed.count(), 1);
        QCOMPARE(renamed.front(), (QVariantList{3, QStringLiteral("my45")}));
    }

    void aPassLeavesTheOtherRunsAsTheyWereDrawn()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        view.beginRun(headOf(0));
        view.append(0, {step(1, 0.5, 0.5)}, {epoch(1, 0.2, 0.9, 0.4), epoch(7, 0.2, 0.9, 0.4)});
        view.append(0, {step(2, 7.5, 0.5)}, {});
        drawn(view);
        settle(view);
        const QSignalSpy whole(shownPlot(view)->canvas(), SIGNAL(afterReplot()));
        const long before = view.framesDrawn();
        view.append(0, {}, {epoch(8, 0.2, 0.9, 0.4, 0.5)}); // to the end of the axis
        QTRY_VERIFY(view.framesDrawn() > before);
        QCOMPARE(whole.count(), 0);
    }

    void readoutNamesLeastMostAndNow()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        view.beginRun(headOf(0));
        view.append(0, {}, {epoch(1, 0.2, 0.9, 0.4), epoch(2, 0.8, 0.9, 0.4), epoch(3, 0.6, 0.9, 0.4)});
        QTRY_VERIFY(view.readout().contains(QStringLiteral("validation 0.200 / 0.800 / 0.600")));
    }

    void runningMeanOfTheEssayIsCalledTraining()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        RunHead head = headOf(0);
        head.config.attention.mechanism = "essay";
        view.beginRun(head);
        view.append(0, {step(1, 0.1, 0.5)}, {});
        QTRY_VERIFY(view.readout().contains(QStringLiteral("training 0.500 / 0.500 / 0.500")));
        QVERIFY(!view.readout().contains(QStringLiteral("training after")));
    }

    void readoutChangesAtMostFourTimesASecond()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        view.beginRun(headOf(0));
        QElapsedTimer clock;
        int changes = 0;
        QString before;
        clock.start();
        for (int i = 1; clock.elapsed() < 900; ++i) {
            view.append(0, {step(i, 1e-4 * i, i % 2 == 0 ? 0.1 : 0.9)}, {});
            QCoreApplication::processEvents();
            changes += view.readout() != before ? 1 : 0;
            before = view.readout();
        }
        QVERIFY2(changes >= 2 && changes <= 6,
                 qPrintable(QString::number(changes))); // the first ones are the run's begin
    }

    void cursorReadsAllRunsAtItsPass()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        view.beginRun(headOf(0, QStringLiteral("first")));
        view.append(0, {}, {epoch(1, 0.11, 0.9, 0.4), epoch(2, 0.22, 0.9, 0.4)});
        view.beginRun(headOf(1, QStringLiteral("second")));
        view.append(1, {}, {epoch(1, 0.33, 0.9, 0.4), epoch(2, 0.44, 0.9, 0.4)});
        drawn(view);
        emit shownPlot(view)->pointedAt(1.8);
        QVERIFY(shownPlot(view)->cursorShown());
        const QString read = shownPlot(view)->canvas()->accessibleDescription();
        QVERIFY2(read.contains(QStringLiteral("pass 2")) && read.contains(QStringLiteral("0.220")) &&
                     read.contains(QStringLiteral("0.440")) && !read.contains(QStringLiteral("0.110")),
                 qPrintable(read));
        emit shownPlot(view)->pointedAway();
        QVERIFY(!shownPlot(view)->cursorShown());
        QTest::keyClick(shownPlot(view)->canvas(), Qt::Key_Home);
        QVERIFY(shownPlot(view)->canvas()->accessibleDescription().contains(QStringLiteral("pass 1")));
    }

    void noteSaysWhyValidationLiesAbove()
    {
        CurvesView view;
        view.show();
        view.beginRun(headOf(0));
        view.append(0, {}, {epoch(1, 0.3, 0.9, 0.4)});
        QTRY_VERIFY(view.readout().contains(QStringLiteral("0.300")));
        QVERIFY(!says(view, QStringLiteral("Validation comes after it")));
        view.append(0, {}, {epoch(2, 0.5, 0.9, 0.4)});
        QTRY_VERIFY(says(view, QStringLiteral("Validation comes after it")));
    }

    void resetKeepsTheHeadAndLateRecordsOfARemovedRunAreLeftOut()
    {
        CurvesView view;
        view.show();
        view.beginRun(headOf(0, QStringLiteral("kept")));
        view.append(0, {step(1, 0.1, 0.5)}, {});
        QTRY_VERIFY(!view.readout().isEmpty());
        view.clearRun(0);
        QTRY_VERIFY(view.readout().isEmpty());
        QVERIFY(entryNamed(view, QStringLiteral("kept")) != nullptr);
        view.removeRun(0);
        view.append(0, {step(2, 0.2, 0.5)}, {epoch(1, 0.5, 0.5, 0.5)});
        QTRY_VERIFY(entryNamed(view, QStringLiteral("kept")) == nullptr);
        QVERIFY(view.readout().isEmpty());
    }

    void manyRecordsInOneTurnAreOneRedraw()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        view.beginRun(headOf(0));
        view.append(0, {step(1, 0.001, 0.5)}, {});
        QTRY_VERIFY(view.framesDrawn() > 0);
        settle(view);
        const long before = view.framesDrawn();
        for (int i = 2; i < 500; ++i) {
            view.append(0, {step(i, 0.001 * i, 0.5)}, {});
        }
        QCOMPARE(view.framesDrawn(), before);
        QTRY_VERIFY(view.framesDrawn() > before);
        settle(view);
        QCOMPARE(view.framesDrawn(), before + 1);
    }

    void whatIsNotSeenIsNotDrawn()
    {
        CurvesView view;
        settle(view); // the library draws an empty plot once
        std::vector<std::unique_ptr<QSignalSpy>> replots;
        for (const CurvePlot* plot : view.findChildren<CurvePlot*>()) {
            replots.push_back(std::make_unique<QSignalSpy>(plot->canvas(), SIGNAL(afterReplot())));
        }
        view.beginRun(headOf(0));
        view.append(0, {step(1, 0.1, 0.5)}, {});
        settle(view);
        QVERIFY(std::ranges::all_of(replots, [](const auto& spy) { return spy->isEmpty(); }));
        view.show();
        QTRY_VERIFY(view.framesDrawn() > 0);
        const auto drawnPlots = std::ranges::count_if(replots, [](const auto& spy) { return !spy->isEmpty(); });
        QCOMPARE(drawnPlots, 1);
    }

    void darkPaletteMakesADarkPaper()
    {
        CurvesView view;
        view.show();
        QVERIFY(drawn(view).pixelColor(2, 2).lightness() > 200);
        QPalette dark = view.palette();
        dark.setColor(QPalette::Window, QColor(40, 40, 44));
        dark.setColor(QPalette::WindowText, Qt::white);
        view.setPalette(dark);
        QVERIFY(drawn(view).pixelColor(2, 2).lightness() < 60);
    }

    void everyControlHasNameHelpAndTab()
    {
        CurvesView view;
        view.setFull(true);
        view.resize(984, 340);
        view.show();
        view.beginRun(headOf(0));
        view.append(0, {step(1, 0.1, 0.5)}, {});
        drawn(view);
        int seen = 0;
        for (const QWidget* widget : view.findChildren<QWidget*>()) {
            if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus && !widget->inherits("QStackedWidget")) {
                QVERIFY2(!widget->accessibleName().isEmpty() && !widget->toolTip().isEmpty(),
                         widget->metaObject()->className());
                QVERIFY2(widget->focusPolicy() == Qt::TabFocus, widget->metaObject()->className());
                ++seen;
            }
        }
        QVERIFY(seen >= 6);
    }

    void aChangeStandsOnTheCurvesWithItsNameUntilTheReset()
    {
        CurvesView view;
        view.resize(600, 400);
        view.show();
        view.beginRun(headOf(0));
        view.append(0, {step(1, 0.5, 0.2), step(2, 1, 0.3)}, {});
        const auto named = [&view] {
            QTest::qWait(0);
            QStringList names;
            for (const QCPItemText* text : shownPlot(view)->findChildren<QCPItemText*>()) {
                names << text->text();
            }
            return names;
        };
        view.showChanges(0, {{0.5, "learning rate 0.001"}, {0.9, "batch size 32"}});
        QTRY_VERIFY(named().contains("learning rate 0.001") && named().contains("batch size 32"));
        view.clearRun(0);
        QTRY_VERIFY(!named().contains("learning rate 0.001"));
    }
};

QTEST_MAIN(TestCurvesView)
#include "tst_curves_view.moc"
