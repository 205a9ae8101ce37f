// The table of runs: what differs, what belongs together, and what can be done with the selection.
#include "core/settings/presets.h"
#include "ui/drawer/run_names.h"
#include "ui/drawer/runs_table.h"
#include "ui/drawer/runs_view.h"

#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <cmath>

using namespace fovea;

namespace {

RunRow rowOf(int number, std::uint64_t seed, double accuracy, double passes = 5)
{
    RunRow row;
    row.number = number;
    row.name = QStringLiteral("run %1").arg(number + 1);
    row.config.seed = seed;
    row.passes = passes;
    row.accuracy = row.best = accuracy;
    return row;
}

/// A run with another way of looking, and three seeds.
std::vector<RunRow> four()
{
    std::vector<RunRow> rows = {rowOf(0, 0, 0.5), rowOf(1, 0, 0.8), rowOf(2, 1, 0.9), rowOf(3, 2, 0.7)};
    rows[0].config.attention.mechanism = "none";
    rows[3].present = true;
    return rows;
}

/// Runs below the groups of seeds.
int seedRows(const QTreeWidget& tree)
{
    int rows = 0;
    for (int i = 0; i < tree.topLevelItemCount(); ++i) {
        rows += tree.topLevelItem(i)->childCount();
    }
    return rows;
}

std::size_t accuracyColumn()
{
    return 1; // after the passes
}

} // namespace

class RunsViewTest : public QObject
{
    Q_OBJECT

private slots:
    void anEarlierRunIsShownAgainOrTheButtonSaysWhyNot()
    {
        std::vector<RunRow> rows = four();
        rows[3].inView = true;
        rows[1].noWayBack = "not in the file";
        RunsView view;
        view.showRows(rows);
        QToolButton* button = nullptr;
        for (QToolButton* each : view.findChildren<QToolButton*>()) {
            button = each->accessibleName() == "show this run" ? each : button;
        }
        QVERIFY(button != nullptr);
        QVERIFY(!button->isEnabled()); // none is selected
        QSignalSpy asked(&view, &RunsView::viewAsked);
        view.select({0});
        QVERIFY(button->isEnabled());
        button->click();
        QCOMPARE(asked.takeFirst()[0].toInt(), 0);
        view.select({1});
        QVERIFY(!button->isEnabled());
        QCOMPARE(button->toolTip(), "not in the file");
        view.select({3});
        QVERIFY(!button->isEnabled() && button->toolTip().contains("in view"));
        const auto isMarked = [&view](const QString& name) {
            const auto* each = view.findChild<QTreeWidget*>();
            return each->findItems(name, Qt::MatchExactly | Qt::MatchRecursive).front()->background(0).style() !=
                   Qt::NoBrush;
        };
        QVERIFY(!isMarked("run 4")); // it is the present one
        std::swap(rows[0].inView, rows[3].inView);
        view.showRows(rows);
        QVERIFY(isMarked("run 1") && !isMarked("run 4"));
        std::swap(rows[0].inView, rows[3].inView);
        view.showRows(rows);
        QVERIFY(!isMarked("run 1"));
        view.select({0, 2});
        QVERIFY(!button->isEnabled());
        auto* tree = view.findChild<QTreeWidget*>();
        const auto activate = [tree](const QString& name) {
            emit tree->itemActivated(tree->findItems(name, Qt::MatchExactly | Qt::MatchRecursive).front(), 0);
        };
        activate("run 2");
        QVERIFY(asked.isEmpty());
        activate("run 1");
        QCOMPARE(asked.takeFirst()[0].toInt(), 0);
        for (int i = 0; i < tree->topLevelItemCount(); ++i) {
            if (tree->topLevelItem(i)->childCount() > 0) { // a group is no run
                emit tree->itemActivated(tree->topLevelItem(i), 0);
            }
        }
        QVERIFY(asked.isEmpty());
    }

    void runsThatDifferInTheSeedAloneHaveMeanAndDeviation()
    {
        const auto groups = seedGroups(four());
        QCOMPARE(groups.size(), std::size_t(1));
        QVERIFY(groups[0].runs == (std::vector<int>{1, 2, 3}));
        QCOMPARE(groups[0].mean[accuracyColumn()], 0.8);
        QVERIFY(std::abs(groups[0].deviation[accuracyColumn()] - 0.1) < 1e-12); // n − 1
        QVERIFY(std::isnan(groups[0].mean[2 + accuracyColumn()]));              // no loss is known
    }

