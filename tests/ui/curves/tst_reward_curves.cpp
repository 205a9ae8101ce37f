// Curves of looks that learn from reward: their tab is there only with them, and every line is the number it is called.
#include "ui/curves/curve_note.h"
#include "ui/curves/curve_reading.h"
#include "ui/curves/curve_words.h"
#include "ui/curves/curves_view.h"

#include <QLabel>
#include <QTabBar>
#include <QTest>

#include <cmath>
#include <memory>

using namespace fovea;

namespace {

RunHead headOf(const char* mechanism, int number = 0, double gazeChance = 15.6)
{
    RunHead head;
    head.number = number;
    head.name = QStringLiteral("%1: %2").arg(number + 1).arg(mechanism);
    head.config.look.mechanism = mechanism;
    head.config.train.epochs = 10;
    head.gazeChance = gazeChance;
    head.chance = 0.1;
    return head;
}

StepRecord step(long number)
{
    StepRecord record;
    record.step = number;
    record.epoch = static_cast<double>(number) / 10;
    record.loss = 1;
    record.reward = 0.1 * static_cast<double>(number % 10);
    record.promised = 0.05;
    return record;
}

EpochRecord pass(int number)
{
    EpochRecord record;
    record.epoch = number;
    record.valAccuracy = 0.5;
    record.valLoss = 1;
    record.gaze = GazeRecord{0.7, 0.6, {12, 8, 4}, {0.08, 0.04, 0.02, 0.01}};
    return record;
}

QStringList tabsOf(CurvesView& view)
{
    QStringList names;
    const QTabBar& tabs = *view.findChild<QTabBar*>();
    for (int i = 0; i < tabs.count(); ++i) {
        names << tabs.tabText(i);
    }
    return names;
}

CurveScene sceneOf(const RunHead& head)
{
    CurveScene scene;
    scene.present = head.number;
    scene.runs.insert_or_assign(head.number, RunCurves(head));
    for (int i = 1; i <= 2; ++i) {
        scene.run(head.number)->add(pass(i));
    }
    return scene;
}

} // namespace

class TestRewardCurves : public QObject
{
    Q_OBJECT

private slots:
    void theTabIsThereOnlyWithARunThatLearnsFromReward()
    {
        CurvesView view;
        view.beginRun(headOf("none"));
        QCOMPARE(tabsOf(view), (QStringList{"accuracy", "attention"}));
        view.beginRun(headOf("glimpses", 1));
        QCOMPARE(tabsOf(view), (QStringList{"accuracy", "attention", "reward"}));
        view.beginRun(headOf("draw", 2));
        QVERIFY(tabsOf(view).contains("reward")); // the earlier run is still there
        view.removeRun(1);
        QCOMPARE(tabsOf(view), (QStringList{"accuracy", "attention"}));
        view.setFull(true);
        QCOMPARE(tabsOf(view), (QStringList{"accuracy", "loss", "attention", "gradient"}));
    }

