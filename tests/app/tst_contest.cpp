// What stands in the table of a comparison: each figure from what was measured, each row by what tells it from the others.
#include "app/contest.h"

#include <QLocale>
#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

EpochRecord pass(int epoch, double accuracy)
{
    EpochRecord record;
    record.epoch = epoch;
    record.valAccuracy = accuracy;
    record.valLoss = 1 - accuracy;
    return record;
}

/// One of 400 validation images, best in its second pass.
Contender measured(Config config = {})
{
    Contender one(config);
    one.made.emplace();
    one.made->config = config;
    one.made->validationImages = 400;
    one.passes = {pass(1, 0.5), pass(2, 0.9), pass(3, 0.8)};
    one.secondsPerBatch = 0.0125;
    return one;
}

} // namespace

class ContestTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void accuracyIsTheLastBestTheHighestAndTwoErrorsStandBeside()
    {
        Contest contest;
        contest.rows = {measured()};
        const ComparedRow row = comparedRows(contest).front();
        QCOMPARE(row.accuracy, 0.8);
        QCOMPARE(row.best, 0.9);
        QCOMPARE(row.error, 2 * std::sqrt(0.8 * 0.2 / 400)); // 0.04
        const QStringList cells = comparedTable({row}).rows.front();
        QVERIFY2(cells.join('|').contains(QStringLiteral("± 0.04")), qPrintable(cells.join('|')));
        QVERIFY2(cells.join('|').contains("0.9"), qPrintable(cells.join('|')));
    }

    void whatABatchTakesStandsInTheTable()
    {
        Contest contest;
        contest.rows = {measured()};
        const ComparedRow row = comparedRows(contest).front();
        QCOMPARE(row.millisecondsPerBatch, 12.5);
        const QStringList cells = comparedTable({row}).rows.front();
        QVERIFY2(cells.join('|').contains("12.5"), qPrintable(cells.join('|')));
    }

    void rowsAreCalledByWhatTellsThemApart()
    {
        Config slow;
        slow.train.learningRate = 0.001;
        Contest contest;
        contest.rows = {measured(), measured(slow)};
        const std::vector<ComparedRow> rows = comparedRows(contest);
        QCOMPARE(rows[1].name, QString("learning rate 0.001"));
        QVERIFY(rows[0].name.startsWith("learning rate "));
        contest.rows.pop_back();
        QVERIFY(!comparedRows(contest)[0].name.isEmpty());
    }
};

QTEST_MAIN(ContestTest)
#include "tst_contest.moc"