    void onlyTheLongestCountAndWhatChangedOnTheWayIsNobodysRepetition()
    {
        std::vector<RunRow> rows = four();
        rows[2].passes = 2;
        SeedGroup group = seedGroups(rows).front();
        QCOMPARE(group.counted.size(), std::size_t(2));
        QCOMPARE(group.mean[accuracyColumn()], 0.75);
        rows[3].changedOnTheWay = true;
        group = seedGroups(rows).front();
        QVERIFY(group.runs == (std::vector<int>{1, 2}));
        QVERIFY(std::isnan(group.deviation[accuracyColumn()])); // of one there is none
        rows[2].changedOnTheWay = true;
        QVERIFY(seedGroups(rows).empty());
    }

    void whoStoppedEarlyCountsAndWhoDivergedDoesNot()
    {
        std::vector<RunRow> rows = four();
        for (RunRow& row : rows) {
            row.over = true;
        }
        rows[1].passes = 2; // early stopping
        QCOMPARE(seedGroups(rows).front().counted.size(), std::size_t(3));
        QCOMPARE(seedGroups(rows).front().mean[accuracyColumn()], 0.8);
        rows[2].over = rows[2].diverged = true;
        QCOMPARE(seedGroups(rows).front().counted.size(), std::size_t(2));
        QCOMPARE(seedGroups(rows).front().mean[accuracyColumn()], 0.75);
    }

    void whoWasStoppedByHandStandsBesideNobodyWhoHasEnded()
    {
        std::vector<RunRow> rows = four();
        rows[1].passes = 2;
        rows[1].over = true; // early stopping: the others have done more passes, but have not ended
        QCOMPARE(seedGroups(rows).front().counted.size(), std::size_t(1));
        QCOMPARE(seedGroups(rows).front().mean[accuracyColumn()], rows[1].accuracy);
        rows[1].diverged = true; // nobody has ended in a way that counts: those that have done the most do
        QCOMPARE(seedGroups(rows).front().counted.size(), std::size_t(2));
    }

    void aSeedThatWasTrainedTwiceCountsOnce()
    {
        std::vector<RunRow> rows = four();
        for (RunRow& row : rows) {
            row.over = true;
        }
        const SeedGroup before = seedGroups(rows).front();
        rows.push_back(rows[3]);
        rows.back().number = 9;
        SeedGroup group = seedGroups(rows).front();
        QVERIFY(group.runs == (std::vector<int>{1, 2, 3, 9}));
        QCOMPARE(group.seeds, 3);
        QCOMPARE(group.counted.size(), std::size_t(3));
        QCOMPARE(group.mean[accuracyColumn()], before.mean[accuracyColumn()]);
        QCOMPARE(group.deviation[accuracyColumn()], before.deviation[accuracyColumn()]);
        QVERIFY2(seedCells(group, rows)[0].startsWith("3 seeds"), qPrintable(seedCells(group, rows)[0]));

        rows[3].over = false; // the first try was given up: the one that ended stands for the seed
        rows[3].accuracy = 0.1;
        group = seedGroups(rows).front();
        QCOMPARE(group.counted.size(), std::size_t(3));
        QCOMPARE(group.mean[accuracyColumn()], before.mean[accuracyColumn()]);

        for (RunRow& row : rows) {
            row.config.seed = 7; // one seed, however often, has no mean
        }
        QVERIFY(seedGroups(rows).empty());
    }

    void hiddenRunsCount()
    {
        std::vector<RunRow> rows = four();
        rows[2].shown = false;
        QCOMPARE(seedGroups(rows).front().counted.size(), std::size_t(3));
    }

    void aPassThatEndsDoesNotTakeTheNameThatIsBeingTyped()
    {
        RunsView view;
        view.resize(700, 300);
        view.showRows(four());
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        auto* tree = view.findChild<QTreeWidget*>();
        tree->setCurrentItem(tree->topLevelItem(0));
        tree->editItem(tree->topLevelItem(0), 0);
        auto* editor = tree->viewport()->findChild<QLineEdit*>();
        QVERIFY(editor != nullptr);
        editor->setText("half a na");
        std::vector<RunRow> later = four();
        later[0].passes = 9;
        later.push_back(rowOf(4, 3, 0.6)); // another shape, too
        view.showRows(later);
        QCOMPARE(editor->text(), QString("half a na"));
        QVERIFY(editor->isVisible());
        QTest::keyClick(editor, Qt::Key_Escape);
        QTRY_COMPARE(seedRows(*tree), 4); // what came meanwhile is shown then
    }

    void columnsAreTheSettingsThatDiffer()
    {
        const auto settings = differingFields(four());
        QStringList keys;
        for (const Field* field : settings) {
            keys << QString::fromUtf8(field->key.data(), qsizetype(field->key.size()));
        }
        QVERIFY(keys.contains("attention.mechanism") && keys.contains("seed"));
        QVERIFY(!keys.contains("train.learning_rate"));
        QVERIFY(differingFields({rowOf(0, 0, 1)}).empty());
    }

