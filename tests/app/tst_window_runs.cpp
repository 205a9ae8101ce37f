// Runs in the whole window: the table follows, deletion is undone with all records, settings are loaded, seeds repeated.
#include "tests/support/shown_bench.h"
#include "ui/curves/curves_view.h"
#include "ui/drawer/drawer.h"
#include "ui/drawer/runs_view.h"
#include "ui/experiment_panel.h"

#include <QAction>
#include <QTest>
#include <QTreeWidget>

using namespace fovea;

class WindowRunsTest : public QObject
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
        runs_ = bench_->window.drawer()->runs();
        tree_ = runs_->findChild<QTreeWidget*>();
    }
    void cleanup() { bench_.reset(); }

    void theTableFollowsTheRun()
    {
        QTRY_COMPARE(tree_->topLevelItemCount(), 1);
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        const double accuracy = bench_->session.run()->history.back().valAccuracy;
        QTRY_COMPARE(tree_->topLevelItem(0)->text(1), "3");
        QTRY_COMPARE(tree_->topLevelItem(0)->text(2), resultText(accuracy, kUndefined, 3));
    }

    void aDeletedRunComesBackWithItsCurves()
    {
        trainTwo();
        QTRY_COMPARE(tree_->topLevelItemCount(), 2);
        runs_->select({0});
        emit runs_->deleteAsked({0});
        QTRY_COMPARE(tree_->topLevelItemCount(), 1);
        bench_->window.action(Key::Undo)->trigger();
        QTRY_COMPARE(tree_->topLevelItemCount(), 2);
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(tree_->topLevelItem(i)->text(1), "3");
            QVERIFY(tree_->topLevelItem(i)->text(2) != QStringLiteral("–"));
        }
        emit runs_->deleteAsked({1}); // the present one stays
        QTest::qWait(0);
        bench_->window.drawer()->tabs()->toggle();
        bench_->window.drawer()->tabs()->toggle();
        QTRY_COMPARE(tree_->topLevelItemCount(), 2);
    }

    void settingsAreLoadedAndTakenBack()
    {
        trainTwo();
        QCOMPARE(bench_->session.wanted().attention.mechanism, "none");
        emit runs_->settingsAsked(0);
        QCOMPARE(bench_->session.wanted(), smallNeedle());
        bench_->window.action(Key::Undo)->trigger();
        QCOMPARE(bench_->session.wanted().attention.mechanism, "none");
    }

    void runsOnOtherDataStepAsideAndComeBack()
    {
        const CurvesView* curves = bench_->window.curves();
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        const auto train = [&](const char* set) {
            Config config = bench_->session.wanted();
            config.data.set = set;
            bench_->session.want(config);
            bench_->session.startNewRun();
            return await(*bench_, RunState::Running) && await(*bench_, RunState::Over);
        };
        QVERIFY(train("digits"));
        QVERIFY(!curves->isRunShown(0) && curves->isRunShown(1));
        QVERIFY(train("needle"));
        QVERIFY(curves->isRunShown(0) && !curves->isRunShown(1) && curves->isRunShown(2));
    }

    void hidingAndRenamingReachTheCurvesAndComeBack()
    {
        trainTwo();
        emit runs_->showAsked({0}, false);
        QVERIFY(!bench_->window.curves()->isRunShown(0));
        emit runs_->renamed(0, "soft");
        QTRY_VERIFY(!tree_->findItems("soft", Qt::MatchExactly).isEmpty());
        emit bench_->window.curves()->renamed(1, "none at all"); // in the legend
        QTRY_VERIFY(!tree_->findItems("none at all", Qt::MatchExactly).isEmpty());
        bench_->window.action(Key::Undo)->trigger();
        QTRY_VERIFY(tree_->findItems("soft", Qt::MatchExactly).isEmpty());
        emit runs_->showAsked({0}, true);
        QVERIFY(bench_->window.curves()->isRunShown(0));
    }

    void fiveSeedsAreTrainedInTurnAndTheSettingsComeBack()
    {
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        emit runs_->repeatAsked(0);
        QTRY_COMPARE_WITH_TIMEOUT(tree_->topLevelItemCount() == 1 ? tree_->topLevelItem(0)->childCount() : 0, 5,
                                  60'000);
        QTRY_VERIFY_WITH_TIMEOUT(tree_->topLevelItem(0)->text(0).startsWith("5 seeds"), 60'000);
        QTRY_COMPARE(bench_->session.wanted(), smallNeedle()); // as it was
        QVERIFY(tree_->topLevelItem(0)->text(2).contains(QStringLiteral("±")));
        Practice practice; // the runs are those that one would train alone
        Config last = smallNeedle();
        last.seed = 4;
        const double expected = practice.trained(last).history.back().valAccuracy;
        bool found = false;
        for (int i = 0; i < 5; ++i) {
            const QTreeWidgetItem* item = tree_->topLevelItem(0)->child(i);
            found = found || (item->text(0).contains("seed 4") && item->text(2) == resultText(expected, kUndefined, 3));
        }
        QVERIFY(found);
    }

    void whoChangesASettingEndsTheRepeating()
    {
        emit runs_->repeatAsked(0);
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.begun(); }, 10'000));
        Config config = smallNeedle();
        config.seed = 77;
        bench_->session.want(config);
        QVERIFY(await(*bench_, RunState::Over));
        QTest::qWait(300); // nothing follows
        QCOMPARE(bench_->session.state(), RunState::Over);
        QCOMPARE(bench_->session.wanted().seed, std::uint64_t(77));
    }

private:
    /// The small needle, and the same without attention.
    void trainTwo()
    {
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        Config config = smallNeedle();
        config.attention = {};
        config.attention.mechanism = "none";
        emit bench_->window.form()->edited(config);
        bench_->session.startNewRun();
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.runConfig()->attention.mechanism == "none"; }, 20'000));
        QVERIFY(await(*bench_, RunState::Over));
    }

    std::unique_ptr<Bench> bench_;
    RunsView* runs_ = nullptr;
    QTreeWidget* tree_ = nullptr;
};

QTEST_MAIN(WindowRunsTest)
#include "tst_window_runs.moc"
