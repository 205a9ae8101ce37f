// Looks in the whole window: what the network looked at is seen by itself, in every mechanism, and what takes long is measured
// by another thread when somebody looks at it.
#include "app/window_command.h"
#include "tests/support/small_run.h"
#include "ui/curves/curves_view.h"
#include "ui/views/gallery_view.h"
#include "ui/views/gaze_cloud.h"
#include "ui/views/inspector_view.h"
#include "ui/views/picture_canvas.h"
#include "ui/views/reward_view.h"
#include "ui/views/tile_grid.h"
#include "ui/window/switch_strip.h"

#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace fovea;

namespace {

Config looking(const char* mechanism)
{
    Config config = smallNeedle();
    config.data.set = "clutter";
    config.data.pixels = "unit";
    config.data.samples = 64;
    config.look.mechanism = mechanism;
    config.look.glimpses = 3;
    config.look.size = std::string_view(mechanism) == "transformer" ? 16 : 8;
    config.look.hidden = 16;
    config.look.testRollouts = 2;
    config.model.trunk = "conv 4, pool";
    config.train.epochs = 1;
    return config;
}

struct Shown
{
    explicit Shown(const char* mechanism) : bench(1, looking(mechanism))
    {
        bench.window.resize(1024, 768);
        bench.window.show();
        static_cast<void>(QTest::qWaitForWindowExposed(&bench.window));
    }
    InspectorView& inspector() { return *bench.window.inspector(); }
    QToolButton* button(const QString& name)
    {
        for (QToolButton* one : bench.window.findChildren<QToolButton*>()) {
            if (one->accessibleName() == name) {
                return one;
            }
        }
        return nullptr;
    }
    bool await(RunState state)
    {
        return QTest::qWaitFor([&] { return bench.session.state() == state; }, 30'000);
    }

    Bench bench;
};

} // namespace

class GlimpseWindowTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dressApplication(); }

    void everyMechanismShowsItsLooksLargeAndSmall_data()
    {
        QTest::addColumn<QString>("mechanism");
        for (const char* mechanism : {"glimpses", "gumbel", "draw", "transformer"}) {
            QTest::newRow(mechanism) << mechanism;
        }
    }
    void everyMechanismShowsItsLooksLargeAndSmall()
    {
        QFETCH(QString, mechanism);
        Shown shown(qPrintable(mechanism));
        QVERIFY(shown.await(RunState::Paused));
        QVERIFY(QTest::qWaitFor([&] { return shown.inspector().page() == InspectorPage::Glimpses; }, 10'000));
        const PictureCanvas& canvas = *shown.inspector().findChildren<PictureCanvas*>()[0];
        QCOMPARE(canvas.glimpses().size(), std::size_t(mechanism == "transformer" ? 1 : 3));
        QCOMPARE(QString::fromStdString(canvas.marks().look.mechanism), mechanism);
        const TileGrid& tiles = *shown.bench.window.gallery()->findChild<TileGrid*>();
        QVERIFY(QTest::qWaitFor([&] { return !tiles.tiles().empty() && tiles.tiles().front().framed(); }, 10'000));
        QVERIFY(!tiles.scale()); // frames, no map
    }

    void gazesAndNoiseAreMeasuredWhenTheyAreLookedAt()
    {
        Shown shown("glimpses");
        QVERIFY(shown.await(RunState::Paused));
        QVERIFY(QTest::qWaitFor([&] { return shown.inspector().page() == InspectorPage::Glimpses; }, 10'000));
        const GazeCloud& cloud = *shown.inspector().findChild<GazeCloud*>();
        QCOMPARE(cloud.frames(), 0);
        shown.button("Inspector: gazes")->click();
        QVERIFY(QTest::qWaitFor([&] { return cloud.frames() == 4; }, 20'000)); // three looks, and random ones
        const RewardView& reward = *shown.inspector().findChild<RewardView*>();
        QVERIFY(!reward.isMeasured());
        shown.button("Inspector: reward")->click();
        QVERIFY(QTest::qWaitFor([&] { return reward.isMeasured(); }, 20'000));
        QVERIFY2(reward.sentence().contains("before the first batch"), qPrintable(reward.sentence()));
    }

    void theSwitchSaysWhoCouldHaveChosenAndTheTestToo()
    {
        Shown shown("glimpses");
        QVERIFY(shown.await(RunState::Paused));
        shown.bench.window.action(Key::Pass)->trigger();
        QVERIFY(QTest::qWaitFor([&] { return shown.bench.session.begun(); }, 20'000));
        QVERIFY(shown.await(RunState::Over));
        const SwitchStrip& strip = *shown.bench.window.switchStrip();
        shown.bench.window.action(Key::Switch)->trigger();
        QVERIFY(QTest::qWaitFor([&] { return strip.text().contains("the object itself"); }, 20'000));
        QVERIFY2(strip.text().contains("anywhere"), qPrintable(strip.text()));
        for (QToolButton* one : shown.bench.window.findChildren<QToolButton*>()) {
            if (one->accessibleName().startsWith("attention in view: ")) {
                QVERIFY(!one->isEnabled()); // there is no map to replace
            }
        }
        emit shown.bench.window.switchStrip()->testAsked();
        QVERIFY(QTest::qWaitFor([&] { return strip.text().contains("opened once; who chooses"); }, 20'000));
        QVERIFY(shown.bench.window.curves()->findChild<QTabBar*>()->count() == 3); // with a tab of rewards
    }
};

QTEST_MAIN(GlimpseWindowTest)
#include "tst_glimpse_window.moc"
