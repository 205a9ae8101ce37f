// Comparing in the whole window: the list refuses what does not compare, and all of it is shown as it is trained.
#include "app/compare.h"
#include "tests/support/shown_bench.h"
#include "ui/curves/curves_view.h"
#include "ui/drawer/compare_grid.h"
#include "ui/drawer/drawer.h"

#include <QAction>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <cmath>
#include <set>

using namespace fovea;

class WindowCompareTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dressApplication(); }
    void init()
    {
        bench_ = shownBench();
        QVERIFY(bench_);
        bench_->window.setFull(true);
        bench_->window.drawer()->tabs()->open(DrawerPage::Compare);
        view_ = bench_->window.drawer()->compare();
        compare_ = bench_->wiring.findChild<Compare*>();
    }
    void cleanup() { bench_.reset(); }

    void twoAttentionsAreTrainedSideBySide()
    {
        QCOMPARE(compare_->plan().size(), std::size_t(1)); // the form's settings stand there already
        emit view_->attentionAsked("none");
        QTRY_COMPARE(view_->findChild<QTreeWidget*>()->topLevelItemCount(), 2);
        std::map<int, int> shown;
        connect(compare_, &Compare::mapsShown, this, [&](int row) { ++shown[row]; });
        emit view_->goAsked();
        QVERIFY(QTest::qWaitFor([&] { return compare_->state() == CompareState::Over; }, 20'000));
        QTRY_VERIFY(shown[0] > 0 && shown[1] > 0);
        Practice practice;
        for (int row = 0; row < 2; ++row) {
            const Run alone = practice.trained(compare_->plan()[std::size_t(row)]);
            QCOMPARE(compare_->rows()[std::size_t(row)].accuracy, alone.history.back().valAccuracy);
            QCOMPARE(compare_->rows()[std::size_t(row)].learned, row == 0 ? 517.0 : 436.0);
            QTRY_VERIFY(answersAre(row, alone, practice));
        }
        const auto& tiles = view_->grid()->tilesOf(0);
        for (std::size_t i = 0; i < tiles.size(); ++i) { // column for column the same pictures
            QCOMPARE(view_->grid()->tilesOf(1)[i].sample().picture, tiles[i].sample().picture);
        }
        QVERIFY(view_->curves()->isVisible() && !bench_->window.curves()->isVisible());
        QVERIFY(view_->sentence().contains("luck"));
        QTRY_VERIFY(view_->texts(0)[2].contains(QStringLiteral("±")));
    }

    void whatIsTrainedStaysWhenARowIsAdded()
    {
        QVERIFY(trainTwo());
        const std::vector<ComparedRow> before = compare_->rows();
        compare_->addRate(3);
        QCOMPARE(compare_->state(), CompareState::Planned);
        QCOMPARE(compare_->rows()[0].accuracy, before[0].accuracy);
        QCOMPARE(compare_->rows()[1].accuracy, before[1].accuracy);
        QVERIFY(std::isnan(compare_->rows()[2].accuracy));
        QVERIFY2(view_->sentence().contains("keeps its results"), qPrintable(view_->sentence()));
        QTRY_VERIFY(!view_->grid()->tilesOf(1).empty() && view_->grid()->tilesOf(1)[0].sample().answer);
        std::set<int> learned;
        connect(compare_, &Compare::measured, this, [&](int row, const auto&, const auto&) {
            if (compare_->state() == CompareState::Running) {
                learned.insert(row);
            }
        });
        emit view_->goAsked();
        QVERIFY(isOverSoon());
        QVERIFY(learned == std::set<int>{2}); // the others are not trained again
        Practice practice;
        QCOMPARE(compare_->rows()[2].accuracy, practice.trained(compare_->plan()[2]).history.back().valAccuracy);
        QCOMPARE(compare_->rows()[0].accuracy, before[0].accuracy);
        QTRY_VERIFY(!view_->grid()->tilesOf(2).empty() && view_->grid()->tilesOf(2)[0].sample().answer);
        QCOMPARE(view_->grid()->tilesOf(2)[0].sample().picture, view_->grid()->tilesOf(0)[0].sample().picture);
        QCOMPARE(compare_->contest().rows[2].made->data, compare_->contest().rows[0].made->data); // in memory once
    }

    void whatWasTakenAwayComesBack()
    {
        QVERIFY(trainTwo());
        const std::vector<ComparedRow> before = compare_->rows();
        compare_->remove(1);
        QCOMPARE(compare_->plan().size(), std::size_t(1));
        QVERIFY2(view_->sentence().contains("Ctrl+Z"), qPrintable(view_->sentence()));
        QTRY_VERIFY(!view_->grid()->tilesOf(0).empty() && view_->grid()->tilesOf(0)[0].sample().answer);
        std::set<int> shown;
        connect(compare_, &Compare::mapsShown, this, [&](int row) { shown.insert(row); });
        undo();
        QTRY_VERIFY(shown.contains(1)); // the network that came back is looked at
        QCOMPARE(compare_->state(), CompareState::Over);
        QCOMPARE(compare_->rows()[1].accuracy, before[1].accuracy);
        QCOMPARE(view_->texts(1)[2], resultOf(before[1]));
        QTRY_VERIFY(!view_->grid()->tilesOf(1).empty() && view_->grid()->tilesOf(1)[0].sample().answer);
        bench_->window.action(Key::Redo)->trigger();
        QCOMPARE(compare_->plan().size(), std::size_t(1));
        undo();
        QCOMPARE(compare_->rows()[1].best, before[1].best);
        undo(); // and the row that was added first
        QCOMPARE(compare_->plan().size(), std::size_t(1));
    }

    void trainingThemAgainPutsTheFinishedOneAside()
    {
        QVERIFY(trainTwo());
        const double accuracy = compare_->rows()[0].accuracy;
        emit view_->goAsked();
        QCOMPARE(compare_->state(), CompareState::Making);
        QVERIFY(std::isnan(compare_->rows()[0].accuracy));
        undo(); // in the middle of it
        QCOMPARE(compare_->state(), CompareState::Over);
        QCOMPARE(compare_->rows()[0].accuracy, accuracy);
        bench_->window.action(Key::Redo)->trigger(); // and on with the other
        QTRY_COMPARE(compare_->state(), CompareState::Paused);
        emit view_->goAsked();
        QVERIFY(isOverSoon());
        QCOMPARE(compare_->rows()[0].accuracy, accuracy);
    }

    void aPausedOneGoesOnWhereItWasPutAside()
    {
        Config config = smallNeedle();
        config.train.epochs = 12;
        compare_->remove(0);
        compare_->add(config);
        compare_->addAttention("none");
        emit view_->goAsked();
        QTRY_VERIFY(compare_->state() == CompareState::Running && compare_->rows()[1].passes > 0);
        emit view_->pauseAsked();
        QTRY_COMPARE(compare_->state(), CompareState::Paused);
        const double passes = compare_->rows()[0].passes;
        QVERIFY(passes < 12);
        compare_->addRate(0.1);
        QVERIFY2(view_->sentence().contains("Ctrl+Z"), qPrintable(view_->sentence()));
        QCOMPARE(compare_->rows()[0].passes, 0.0); // they begin anew beside it
        undo();
        QTRY_COMPARE(compare_->state(), CompareState::Paused);
        QVERIFY(compare_->rows()[0].passes >= passes);
        emit view_->goAsked();
        QVERIFY(isOverSoon());
        Practice practice;
        for (std::size_t row = 0; row < 2; ++row) {
            QCOMPARE(compare_->rows()[row].accuracy,
                     practice.trained(compare_->plan()[row]).history.back().valAccuracy);
            QCOMPARE(compare_->curves()[row].history.size(), std::size_t(12)); // each pass once
        }
    }

    void whoIsPutAsideStopsLearning()
    {
        QVERIFY(trainForLong());
        compare_->addRate(0.1);
        undo();
        QCOMPARE(compare_->state(), CompareState::Paused);
        bool stands = false; // said once more when all that it had done by then has come
        connect(compare_, &Compare::stateChanged, this, [&] { stands = true; });
        QTRY_VERIFY(stands);
    }

    void anotherSessionLeavesTheComparisonAsItIs()
    {
        QVERIFY(trainTwo());
        const double accuracy = compare_->rows()[1].accuracy;
        compare_->addRate(3);
        emit view_->goAsked();
        const auto opened = std::make_shared<OpenedSession>();
        opened->contents.wanted = smallNeedle();
        bench_->session.open(opened);
        QVERIFY(await(*bench_, RunState::Paused));
        QVERIFY(isOverSoon());
        undo(); // its steps went with the session before
        QCOMPARE(compare_->plan().size(), std::size_t(3));
        QCOMPARE(compare_->rows()[1].accuracy, accuracy);
    }

    void closingDoesNotWaitForTheEndOfWhatIsCompared()
    {
        QVERIFY(trainForLong());
        bench_.reset(); // would not come back before the test is ended from outside
    }

    void whatLearnsFromOtherBatchesIsRefused()
    {
        Config config = smallNeedle();
        config.seed = 9;
        compare_->add(config);
        QCOMPARE(compare_->plan().size(), std::size_t(1));
        QVERIFY2(view_->sentence().contains("other batches"), qPrintable(view_->sentence()));
        compare_->add(smallNeedle());
        QVERIFY(view_->sentence().contains("already"));
        compare_->addAttention("class"); // needs tokens that look at each other
        QCOMPARE(compare_->plan().size(), std::size_t(1));
        for (const double factor : {0.1, 3.0, 10.0}) {
            compare_->addRate(factor);
        }
        QCOMPARE(compare_->plan().size(), std::size_t(4));
        QCOMPARE(compare_->plan()[1].train.learningRate, 4e-4);
        compare_->addAttention("none");
        QVERIFY(view_->sentence().contains("at most"));
        compare_->remove(1);
        QCOMPARE(compare_->plan().size(), std::size_t(3));
    }

    void pausingPausesAndTheWindowsOwnRunComesFirst()
    {
        QVERIFY(trainForLong());
        emit view_->pauseAsked();
        QTRY_COMPARE(compare_->state(), CompareState::Paused);
        const double passes = compare_->rows()[0].passes;
        emit view_->goAsked();
        QTRY_VERIFY(compare_->rows()[0].passes > passes);
        bench_->session.toggle(); // Space
        QTRY_COMPARE(compare_->state(), CompareState::Paused);
        QTRY_COMPARE(bench_->session.state(), RunState::Running);
        emit view_->goAsked();
        QTRY_VERIFY(compare_->state() == CompareState::Running && bench_->session.state() == RunState::Paused);
    }

private:
    /// Two settings that no test waits for to end: one of them has learned from a pass.
    bool trainForLong()
    {
        Config config = smallNeedle();
        config.train.epochs = 100'000;
        config.train.schedule = "constant";
        compare_->remove(0);
        compare_->add(config);
        compare_->addAttention("none");
        emit view_->goAsked();
        return QTest::qWaitFor(
            [this] { return compare_->state() == CompareState::Running && compare_->rows()[1].passes > 0; }, 20'000);
    }

    bool isOverSoon() const
    {
        return QTest::qWaitFor([&] { return compare_->state() == CompareState::Over; }, 20'000);
    }

    /// The form's settings, and those without attention, to their ends.
    bool trainTwo()
    {
        compare_->addAttention("none");
        emit view_->goAsked();
        return isOverSoon();
    }

    void undo() { bench_->window.action(Key::Undo)->trigger(); }

    static QString resultOf(const ComparedRow& row) { return comparedTable({row}).rows[0][2]; }

    bool answersAre(int row, const Run& run, Practice& practice) const
    {
        const auto& tiles = view_->grid()->tilesOf(row);
        if (tiles.empty() || !tiles[0].sample().answer) {
            return false;
        }
        const auto said = answers(snapshotOf(run)->examined(), {tiles[0].sample().picture}, MapOverride::None,
                                  run.config.seed, practice.workspace.tape(0));
        return said[0].probabilities == tiles[0].sample().answer->probabilities;
    }

    std::unique_ptr<Bench> bench_;
    CompareView* view_ = nullptr;
    Compare* compare_ = nullptr;
};

QTEST_MAIN(WindowCompareTest)
#include "tst_window_compare.moc"