    void linesAreTheNumbersTheyAreCalled()
    {
        RunCurves run(headOf("glimpses"));
        for (int i = 1; i <= 10; ++i) {
            run.add(step(i));
        }
        run.add(pass(1));
        const auto last = [&](CurveTab tab, CurveKind kind, int parameter = -1) {
            const CurvePoints points = run.points({tab, kind, parameter}, Across::Passes);
            return points.y.empty() ? kUndefined : points.y.back();
        };
        QCOMPARE(last(CurveTab::Reward, CurveKind::Reward), 0.7);
        QCOMPARE(last(CurveTab::Reward, CurveKind::Promised), 0.6);
        QCOMPARE(last(CurveTab::Attention, CurveKind::Distance), 8.0); // the mean over the looks
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(last(CurveTab::Reward, CurveKind::Variance, i), 0.08 / (1 << i));
        }
        const CurvePoints batches = run.points({CurveTab::Reward, CurveKind::RewardBatch}, Across::Batches);
        QCOMPARE(batches.y.size(), std::size_t(10));
        QCOMPARE(batches.y[2], 0.1 * 3); // as they were, not the pass' mean
        QCOMPARE(run.points({CurveTab::Reward, CurveKind::PromisedBatch}, Across::Batches).y[2], 0.05);
    }

    void distanceHasTheTabOfAttentionToItself()
    {
        const CurveScene scene = sceneOf(headOf("glimpses"));
        const auto ids = curvesOf(CurveTab::Attention, *scene.presentRun(), {});
        QCOMPARE(ids.size(), std::size_t(1));
        QVERIFY(ids[0].kind == CurveKind::Distance);
        CurvePlot plot;
        CurveSheet sheet(CurveTab::Attention, &plot);
        QVERIFY2(readingAt(2, sheet, scene, {})->plainText.contains("distance to object 8.0"),
                 qPrintable(readingAt(2, sheet, scene, {})->plainText));
        CurveScene both = scene;
        RunHead mapped = headOf("none", 1);
        mapped.places = 64;
        both.runs.insert_or_assign(1, RunCurves(mapped));
        QVERIFY(both.shown(CurveTab::Attention, 0) && !both.shown(CurveTab::Attention, 1)); // pixels are no cells
        both.present = 1;
        QVERIFY(!both.shown(CurveTab::Attention, 0) && both.shown(CurveTab::Attention, 1));
        QVERIFY(both.shown(CurveTab::Reward, 0) && !both.shown(CurveTab::Reward, 1));
    }

    void rewardsAreReadWithTheirNames()
    {
        const CurveScene scene = sceneOf(headOf("glimpses"));
        CurvePlot plot;
        CurveSheet sheet(CurveTab::Reward, &plot);
        const QString text = readingAt(1, sheet, scene, {})->plainText;
        for (const char* words :
             {"reward 0.700", "expected reward 0.600", "noise: nothing 0.08", "noise: the other tries 0.01"}) {
            QVERIFY2(text.contains(words), qPrintable(text));
        }
        QVERIFY(curveNote(sheet, scene, {}).contains("each baseline"));
    }

    void whereNobodyKnowsTheObjectThatIsSaid()
    {
        auto view = std::make_unique<CurvesView>();
        view->resize(500, 320);
        view->beginRun(headOf("glimpses", 0, kUndefined));
        view->append(0, {step(1)}, {});
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        view->findChild<QTabBar*>()->setCurrentIndex(1);
        const auto says = [&](const QString& words) {
            for (const QLabel* label : view->findChildren<QLabel*>()) {
                if (label->isVisible() && label->text().contains(words)) {
                    return true;
                }
            }
            return false;
        };
        QTRY_VERIFY(says("Nobody knows where the object lies"));
        view->findChild<QTabBar*>()->setCurrentIndex(2);
        QTRY_VERIFY(!says("Nobody knows"));
    }

    void rewardAndNoiseAreDrawn()
    {
        for (const bool dark : {false, true}) {
            CurvesView view;
            view.resize(560, 340);
            if (dark) {
                view.setPalette(QPalette(QColor(40, 40, 40)));
            }
            view.beginRun(headOf("glimpses"));
            std::vector<StepRecord> steps;
            for (int i = 1; i <= 30; ++i) {
                steps.push_back(step(i));
            }
            view.append(0, steps, {pass(1), pass(2), pass(3)});
            view.show();
            QVERIFY(QTest::qWaitForWindowExposed(&view));
            view.findChild<QTabBar*>()->setCurrentIndex(2);
            QTRY_VERIFY2(view.readout().contains("reward 0.700 / 0.700 / 0.700"), qPrintable(view.readout()));
            QTRY_VERIFY(view.framesDrawn() > 0);
        }
    }
};

QTEST_MAIN(TestRewardCurves)
#include "tst_reward_curves.moc"
