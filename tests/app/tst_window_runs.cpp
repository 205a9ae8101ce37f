// Runs in the whole window: the table follows, deletion is undone with all records, settings are loaded, seeds repeated.
#include "app/repeat.h"
#include "tests/support/shown_bench.h"
#include "ui/curves/curves_view.h"
#include "ui/drawer/drawer.h"
#include "ui/drawer/runs_view.h"
#include "ui/experiment_panel.h"
#include "ui/form/waiting_bar.h"

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
        Config another = smallNeedle();
        another.train.batchSize = 16;
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        emit runs_->repeatAsked(0);
        QTRY_COMPARE_WITH_TIMEOUT(tree_->topLevelItemCount() == 1 ? tree_->topLevelItem(0)->childCount() : 0, 5,
                                  60'000);
        QTRY_VERIFY_WITH_TIMEOUT(tree_->topLevelItem(0)->text(0).endsWith(" 5 seeds"), 60'000);
        QTRY_COMPARE(bench_->session.wanted(), smallNeedle()); // as it was
        for (const QWidget* bar : bench_->window.form()->findChildren<WaitingBar*>()) {
            QVERIFY(!bar->isVisibleTo(bench_->window.form())); // nobody changed anything that could wait
        }
        emit bench_->window.form()->edited(another);
        QTRY_VERIFY(bench_->window.form()->findChild<WaitingBar*>()->isVisibleTo(bench_->window.form()));
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
        QVERIFY(!repeat()->active()); // so nothing follows
        QVERIFY(await(*bench_, RunState::Over));
        QCOMPARE(bench_->session.wanted().seed, std::uint64_t(77));
    }

    void whoAsksTwiceGetsBackWhatStoodInTheForm()
    {
        emit runs_->repeatAsked(0);
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.wanted().seed == 1; }, 20'000)); // the second of them
        emit runs_->repeatAsked(0);
        QVERIFY(QTest::qWaitFor([&] { return !repeat()->active(); }, 60'000));
        QCOMPARE(bench_->session.wanted(), smallNeedle());
    }

    void aSeedWhoseRunIsDeletedMeanwhileIsNotTrainedAgain()
    {
        std::vector<std::uint64_t> trained;
        connect(&bench_->session, &Session::runBegan, this,
                [&](const RunHead& head) { trained.push_back(head.config.seed); });
        emit runs_->repeatAsked(0);
        QVERIFY(QTest::qWaitFor([&] { return trained == std::vector<std::uint64_t>{1}; }, 20'000));
        emit runs_->deleteAsked({0});
        QVERIFY(QTest::qWaitFor([&] { return !repeat()->active(); }, 60'000));
        QVERIFY(trained == (std::vector<std::uint64_t>{1, 2, 3, 4}));
        QTRY_VERIFY(tree_->topLevelItem(0)->text(0).endsWith(" 4 seeds"));
    }

    void openingAnotherSessionEndsTheRepeating()
    {
        emit runs_->repeatAsked(0);
        QVERIFY(repeat()->active());
        const auto opened = std::make_shared<OpenedSession>();
        opened->contents.wanted = smallNeedle();
        bench_->session.open(opened);
        QTRY_VERIFY(!repeat()->active());
        QVERIFY(await(*bench_, RunState::Paused));
        QCOMPARE(bench_->session.wanted(), smallNeedle());
        QVERIFY(!bench_->session.begun());
    }

    void aSettingChangedAfterTheEndLeavesTheRunInItsMean()
    {
        Config config = smallNeedle();
        config.train.schedule = "constant"; // so that it can go on
        bench_->session.want(config);
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        config.seed = 1;
        bench_->session.want(config);
        bench_->session.startNewRun();
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.runConfig()->seed == 1; }, 20'000));
        QVERIFY(await(*bench_, RunState::Over));
        QTRY_VERIFY(tree_->topLevelItem(0)->text(0).endsWith(" 2 seeds"));
        const QString mean = tree_->topLevelItem(0)->text(2);
        config.train.learningRate /= 2; // for the next run, whichever that is
        config.train.epochs += 1;
        bench_->session.want(config);
        bench_->window.drawer()->tabs()->toggle(); // and the table is filled anew
        bench_->window.drawer()->tabs()->toggle();
        QCOMPARE(tree_->topLevelItemCount(), 1);
        QVERIFY(tree_->topLevelItem(0)->text(0).endsWith(" 2 seeds"));
        QCOMPARE(tree_->topLevelItem(0)->text(2), mean);
        bench_->session.toggle(); // the present one goes on, and is another run now
        QVERIFY(await(*bench_, RunState::Running) && await(*bench_, RunState::Over));
        QTRY_COMPARE(tree_->topLevelItemCount(), 2);
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

    const Repeat* repeat() const { return bench_->wiring.findChild<Repeat*>(); }

    std::unique_ptr<Bench> bench_;
    RunsView* runs_ = nullptr;
    QTreeWidget* tree_ = nullptr;
};

QTEST_MAIN(WindowRunsTest)
#include "tst_window_runs.moc"