    void cellsShowResultsAndGroupsTheirMean()
    {
        RunsView view;
        view.showRows(four());
        auto* tree = view.findChild<QTreeWidget*>();
        QCOMPARE(tree->topLevelItemCount(), 2);
        QStringList texts;
        for (int i = 0; i < 2; ++i) {
            texts << tree->topLevelItem(i)->text(0) + "|" + tree->topLevelItem(i)->text(2);
        }
        QVERIFY2(texts.contains("run 1|0.500"), qPrintable(texts.join("\n")));
        QVERIFY2(texts.contains(QStringLiteral("3 seeds|0.800 ± 0.100")), qPrintable(texts.join("\n")));
        QCOMPARE(tree->topLevelItem(0)->text(4), QStringLiteral("–"));
    }

    void headingsSortByNumberAndTheUnknownStandBelow()
    {
        RunsView view;
        std::vector<RunRow> rows = {rowOf(0, 0, 0.5, 9), rowOf(1, 1, kUndefined, 10), rowOf(2, 2, 0.9, 100)};
        rows[0].config.train.learningRate = 0.1;
        rows[1].config.train.learningRate = 0.02;
        rows[2].config.train.learningRate = 0.003;
        view.showRows(rows);
        auto* tree = view.findChild<QTreeWidget*>();
        const auto order = [&](int column, Qt::SortOrder how) {
            tree->sortByColumn(column, how);
            QStringList names;
            for (int i = 0; i < tree->topLevelItemCount(); ++i) {
                names << tree->topLevelItem(i)->text(0).right(1);
            }
            return names.join("");
        };
        QCOMPARE(order(1, Qt::AscendingOrder), "123"); // 9, 10, 100, not 10, 100, 9
        QCOMPARE(order(2, Qt::DescendingOrder), "312");
        const int rate = int(resultColumns().size()) + 1;
        QVERIFY(tree->headerItem()->text(rate).contains("rate"));
        QCOMPARE(order(rate, Qt::AscendingOrder), "321");
    }

    void twoSelectedSayWhatDiffers()
    {
        RunsView view;
        QVERIFY(view.note().contains("Space"));
        view.showRows(four());
        view.select({0, 1});
        QVERIFY2(view.note().contains("way of looking"), qPrintable(view.note()));
        QVERIFY(!view.note().contains("seed"));
        view.select({1, 2});
        QVERIFY2(view.note().contains(QStringLiteral("0 → 1")), qPrintable(view.note()));
        std::vector<RunRow> rows = four();
        rows[2].config.seed = 0;
        view.showRows(rows);
        view.select({1, 2});
        QVERIFY(view.note().contains("same settings"));
    }

    /// By their rows, or by any run of each.
    void twoGroupsSelectedSayHowFarTheirMeansLieApart()
    {
        std::vector<RunRow> rows = {rowOf(0, 0, 0.80), rowOf(1, 1, 0.90), rowOf(2, 0, 0.83), rowOf(3, 1, 0.932)};
        for (RunRow& row : rows) {
            row.over = true;
            row.config.train.dropout = row.number < 2 ? 0 : 0.3;
        }
        labelRuns(rows);
        RunsView view;
        view.showRows(rows);
        QVERIFY2(view.note().contains("two groups of seeds"), qPrintable(view.note()));
        view.select({0, 3});
        const QString note = view.note();
        QVERIFY2(note.contains(QStringLiteral("dropout 0 → 0.3")) && !note.contains("seed 0"), qPrintable(note));
        QVERIFY2(note.contains(QStringLiteral("3.1 ± 0.1 points above")), qPrintable(note));
        auto* tree = view.findChild<QTreeWidget*>();
        tree->clearSelection();
        for (int i = 0; i < 2; ++i) {
            tree->topLevelItem(i)->setSelected(true);
            QVERIFY(tree->topLevelItem(i)->text(0).contains(QStringLiteral(" · 2 seeds")));
        }
        QCOMPARE(view.note(), note);
        view.select({0, 1}); // of one group
        QVERIFY(!view.note().contains("points"));
    }

    void anAccuracyThatIsAGuessIsCalledSo()
    {
        std::vector<RunRow> rows = {rowOf(0, 0, 0.523)};
        rows[0].guess = true;
        rows[0].loss = 0.693;
        QCOMPARE(runCells(rows[0], {}, Wording::Plain)[2], QString("guess 0.523"));
        RunsView view;
        view.showRows(rows);
        view.select({0});
        QVERIFY2(view.note().contains("0.693") && view.note().contains("knowing nothing"), qPrintable(view.note()));
    }

