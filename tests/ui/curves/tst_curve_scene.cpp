// Which runs a tab of the curves shows: pixels and cells never share an axis, rewards are only those of runs that have them,
// gradients are the present run's.
#include "ui/curves/curve_scene.h"

#include <QTest>

using namespace fovea;

namespace {

enum Number
{
    Map,
    OtherMap,
    Glimpses,
    Draw,
};

CurveScene sceneOf(int present)
{
    CurveScene scene;
    scene.present = present;
    for (const auto& [number, mechanism] :
         {std::pair{Map, "none"}, {OtherMap, "none"}, {Glimpses, "glimpses"}, {Draw, "draw"}}) {
        RunHead head;
        head.number = number;
        head.config.look.mechanism = mechanism;
        scene.runs.insert_or_assign(number, RunCurves(head));
    }
    return scene;
}

std::set<int> shownIn(const CurveScene& scene, CurveTab tab)
{
    std::set<int> shown;
    for (int number = -1; number < 5; ++number) {
        if (scene.shown(tab, number)) {
            shown.insert(number);
        }
    }
    return shown;
}

const std::set<int> kAll{Map, OtherMap, Glimpses, Draw};

} // namespace

class TestCurveScene : public QObject
{
    Q_OBJECT

private slots:
    void aTabShowsTheRunsThatShareItsAxis()
    {
        for (const int present : kAll) {
            const CurveScene scene = sceneOf(present);
            QCOMPARE(shownIn(scene, CurveTab::Accuracy), kAll);
            QCOMPARE(shownIn(scene, CurveTab::Loss), kAll);
            const bool gazes = present == Glimpses || present == Draw;
            QCOMPARE(scene.gazes(), gazes);
            QCOMPARE(shownIn(scene, CurveTab::Attention),
                     gazes ? (std::set<int>{Glimpses, Draw}) : (std::set<int>{Map, OtherMap}));
            QCOMPARE(shownIn(scene, CurveTab::Reward), std::set<int>{Glimpses}); // draw learns from no reward
            QCOMPARE(shownIn(scene, CurveTab::Gradient), std::set<int>{present});
        }
    }

    void whoeverIsHiddenIsNowhere()
    {
        CurveScene scene = sceneOf(Glimpses);
        scene.setHidden(Glimpses, true);
        for (const CurveTab tab :
             {CurveTab::Accuracy, CurveTab::Loss, CurveTab::Attention, CurveTab::Reward, CurveTab::Gradient}) {
            QVERIFY(!scene.shown(tab, Glimpses));
        }
        QVERIFY(scene.shown(CurveTab::Accuracy, Map) && scene.shown(CurveTab::Attention, Draw));
        scene.setHidden(Glimpses, false);
        QVERIFY(scene.shown(CurveTab::Gradient, Glimpses));
    }

    void rewardsAreThereWithAnyRunThatHasThem()
    {
        CurveScene scene = sceneOf(Map);
        QVERIFY(scene.rewards());
        scene.remove(Glimpses);
        QVERIFY(!scene.rewards());
    }
};

QTEST_GUILESS_MAIN(TestCurveScene)
#include "tst_curve_scene.moc"
