// The curves as a view: tabs, hues, readings and notes, and that it draws only what is new and seen.
#include "tests/ui/curves/curve_records.h"
#include "tests/ui/paint/ink.h"
#include "ui/curves/curve_reading.h"
#include "ui/curves/plot_panels.h"
#include "ui/paint/run_colours.h"

#include <QElapsedTimer>
#include <QLocale>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace fovea;

namespace {

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

    void namesInTheMarginKeepApartAndStayAboveTheAxis()
    {
        QCOMPARE(apart({10, 100, 104}, 16, 110), (std::vector<double>{10, 94, 110}));
        QCOMPARE(apart({10, 12, 100}, 16, 110), (std::vector<double>{10, 26, 100}));
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
        QTRY_VERIFY(view.readout().contains(QStringLiteral("training images 0.500 / 0.500 / 0.500")));
        QVERIFY(!view.readout().contains(QStringLiteral("training images after")));
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

    /// The essay's training line is the running mean, and solid: dotted is what is measured after the pass.
    void theNoteNamesTheStrokeThatTheLegendShows()
    {
        for (const bool essay : {false, true}) {
            CurvesView view;
            view.resize(984, 340);
            view.show();
            RunHead head = headOf(0);
            head.config.attention.mechanism = essay ? "essay" : "soft";
            view.beginRun(head);
            view.append(0, {}, {epoch(1, 0.5, 0.9, 0.4), epoch(2, 0.5, 0.9, 0.4)});
            QTRY_VERIFY(says(view, essay ? QStringLiteral("Training images, solid: the mean while it learns")
                                         : QStringLiteral("Dotted: the mean while it learns")));
            const LegendEntry* mean = entryNamed(view, essay ? "training images" : "running mean");
            QVERIFY(mean != nullptr);
            QCOMPARE(strokeOf(mean->item().style), essay ? CurveStroke::Solid : CurveStroke::Dotted);
        }
    }

    void whatIsAGuessIsCalledSo()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        RunHead head = headOf(0);
        head.chance = 0.5;
        view.beginRun(head);
        EpochRecord pass = epoch(1, 0.36, 0.5, 0.5, 0.6931);
        pass.trainLoss = 0.6931;
        view.append(0, {}, {pass});
        QTRY_VERIFY(says(view, QStringLiteral("A guess: the loss is 0.693, close to log 2")));
        pass.epoch = 2;
        pass.trainLoss = pass.valLoss = 0.4;
        view.append(0, {}, {pass});
        QTRY_VERIFY(!says(view, QStringLiteral("A guess")));
    }

    /// Each run's ceiling is estimated on its own images: two lines, and one name.
    void ceilingsOfTwoRunsHaveOneLabel()
    {
        CurvesView view;
        view.resize(984, 340);
        view.show();
        for (const double ceiling : {0.975, 0.985}) {
            RunHead head = headOf(ceiling < 0.98 ? 0 : 1);
            head.accuracyCeiling = ceiling;
            view.beginRun(head);
            view.append(head.number, {}, {epoch(1, 0.5, 0.9, 0.4)});
        }
        drawn(view);
        int labels = 0;
        for (const QCPItemText* text : shownPlot(view)->findChildren<QCPItemText*>()) {
            labels += text->text().startsWith("ceiling") ? 1 : 0;
        }
        QCOMPARE(labels, 1);
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
