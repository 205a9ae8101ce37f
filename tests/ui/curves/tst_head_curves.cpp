// Curves of single heads: every head is drawn beside the map as a whole, one can take its place, and pointing names them.
#include "ui/curves/curve_reading.h"
#include "ui/curves/curve_words.h"
#include "ui/curves/curves_view.h"
#include "ui/curves/heads_box.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

#include <qcustomplot.h>

#include <cmath>
#include <memory>

using namespace fovea;

namespace {

RunHead headOf(bool learnedMap, int number = 0)
{
    RunHead head;
    head.number = number;
    head.name = QStringLiteral("pair");
    head.places = 64;
    head.learnedMap = learnedMap;
    head.hitChance = head.massChance = 0.06;
    head.config.train.epochs = 10;
    return head;
}

/// Two blocks of two heads: head h of block b is spread over 2 (2 b + h) + 2 cells.
EpochRecord pass(int number)
{
    EpochRecord record;
    record.epoch = number;
    record.valAccuracy = 0.5;
    record.attentionEntropy = std::log(64.0);
    record.evidenceMass = record.pointing = 0.06;
    for (int i = 0; i < 4; ++i) {
        HeadResult mean;
        mean.entropy = std::log(2.0 * i + 2);
        mean.evidence = {0.2 + 0.1 * i, 0.2, 0.1 + 0.1 * i};
        record.heads.push_back({{"mix." + std::to_string(i / 2), i % 2}, mean});
    }
    return record;
}

std::unique_ptr<CurvesView> viewOf(bool learnedMap, int passes = 3)
{
    auto view = std::make_unique<CurvesView>();
    view->resize(436, 296);
    view->beginRun(headOf(learnedMap));
    for (int i = 1; i <= passes; ++i) {
        view->append(0, {}, {pass(i)});
    }
    view->show();
    static_cast<void>(QTest::qWaitForWindowExposed(view.get()));
    view->findChild<QTabBar*>()->setCurrentIndex(1); // attention
    return view;
}

HeadsBox& boxOf(CurvesView& view)
{
    return *view.findChild<HeadsBox*>();
}

} // namespace

class TestHeadCurves : public QObject
{
    Q_OBJECT

private slots:
    void eachHeadHasItsNumbers()
    {
        RunCurves run(headOf(false));
        run.add(pass(1));
        run.add(pass(2));
        QCOMPARE(run.heads().size(), std::size_t(4));
        for (int head = 0; head < 4; ++head) {
            const auto value = [&](CurveKind kind) {
                const CurvePoints points = run.points({CurveTab::Attention, kind, head}, Across::Passes);
                return points.y.size() == 2 ? points.y[1] : -1;
            };
            QVERIFY(std::abs(value(CurveKind::HeadSpread) - (2 * head + 2)) < 1e-9);
            QVERIFY(std::abs(value(CurveKind::HeadHit) - (0.2 + 0.1 * head)) < 1e-9);
            QVERIFY(std::abs(value(CurveKind::HeadMass) - (0.1 + 0.1 * head)) < 1e-9);
        }
        run.clear();
        QVERIFY(run.heads().empty());
    }

    void oneHeadTakesThePlaceOfTheMapAsAWhole()
    {
        RunCurves run(headOf(false));
        run.add(pass(1));
        const auto spread = [&] {
            return run.points({CurveTab::Attention, CurveKind::Spread}, Across::Passes).y.back();
        };
        QVERIFY(std::abs(spread() - 64) < 1e-9);
        const int before = run.version();
        run.showHead(HeadName{"mix.1", 0});
        QVERIFY(std::abs(spread() - 6) < 1e-9);
        QVERIFY(run.version() > before); // what was drawn counts no more
        QVERIFY(run.points({CurveTab::Attention, CurveKind::SpreadLook}, Across::Passes).y.empty());
        run.showHead(HeadName{"mix.7", 0}); // none such here
        QVERIFY(std::abs(spread() - 64) < 1e-9);
    }

    void allHeadsComeFirstWhereTheMapAsAWholeIsUniform()
    {
        const auto uniform = viewOf(false);
        QTRY_VERIFY(boxOf(*uniform).isVisible());
        QCOMPARE(boxOf(*uniform).currentText(), QString("all heads"));
        QCOMPARE(boxOf(*uniform).count(), 6);
        QCOMPARE(boxOf(*uniform).itemText(4), QString("block 2, head 1"));
        const auto learned = viewOf(true);
        QTRY_VERIFY(boxOf(*learned).isVisible());
        QCOMPARE(boxOf(*learned).currentText(), QString("map as a whole"));
        learned->findChild<QTabBar*>()->setCurrentIndex(0);
        QTRY_VERIFY(!boxOf(*learned).isVisible()); // accuracy has no heads
    }

    void everyHeadIsALineAndPointingNamesThem()
    {
        CurveScene scene;
        scene.present = 0;
        scene.runs.insert_or_assign(0, RunCurves(headOf(false)));
        for (int i = 1; i <= 2; ++i) {
            scene.run(0)->add(pass(i));
        }
        CurveChoices choices;
        QCOMPARE(curvesOf(CurveTab::Attention, *scene.presentRun(), choices).size(), std::size_t(6));
        choices.heads.all = true;
        QCOMPARE(curvesOf(CurveTab::Attention, *scene.presentRun(), choices).size(), std::size_t(6 + 4 * 3));
        CurvePlot plot;
        CurveSheet sheet(CurveTab::Attention, &plot);
        const auto reading = readingAt(2, sheet, scene, choices);
        QVERIFY(reading.has_value());
        for (const char* words :
             {"map as a whole cells 64 weight 0.060 hit 0.060", "block 1, head 1 cells 2.0 weight 0.100 hit 0.200",
              "block 2, head 2 cells 8.0 weight 0.400 hit 0.500"}) {
            QVERIFY2(reading->plainText.contains(words), qPrintable(reading->plainText));
        }
        sheet.setHidden({CurveTab::Attention, CurveKind::Hit}, true); // hides those of heads too
        QVERIFY(!readingAt(2, sheet, scene, choices)->plainText.contains("hit"));
    }

    void aChosenHeadIsReadInTheNumbersBelow()
    {
        const auto view = viewOf(false);
        QTRY_VERIFY(boxOf(*view).isVisible());
        QTRY_VERIFY2(view->readout().contains("64"), qPrintable(view->readout()));
        boxOf(*view).setCurrentIndex(3); // block 1, head 2
        emit boxOf(*view).activated(3);
        QTRY_VERIFY2(view->readout().contains("over 4.0 / 4.0 / 4.0 of 64 cells"), qPrintable(view->readout()));
        view->append(0, {}, {pass(4)});
        QTest::qWait(0);
        QCOMPARE(boxOf(*view).currentText(), QString("block 1, head 2")); // what was chosen stays
    }

    void aRunWithoutHeadsHasNoChoiceOfThem()
    {
        const auto view = viewOf(false);
        QTRY_VERIFY(boxOf(*view).isVisible());
        view->beginRun(headOf(true, 1));
        EpochRecord plain = pass(1);
        plain.heads.clear();
        view->append(1, {}, {plain});
        QTRY_VERIFY(!boxOf(*view).isVisible());
    }
};

QTEST_MAIN(TestHeadCurves)
#include "tst_head_curves.moc"
