// The drawer: tabs, the confusion matrix, and the metrics.
#include "tests/ui/drawer/judged.h"
#include "tests/ui/paint/ink.h"
#include "ui/drawer/confusion_view.h"
#include "ui/drawer/drawer.h"
#include "ui/drawer/metrics_view.h"
#include "ui/drawer/unit_plot.h"
#include "ui/paint/run_colours.h"
#include "ui/window/palettes.h"
#include "ui/window/segments.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <string>

using namespace fovea;

namespace {

const QStringList kThree = {"circle", "cross", "square"};

/// 8 circles right, 2 taken for squares; 5 crosses right; 3 squares right, 4 taken for crosses.
std::shared_ptr<const Judgement> three()
{
    return judged(3, {8, 0, 2, 0, 5, 0, 0, 4, 3});
}

} // namespace

class DrawerTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setPalette(lightPalette()); }

    void oneTabAtMostIsDownAndPressedAgainItCloses()
    {
        QWidget window;
        Drawer drawer(&window);
        drawer.setFull(true);
        QSignalSpy changed(&drawer, &Drawer::pageChanged);
        const auto buttons = drawer.tabs()->findChildren<QToolButton*>();
        for (QToolButton* button : buttons) {
            button->click();
            QVERIFY(drawer.isOpen());
            QCOMPARE(std::count_if(buttons.begin(), buttons.end(), [](auto* b) { return b->isChecked(); }), 1);
        }
        QCOMPARE(changed.count(), int(buttons.size()));
        const auto page = drawer.tabs()->page();
        buttons.last()->click();
        QVERIFY(!drawer.isOpen() && !buttons.last()->isChecked());
        drawer.tabs()->toggle();
        QVERIFY(drawer.tabs()->page() == page); // the one that was open last
    }

    void aPageThatIsNoLongerOfferedCloses()
    {
        QWidget window;
        Drawer drawer(&window);
        drawer.setFull(true);
        drawer.tabs()->open(DrawerPage::Metrics);
        drawer.setFull(false);
        QVERIFY(!drawer.isOpen());
        drawer.tabs()->toggle();
        QVERIFY(drawer.tabs()->page() == DrawerPage::Runs);
    }

    void cellsLieInTheirRowAndColumnInsideTheView_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("classes");
        for (const QSize size : {QSize(436, 204), QSize(436, 240), QSize(1920, 204)}) {
            for (const int classes : {2, 4, 10}) {
                QTest::addRow("%d classes in %d x %d", classes, size.width(), size.height()) << size << classes;
            }
        }
    }
    void cellsLieInTheirRowAndColumnInsideTheView()
    {
        QFETCH(QSize, size);
        QFETCH(int, classes);
        ConfusionView view;
        view.resize(size);
        view.showJudgement(judged(classes, std::vector<int>(std::size_t(classes * classes), 3)), "pass 1");
        for (int i = 0; i < classes; ++i) {
            for (int j = 0; j < classes; ++j) {
                QVERIFY(QRectF(view.rect()).contains(view.cellRect(i, j)));
                QVERIFY(view.cellRect(i, j).height() >= 14 && view.cellRect(i, j).width() >= 20);
                QVERIFY(i == 0 || view.cellRect(i, j).top() >= view.cellRect(i - 1, j).bottom());
                QVERIFY(j == 0 || view.cellRect(i, j).left() >= view.cellRect(i, j - 1).right());
            }
        }
    }

    void rightIsBlueWrongIsOrangeAndNoneIsEmpty()
    {
        ConfusionView view;
        view.resize(600, 240);
        view.showClasses(kThree);
        view.showJudgement(three(), "pass 2");
        const QImage image = view.grab().toImage();
        const auto corner = [&](int is, int answered) {
            return image.pixelColor((view.cellRect(is, answered).topLeft() + QPointF(3, 3)).toPoint());
        };
        QVERIFY(corner(1, 1).blue() > corner(1, 1).red());
        QVERIFY(corner(2, 1).red() > corner(2, 1).blue() + 30);
        QCOMPARE(corner(0, 1), view.palette().color(QPalette::Window));
        QVERIFY(corner(2, 1).lightness() < corner(0, 2).lightness()); // 4 of 7 against 2 of 10
    }

    void aClickAsksForTheCellsPicturesAndAnEmptyOneForNothing()
    {
        ConfusionView view;
        view.resize(600, 240);
        view.showClasses(kThree);
        view.showJudgement(three(), "pass 2");
        QSignalSpy opened(&view, &ConfusionView::cellOpened);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(2, 1).center().toPoint());
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened[0][0].toInt(), 2);
        QCOMPARE(opened[0][1].toInt(), 1);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(0, 1).center().toPoint());
        QCOMPARE(opened.count(), 1);
        QCOMPARE(view.currentColumn(), 1);
    }

    void arrowsGoFromCellToCellAndEnterOpensOne()
    {
        ConfusionView view;
        view.resize(600, 240);
        view.showClasses(kThree);
        QTest::keyClick(&view, Qt::Key_Return); // nothing is known yet
        view.showJudgement(three(), "pass 2");
        QSignalSpy opened(&view, &ConfusionView::cellOpened);
        for (const Qt::Key key :
             {Qt::Key_Down, Qt::Key_Down, Qt::Key_Down, Qt::Key_Right, Qt::Key_Left, Qt::Key_Right}) {
            QTest::keyClick(&view, key);
        }
        QCOMPARE(view.currentRow(), 2); // and no further
        QVERIFY(view.accessibleName().contains("square taken for cross: 4 of 7"));
        QTest::keyClick(&view, Qt::Key_Return, Qt::ControlModifier); // runs
        QCOMPARE(opened.count(), 0);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened[0][0].toInt(), 2);
    }

    void theSentenceNamesWhatIsMixedUpMost()
    {
        ConfusionView view;
        QVERIFY(view.sentence().contains("Space"));
        view.showClasses(kThree);
        view.showJudgement(three(), "pass 2");
        QCOMPARE(view.sentence(), "pass 2: 16 of 22 validation images right; most often square is taken for cross (4)");
        view.showJudgement(judged(3, {2, 0, 0, 1, 0, 0, 1, 0, 0}), "pass 2");
        QVERIFY(view.sentence().contains("names one class only"));
        view.showJudgement(judged(2, {2, 0, 0, 1}), "pass 2");
        QVERIFY(view.sentence().contains("nothing is mixed up"));
    }

    void aLongSentenceTakesTwoLinesAndTheMatrixBeginsBelow()
    {
        ConfusionView view;
        view.showClasses(kThree);
        view.showJudgement(three(), "pass 2");
        view.resize(1200, 240);
        const double wide = view.cellRect(0, 0).top();
        view.resize(420, 240);
        const double lines = (view.cellRect(0, 0).top() - wide) / QFontMetricsF(view.font()).height();
        QVERIFY2(lines > 0.8 && lines < 1.5, std::to_string(lines).c_str());
        QVERIFY(view.cellRect(2, 2).bottom() <= 240);
    }

    void fewerClassesThanBeforeLeaveNoCurrentCellOutside()
    {
        ConfusionView view;
        view.resize(600, 240);
        view.showJudgement(judged(10, std::vector<int>(100, 1)), "pass 2");
        for (int i = 0; i < 9; ++i) {
            QTest::keyClick(&view, Qt::Key_Down);
        }
        view.showJudgement(judged(2, {2, 0, 0, 1}), "pass 2");
        QCOMPARE(view.currentRow(), 1);
    }

    void metricsOfEachClassAndTheirMeansStandInTheTable()
    {
        MetricsView view;
        view.resize(1400, 204);
        view.showClasses(kThree);
        view.showJudgement(three(), "pass 2");
        QCOMPARE(view.row(1), QStringList({"cross", "5", "0.556", "1.000", "0.714", "0.882", "0.556"}));
        QCOMPARE(view.row(3)[0], "mean of classes");
        QCOMPARE(view.row(3)[4], QLocale().toString((16. / 18 + 10. / 14 + 6. / 12) / 3, 'f', 3));
        QCOMPARE(view.row(4)[2], QLocale().toString((10 * 1. + 5 * 5. / 9 + 7 * 3. / 5) / 22, 'f', 3));
        QVERIFY(view.sentence().contains("0.727 (0.52 … 0.87)"));
        QVERIFY(view.sentence().contains("always circle: 0.455"));
        auto* table = view.findChild<QTreeWidget*>();
        QCOMPARE(table->topLevelItemCount(), 5);
        QCOMPARE(table->topLevelItem(1)->text(2), "0.556");
    }

    void whatIsNotDefinedIsADash()
    {
        MetricsView view;
        view.showJudgement(judged(2, {3, 0, 2, 0}), "pass 2");
        QCOMPARE(view.row(1)[2], QStringLiteral("–")); // never named
        QCOMPARE(view.row(1)[3], "0.000");
    }

    void barsOfCalibrationAreAsHighAsItIsRight()
    {
        MetricsView view;
        view.resize(1400, 204);
        view.showJudgement(judged(2, {3, 1, 0, 4}, 0.75), "pass 2"); // 7 of 8 right, 75 % sure
        const UnitFigure& figure = view.plot(2).figure();
        QCOMPARE(figure.bars.size(), std::size_t(1));
        QCOMPARE(figure.bars[0].height, 0.875);
        QCOMPARE(figure.bars[0].to, 0.8);
        QVERIFY(figure.title.contains("0.125"));
        UnitFigure alone; // and they are drawn so
        alone.bars = {{0.25, 0.75, 0.5, 0.5, 0.5}};
        alone.diagonal = false;
        const QImage image = renderFigure(FigureSize::ofPixels(200, 200), [&](QPainter& painter, const QRectF& area) {
            paintUnit(painter, area, alone);
        });
        QColor fill = trainingColour();
        fill = QColor::fromRgbF(float(0.6 * fill.redF() + 0.4), float(0.6 * fill.greenF() + 0.4),
                                float(0.6 * fill.blueF() + 0.4));
        const double painted = count(image, image.rect(), fill, 12);
        alone.bars[0].height = alone.bars[0].low = alone.bars[0].high = 1;
        const QImage full = renderFigure(FigureSize::ofPixels(200, 200), [&](QPainter& painter, const QRectF& area) {
            paintUnit(painter, area, alone);
        });
        QVERIFY(std::abs(painted / count(full, full.rect(), fill, 12) - 0.5) < 0.03);
    }

    void allIsShownWhereThereIsRoomElseOneAfterTheOther()
    {
        MetricsView view;
        view.showJudgement(three(), "pass 2");
        view.resize(1400, 204);
        view.show();
        auto* pages = view.findChild<Segments*>();
        QVERIFY(view.plot(0).isVisible() && view.plot(2).isVisible() && !pages->isVisible());
        view.resize(500, 240);
        QVERIFY(!view.plot(0).isVisible() && pages->isVisible());
        QVERIFY(view.findChild<QTreeWidget*>()->isVisible());
        pages->findChildren<QToolButton*>()[2]->click();
        QVERIFY(view.plot(1).isVisible() && !view.plot(0).isVisible());
        QVERIFY(!view.findChild<QTreeWidget*>()->isVisible());
    }

    void ofManyClassesTheChosenOneIsDrawnStrongly()
    {
        MetricsView view;
        std::vector<int> counts(36, 1);
        view.showJudgement(judged(6, counts), "pass 2");
        auto* table = view.findChild<QTreeWidget*>();
        table->setCurrentItem(table->topLevelItem(4));
        const auto& curves = view.plot(0).figure().curves;
        QCOMPARE(curves.size(), std::size_t(6));
        for (std::size_t c = 0; c < curves.size(); ++c) {
            QCOMPARE(curves[c].faint, c != 4);
        }
    }
};

QTEST_MAIN(DrawerTest)
#include "tst_drawer.moc"
