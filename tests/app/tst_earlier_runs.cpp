// An earlier run comes into view again: its pictures, maps, counts, words and figures, of its own network and its own settings;
// and the window comes back to the newest run.
#include "app/export_desk.h"
#include "app/look_back.h"
#include "tests/support/answered_by.h"
#include "tests/support/shown_bench.h"
#include "ui/drawer/confusion_view.h"
#include "ui/drawer/drawer.h"
#include "ui/drawer/network_view.h"
#include "ui/drawer/runs_view.h"
#include "ui/experiment_panel.h"
#include "ui/window/switch_strip.h"
#include "ui/window/timeline_bar.h"

#include <QAction>
#include <QLabel>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace fovea;

namespace {

/// Another network on other pictures.
Config second()
{
    Config config = smallNeedle();
    config.attention.mechanism = "none";
    config.data.samples = 60;
    config.train.epochs = 2;
    return config;
}

} // namespace

class EarlierRunsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dressApplication(); }
    void init()
    {
        bench_ = shownBench();
        QVERIFY(bench_);
        bench_->session.setSpeed(RunSpeed::Full);
        bench_->window.drawer()->tabs()->open(DrawerPage::Runs);
        connect(&bench_->watch, &Watch::samplesShown, this, [this](const auto& samples) { shown_ = samples; });
        connect(&bench_->watch, &Watch::sceneChanged, this, [this](const Scene& scene) { moment_ = scene.moment; });
        connect(&bench_->watch, &Watch::judged, this, [this](const auto& judgement) { judged_ = judgement; });
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        first_ = snapshotOf(*bench_->session.run());
        firstAccuracy_ = bench_->session.run()->history.back().valAccuracy;
        QVERIFY(trainAnother());
        slider_ = bench_->window.timeline()->findChild<QSlider*>();
    }
    void cleanup()
    {
        bench_.reset();
        shown_.clear();
        first_.reset();
        judged_.reset();
    }

    void picturesMapsAndCountsAreThoseOfTheEarlierRunAndComeBack()
    {
        Practice practice;
        const SnapshotPtr now = snapshotOf(*bench_->session.run());
        const double nowAccuracy = bench_->session.run()->history.back().valAccuracy;
        QTRY_VERIFY(answeredBy(shown_, *now, practice));
        emit runs()->viewAsked(0);
        QTRY_VERIFY(answeredBy(shown_, *first_, practice));
        QCOMPARE(moment_, "run 1, pass 3.00");
        bench_->window.drawer()->tabs()->open(DrawerPage::Confusion);
        QTRY_VERIFY(judged_ && judged_->scores.accuracy == firstAccuracy_);
        QTRY_VERIFY(confusionText().contains("run 1"));
        slider_->setValue(1); // its own moments
        Run then = practice.start(smallNeedle());
        practice.advance(then, 4);
        QTRY_VERIFY(answeredBy(shown_, *snapshotOf(then), practice));

        bench_->window.action(Key::Now)->trigger();
        QTRY_VERIFY(answeredBy(shown_, *now, practice));
        QTRY_VERIFY(judged_ && judged_->scores.accuracy == nowAccuracy);
        QCOMPARE(moment_, "pass 2.00");
        QVERIFY(!confusionText().contains("run 1"));
    }

    void theWindowSaysWhichRunIsInView()
    {
        QVERIFY(!sentence().contains("Earlier"));
        emit runs()->viewAsked(0);
        const QString name = *bench_->wiring.nameOf(0);
        QVERIFY2(bench_->window.timeline()->sentence().contains(name),
                 qPrintable(bench_->window.timeline()->sentence()));
        QVERIFY2(sentence().startsWith("Earlier run " + name), qPrintable(sentence()));
        QVERIFY(sentence().contains("After pass 3"));
        bench_->window.action(Key::Now)->trigger();
        QCOMPARE(bench_->window.timeline()->sentence(), "now");
        QVERIFY(sentence().contains("fter pass 2") && !sentence().contains("Earlier"));
    }

    void networkSwitchAndFiguresAreItsOwn()
    {
        bench_->window.drawer()->tabs()->open(DrawerPage::Network);
        const auto* page = bench_->window.drawer()->network();
        const SwitchStrip* strip = bench_->window.switchStrip();
        const QString network = page->formulas(), rows = strip->text();
        emit runs()->viewAsked(0);
        QVERIFY(page->formulas() != network);
        QVERIFY(strip->text() != rows);
        auto* desk = bench_->window.findChild<ExportDesk*>();
        FrozenWindow frozen = desk->frozen();
        QCOMPARE(frozen.stories.back().head.number, 0);
        QCOMPARE(frozen.batches->size(), std::size_t(12));
        QCOMPARE(frozen.drawer.config.attention.mechanism, "soft");
        bench_->window.action(Key::Now)->trigger();
        QCOMPARE(page->formulas(), network);
        QCOMPARE(strip->text(), rows);
        frozen = desk->frozen();
        QCOMPARE(frozen.stories.back().head.number, 1);
        QCOMPARE(frozen.batches->size(), std::size_t(4));
        QCOMPARE(frozen.drawer.config.attention.mechanism, "none");
    }

    void trainingGoesOnBehindAndNowIsWhereItIsBy()
    {
        Config config = second();
        config.train.epochs = 100'000;
        config.train.schedule = "constant";
        bench_->session.setSpeed(RunSpeed::Demo);
        bench_->session.want(config);
        bench_->session.startNewRun();
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.runConfig()->train.epochs == 100'000; }, 20'000));
        QVERIFY(await(*bench_, RunState::Running));
        emit runs()->viewAsked(0);
        int looked = 0;
        connect(&bench_->watch, &Watch::looked, this, [&] { ++looked; });
        Practice practice;
        QTRY_VERIFY(answeredBy(shown_, *first_, practice));
        long measured = 0;
        connect(&bench_->session, &Session::measured, this, [&] { ++measured; });
        QTRY_VERIFY(measured > 3);
        QVERIFY(answeredBy(shown_, *first_, practice));
        QCOMPARE(looked, 0); // what is seen of one run is no record of another
        bench_->window.action(Key::Now)->trigger();
        QTRY_VERIFY(looked > 0);
        QVERIFY(!moment_.contains("run 1"));
    }

    void aRunBeginsAnewFromAnEarlierRun()
    {
        emit runs()->viewAsked(0);
        slider_->setValue(2);
        Practice practice;
        Run then = practice.start(smallNeedle());
        practice.advance(then, 8);
        QString name;
        connect(&bench_->session, &Session::runBegan, this, [&](const RunHead& head) { name = head.name; });
        emit bench_->window.timeline()->startAsked();
        QTRY_VERIFY(!name.isEmpty());
        QVERIFY2(name.contains("from run 1, pass 2.00"), qPrintable(name));
        QVERIFY(await(*bench_, RunState::Paused));
        QVERIFY(sameBits(bench_->session.run()->weights, then.weights));
        QCOMPARE(bench_->session.runConfig()->attention.mechanism, "soft");
        QCOMPARE(bench_->window.timeline()->sentence(), "now");
        emit runs()->viewAsked(1);
        QTRY_VERIFY(moment_.startsWith("run 2, pass 2.00"));
    }

    void aNewRunResetAndDeletionLeadBackToThePresentOne()
    {
        emit runs()->viewAsked(0);
        emit runs()->deleteAsked({0});
        QCOMPARE(bench_->window.timeline()->sentence(), "now");
        Practice practice;
        QTRY_VERIFY(answeredBy(shown_, *snapshotOf(*bench_->session.run()), practice));
        bench_->window.action(Key::Undo)->trigger();
        emit runs()->viewAsked(0); // it has come back with its weights
        QTRY_VERIFY(answeredBy(shown_, *first_, practice));
        bench_->session.reset();
        QVERIFY(await(*bench_, RunState::Paused));
        QCOMPARE(bench_->window.timeline()->sentence(), "now");
        QTRY_COMPARE(moment_, "before the first batch");
        emit runs()->viewAsked(0);
        QTRY_VERIFY(moment_.contains("run 1"));
        QVERIFY(trainAnother());
        QCOMPARE(bench_->window.timeline()->sentence(), "now");
        QTRY_COMPARE(moment_, "pass 2.00");
    }

    void ofAFileOnlyTheRunThatGoesOnHasWeights()
    {
        SessionContents contents;
        contents.wanted = smallNeedle();
        RecordedRun run;
        run.number = 0;
        run.name = "1: as it was";
        run.config = smallNeedle();
        contents.runs = {run};
        const auto opened = std::make_shared<OpenedSession>();
        opened->contents = contents;
        emit runs()->viewAsked(0);
        connect(&bench_->session, &Session::runRecalled, this, [this] { // an answer that comes late
            emit bench_->watch.looked(5, {2.0, 60.0, kUndefined, kUndefined, 4, 1});
        });
        bench_->session.open(opened);
        QVERIFY(await(*bench_, RunState::Paused));
        QVERIFY(bench_->wiring.nameOf(0) && bench_->wiring.nameOf(1) && !bench_->wiring.nameOf(5));
        auto* tree = runs()->findChild<QTreeWidget*>();
        QTRY_VERIFY(tree->topLevelItemCount() == 2 && tree->topLevelItem(0)->text(0).contains("as it was"));
        runs()->select({0});
        const auto* view = runs()->findChild<QToolButton*>();
        QCOMPARE(view->accessibleName(), "show this run");
        QVERIFY(!view->isEnabled());
        QVERIFY2(view->toolTip().contains("session's file"), qPrintable(view->toolTip()));
        emit runs()->viewAsked(0);
        QCOMPARE(bench_->window.timeline()->sentence(), "now");
    }

private:
    bool trainAnother()
    {
        const Config config = second();
        emit bench_->window.form()->edited(config);
        bench_->session.startNewRun();
        return QTest::qWaitFor(
                   [&] { return bench_->session.runConfig() == config && bench_->session.state() != RunState::Making; },
                   20'000) &&
               await(*bench_, RunState::Over);
    }

    RunsView* runs() const { return bench_->window.drawer()->runs(); }
    QString sentence() const { return labelNamed("what happens"); }
    QString confusionText() const { return bench_->window.drawer()->confusion()->sentence(); }
    QString labelNamed(const QString& name) const
    {
        for (const QLabel* label : bench_->window.findChildren<QLabel*>()) {
            if (label->accessibleName() == name) {
                return label->text();
            }
        }
        return {};
    }

    std::unique_ptr<Bench> bench_;
    std::vector<ShownSample> shown_;
    std::shared_ptr<const Judgement> judged_;
    SnapshotPtr first_;
    double firstAccuracy_ = 0;
    QString moment_;
    QSlider* slider_ = nullptr;
};

QTEST_MAIN(EarlierRunsTest)
#include "tst_earlier_runs.moc"