    void aGroupStandsForItsRuns()
    {
        RunsView view;
        view.showRows(four());
        auto* tree = view.findChild<QTreeWidget*>();
        for (int i = 0; i < 2; ++i) {
            if (tree->topLevelItem(i)->childCount() > 0) {
                tree->topLevelItem(i)->setSelected(true);
            }
        }
        QVERIFY(view.selected() == (std::vector<int>{1, 2, 3}));
    }

    void buttonsAskForWhatTheySayAndThePresentRunStays()
    {
        RunsView view;
        view.showRows(four());
        const auto button = [&](const QString& text) {
            for (QToolButton* each : view.findChildren<QToolButton*>()) {
                if (each->text().startsWith(text)) {
                    return each;
                }
            }
            return static_cast<QToolButton*>(nullptr);
        };
        QSignalSpy deleted(&view, &RunsView::deleteAsked), shown(&view, &RunsView::showAsked),
            loaded(&view, &RunsView::settingsAsked), repeated(&view, &RunsView::repeatAsked);
        QVERIFY(!button("delete")->isEnabled() && !button("hide")->isEnabled()); // nothing is selected
        button("repeat")->click();                                               // of the present one, then
        QCOMPARE(repeated.takeFirst()[0].toInt(), 3);
        view.select({3});
        QVERIFY(!button("delete")->isEnabled());
        QVERIFY(button("load")->isEnabled());
        view.select({0, 2});
        QVERIFY(!button("load")->isEnabled() && !button("rename")->isEnabled() && !button("repeat")->isEnabled());
        button("delete")->click();
        QVERIFY(deleted[0][0].value<std::vector<int>>() == (std::vector<int>{0, 2}));
        button("hide")->click();
        QCOMPARE(shown[0][1].toBool(), false);
        std::vector<RunRow> rows = four();
        rows[0].shown = rows[2].shown = false;
        view.showRows(rows);
        QVERIFY(view.selected() == (std::vector<int>{0, 2})); // kept
        button("unhide")->click();
        QCOMPARE(shown[1][1].toBool(), true);
        view.select({2});
        button("load")->click();
        QCOMPARE(loaded[0][0].toInt(), 2);
        button("repeat")->click();
        QCOMPARE(repeated[0][0].toInt(), 2);
    }

    void aNarrowTableKeepsNameAccuracyAndWhatDiffersInView()
    {
        std::vector<RunRow> rows = four();
        for (RunRow& row : rows) {
            row.name = "a run with a name that is rather long, and what tells it from the others at its end";
            row.loss = row.trainAccuracy = row.spread = row.mass = row.hit = 0.5;
            row.config.train.learningRate = 0.001 * (row.number + 1);
        }
        RunsView view;
        view.resize(1600, 240);
        view.show();
        view.showRows(rows);
        auto* tree = view.findChild<QTreeWidget*>();
        const auto shown = [tree](const QString& heading) {
            for (int column = 0; column < tree->columnCount(); ++column) {
                if (tree->headerItem()->text(column) == heading) {
                    return !tree->isColumnHidden(column);
                }
            }
            return false;
        };
        QVERIFY(shown("on the object") && shown("loss") && shown("passes"));
        view.resize(540, 240);
        QTRY_COMPARE(tree->horizontalScrollBar()->maximum(), 0);
        QVERIFY(!shown("on the object"));
        for (const char* heading : {"run", "accuracy", "way of looking", "learning rate", "seed"}) {
            QVERIFY2(shown(heading), heading);
        }
        QVERIFY(tree->columnWidth(0) >= 150);
        view.resize(1600, 240);
        QTRY_VERIFY(shown("on the object"));
    }

    void aNameIsEditedInItsCellAndAnEmptyOneIsNone()
    {
        RunsView view;
        view.showRows(four());
        QSignalSpy renamed(&view, &RunsView::renamed);
        auto* tree = view.findChild<QTreeWidget*>();
        QTreeWidgetItem* item = tree->findItems("run 1", Qt::MatchExactly).front();
        item->setText(0, "  "); // as an editor does
        QCOMPARE(renamed.count(), 0);
        QCOMPARE(item->text(0), "run 1");
        item->setText(0, "mean pooling");
        QCOMPARE(renamed.count(), 1);
        QCOMPARE(renamed[0][0].toInt(), 0);
        QCOMPARE(renamed[0][1].toString(), "mean pooling");
    }
};

QTEST_MAIN(RunsViewTest)
#include "tst_runs_view.moc"
