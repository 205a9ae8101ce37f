// Step by step in the whole window: what is clicked beside the picture is followed, and the temperature asks anew.
#include "tests/support/shown_bench.h"
#include "ui/drawer/drawer.h"
#include "ui/drawer/steps_view.h"
#include "ui/views/inspector_view.h"
#include "ui/views/picture_canvas.h"

#include <QAction>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fovea;

class WindowStepsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dressApplication(); }
    void init()
    {
        Config config = smallNeedle();
        config.attention = {};
        config.attention.mechanism = "none";
        config.mix.mechanism = "global";
        config.mix.depth = 1;
        config.mix.heads = 2;
        show(config);
    }
    void cleanup()
    {
        bench_.reset();
        steps_.reset();
    }

    void aClickedPlaceAsks()
    {
        bench_->window.drawer()->tabs()->open(DrawerPage::Steps);
        QTRY_VERIFY(steps_);
        QVERIFY(view_->isVisible() && bench_->window.inspector()->isVisible());
        const std::string layer = steps_->asked.layer;
        QCOMPARE(layer, "mix.0");
        QCOMPARE(steps_->asked.query, Index(4 * 8 + 4)); // the middle, until somebody clicks
        emit bench_->window.inspector()->findChild<PictureCanvas*>()->picked(10);
        QTRY_COMPARE(steps_->asked.query, Index(10));
        QTRY_VERIFY2(view_->sentence().contains("row 2, column 3"), qPrintable(view_->sentence()));
        QCOMPARE(view_->steps(), steps_);
    }

    /// What stands under the query in the large picture is what the last step says.
    void theyAreTheNumbersOfTheMapBesideThem()
    {
        std::optional<ShownSample> shown;
        connect(&bench_->watch, &Watch::inspectedShown, this, [&](const ShownSample& sample) { shown = sample; });
        bench_->window.drawer()->tabs()->open(DrawerPage::Steps);
        QTRY_VERIFY(steps_);
        bench_->session.stepBatch();
        QTRY_VERIFY(shown && shown->answer && steps_->own != firstOwn());
        const auto map = std::ranges::find(shown->answer->maps, "mix.0", &MapOfSample::layer);
        const Real* const row = map->row(steps_->asked.head, steps_->asked.query);
        QTRY_COMPARE(steps_->own, std::vector<double>(row, row + map->weights.dim(2)));
        QVERIFY(view_->temperature() == 1);
        for (std::size_t n = 0; n < steps_->own.size(); ++n) {
            QVERIFY(std::abs(steps_->weights[n] - steps_->own[n]) < 2e-6);
        }
    }

    void softAttentionIsFollowedLikewise()
    {
        Config config = smallNeedle(); // one weight for each place, from a learned direction
        show(config);
        bench_->window.drawer()->tabs()->open(DrawerPage::Steps);
        QTRY_VERIFY(steps_);
        QCOMPARE(steps_->asked.layer, "pool");
        QCOMPARE(steps_->count(), Index(64));
        QTRY_VERIFY2(view_->sentence().contains("learned"), qPrintable(view_->sentence()));
    }

    void whereNothingIsScoredItSaysWhy_data()
    {
        QTest::addColumn<QString>("look");
        QTest::addColumn<QString>("gate");
        QTest::addColumn<QString>("word");
        QTest::newRow("mean pooling") << "none"
                                      << "none"
                                      << "by definition";
        QTest::newRow("drawn gazes") << "glimpses"
                                     << "none"
                                     << "gaze";
    }
    void whereNothingIsScoredItSaysWhy()
    {
        QFETCH(const QString, look);
        QFETCH(const QString, gate);
        QFETCH(const QString, word);
        Config config = smallNeedle();
        config.attention = {};
        config.attention.mechanism = "none";
        config.look.mechanism = look.toStdString();
        config.gate.mechanism = gate.toStdString();
        show(config);
        bench_->window.drawer()->tabs()->open(DrawerPage::Steps);
        QTRY_VERIFY2(view_->sentence().contains(word), qPrintable(view_->sentence()));
    }

    void replacedAttentionIsSaid()
    {
        show(smallNeedle());
        bench_->window.drawer()->tabs()->open(DrawerPage::Steps);
        QTRY_VERIFY(steps_);
        const std::vector<double> own = steps_->own;
        bench_->window.action(Key::Maps)->trigger(); // uniform in the learned map's place
        QTRY_VERIFY2(view_->sentence().contains("other weights"), qPrintable(view_->sentence()));
        QCOMPARE(steps_->own, own);
        bench_->window.action(Key::Maps)->trigger();
        bench_->window.action(Key::Maps)->trigger();
        QTRY_VERIFY2(!view_->sentence().contains("other weights"), qPrintable(view_->sentence()));
    }

    void theyAreThoseOfTheStateInView()
    {
        bench_->window.drawer()->tabs()->open(DrawerPage::Steps);
        bench_->session.setSpeed(RunSpeed::Full);
        bench_->session.toggle();
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.state() == RunState::Over; }, 20'000));
        Practice practice;
        const auto picture = pictureOf(bench_->session.run()->data->validation, 0);
        const auto expected = attentionSteps(snapshotOf(*bench_->session.run())->examined(), *picture, {"mix.0", 0, 36},
                                             bench_->session.run()->config.seed, practice.workspace.tape(0));
        QTRY_VERIFY(steps_ && steps_->weights == expected.weights);
    }

    void temperatureIsAskedForAndNothingIsWhileNobodyLooks()
    {
        QSignalSpy taken(&bench_->watch, &Watch::stepsTaken);
        bench_->session.stepBatch();
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.begun(); }, 20'000));
        QCOMPARE(taken.count(), 0);
        bench_->window.drawer()->tabs()->open(DrawerPage::Steps);
        QTRY_VERIFY(steps_);
        const double own = steps_->spread;
        view_->findChild<QSlider*>()->setValue(-20);
        QTRY_COMPARE(steps_->asked.temperature, 0.1);
        QVERIFY(steps_->spread < own);
        bench_->window.drawer()->tabs()->open({});
        taken.clear();
        view_->findChild<QSlider*>()->setValue(5);
        bench_->session.stepBatch();
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.run() && bench_->session.run()->step == 2; }, 20'000));
        bench_->watch.setMaps(MapOverride::Uniform); // is answered after a row of steps would be, which is more urgent
        QTRY_VERIFY(bench_->watch.ready());
        QCoreApplication::processEvents();
        QCOMPARE(taken.count(), 0);
    }

private:
    void show(const Config& config)
    {
        steps_.reset();
        first_.reset();
        bench_ = shownBench(config);
        QVERIFY(bench_);
        bench_->window.setFull(true);
        connect(&bench_->watch, &Watch::stepsTaken, this, [this](const std::shared_ptr<const AttentionSteps>& steps) {
            steps_ = steps;
            first_ = first_ ? first_ : steps;
        });
        view_ = bench_->window.drawer()->steps();
    }
    std::vector<double> firstOwn() const { return first_ ? first_->own : std::vector<double>(); }

    std::unique_ptr<Bench> bench_;
    StepsView* view_ = nullptr;
    std::shared_ptr<const AttentionSteps> steps_, first_; ///< as they came: the newest, the first
};

QTEST_MAIN(WindowStepsTest)
#include "tst_window_steps.moc"
