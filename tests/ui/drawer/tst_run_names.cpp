// What runs are called beside each other, their colours, and what two groups of seeds say of each other.
#include "core/settings/fields.h"
#include "core/settings/presets.h"
#include "ui/drawer/run_names.h"
#include "ui/form/differences.h"

#include <QLocale>
#include <QTest>

#include <set>

using namespace fovea;

namespace {

RunRow rowOf(int number, std::uint64_t seed, double dropout, double accuracy = 0.5)
{
    RunRow row;
    row.number = number;
    row.what = "soft · needle";
    row.name = runName(number, row.what, seed);
    row.config.seed = seed;
    row.config.train.dropout = dropout;
    row.accuracy = accuracy;
    row.over = true;
    return row;
}

/// Two settings with two seeds each.
std::vector<RunRow> two()
{
    return {rowOf(0, 0, 0, 0.80), rowOf(1, 1, 0, 0.90), rowOf(2, 0, 0.3, 0.83), rowOf(3, 1, 0.3, 0.932)};
}

std::vector<RunRow> labelled(std::vector<RunRow> rows)
{
    labelRuns(rows);
    return rows;
}

QString comparison(const std::vector<RunRow>& rows)
{
    const std::vector<SeedGroup> groups = seedGroups(rows);
    return comparisonOf(groups[0], groups[1], rows);
}

} // namespace

class RunNamesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void runsAreCalledByWhatTellsThemApart()
    {
        const std::vector<RunRow> rows = labelled(two());
        QCOMPARE(rows[1].label.name, QString("2: dropout 0 · seed 1"));
        QCOMPARE(rows[2].label.name, QString("3: dropout 0.3 · seed 0"));
        QCOMPARE(rows[2].label.group, QString("dropout 0.3 · 2 seeds"));
        QCOMPARE(resultOf(seedGroups(rows)[0], rows), QString("dropout 0 · 2 seeds: 0.850 ± 0.071"));
    }

    void whereNothingDiffersTheyAreCalledByWhatTheyAre()
    {
        std::vector<RunRow> rows = labelled({rowOf(0, 0, 0)});
        QCOMPARE(rows[0].label.name, QString("1: soft · needle · seed 0"));
        QVERIFY(rows[0].label.group.isEmpty());
        rows = labelled({rowOf(0, 0, 0), rowOf(1, 1, 0)});
        QCOMPARE(rows[1].label.group, QString("soft · needle · 2 seeds"));
    }

    void whatSomebodyNamedKeepsItsName()
    {
        std::vector<RunRow> rows = two();
        rows[3].name = "the last";
        rows[3].named = true;
        rows = labelled(rows);
        QCOMPARE(rows[3].label.name, QString("the last"));
        QCOMPARE(rows[3].label.group, QString("dropout 0.3 · 2 seeds"));
    }

    /// A value that does not matter for one of them tells nothing; other data come first, and are not compared further.
    void onlyWhatMattersTellsApart()
    {
        Config soft = configOf(*findPreset("needle")), none = soft, other = configOf(*findPreset("essay"));
        none.attention.mechanism = "none";
        none.attention.hidden = soft.attention.hidden + 1;
        const QStringList told = tellingApart({soft, none, other}, Wording::Plain);
        const QString needle = shownValue(*findField("data.set"), soft, Wording::Plain);
        QCOMPARE(told[0], needle + " · " + shownValue(*findField("attention.mechanism"), soft, Wording::Plain));
        QCOMPARE(told[1], needle + " · " + shownValue(*findField("attention.mechanism"), none, Wording::Plain));
        QCOMPARE(told[2], shownValue(*findField("data.set"), other, Wording::Plain));
    }

    void aGroupHasOneColourAndNobodyElseHasIt()
    {
        std::vector<RunRow> rows = two();
        rows.push_back(rowOf(4, 0, 0.5));
        rows = labelled(rows);
        QCOMPARE(rows[0].label.colour, rows[1].label.colour);
        QCOMPARE(rows[2].label.colour, rows[3].label.colour);
        QCOMPARE((std::set<int>{rows[0].label.colour, rows[2].label.colour, rows[4].label.colour}),
                 (std::set<int>{0, 1, 2}));
    }

    void aRunKeepsItsColourWhenOthersGo()
    {
        std::vector<RunRow> rows = labelled(two());
        const int colour = rows[2].label.colour;
        rows.erase(rows.begin(), rows.begin() + 2);
        rows = labelled(rows);
        QCOMPARE(rows[0].label.colour, colour);
        rows[0].changedOnTheWay = true; // it is nobody's repetition any more
        rows = labelled(rows);
        QCOMPARE(rows[0].label.colour, colour);
        QVERIFY(rows[1].label.colour != colour);
        QVERIFY(rows[1].label.group.isEmpty());
    }

    void twoGroupsSayHowFarTheirMeansLieApart()
    {
        const QString text = comparison(labelled(two()));
        QVERIFY2(text.startsWith("Accuracy: dropout 0.3 · 2 seeds is 3.1 ± 0.1 points above dropout 0 · 2 seeds"),
                 qPrintable(text));
        QVERIFY2(text.contains("over 2 equal seeds"), qPrintable(text));
    }

    void whatLuckExplainsIsNoDifference()
    {
        std::vector<RunRow> rows = two();
        rows[3].accuracy = 0.89;
        const QString text = comparison(labelled(rows));
        QVERIFY2(text.contains("luck alone gives as much") && text.contains("1.0 ± 2.0 points"), qPrintable(text));
        rows[2].config.seed = 7;
        QVERIFY2(comparison(labelled(rows)).contains("2 and 2 seeds that are not the same"),
                 qPrintable(comparison(labelled(rows))));
        rows[3].diverged = true;
        QVERIFY(comparison(labelled(rows)).startsWith("Two seeds of each have to end"));
    }
};

QTEST_MAIN(RunNamesTest)
#include "tst_run_names.moc"
