// Several seeds of a setting: mean and deviation, and how far two settings lie apart.
#include "core/training/guess.h"
#include "core/training/seed_statistics.h"

#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

EpochRecord passWith(double trainLoss, double valLoss)
{
    EpochRecord pass;
    pass.trainLoss = trainLoss;
    pass.valLoss = valLoss;
    return pass;
}

} // namespace

class SeedStatisticsTest : public QObject
{
    Q_OBJECT

private slots:
    void theDeviationIsThatOfASample()
    {
        const SeedMean of = meanOverSeeds(std::vector{1.0, 2.0, 6.0});
        QVERIFY(near(of.mean, 3) && near(of.deviation, std::sqrt(7.0))); // 14 / (3 − 1)
        QVERIFY(near(meanOverSeeds(std::vector{5.0}).mean, 5) && std::isnan(meanOverSeeds(std::vector{5.0}).deviation));
        QVERIFY(std::isnan(meanOverSeeds({}).mean));
    }

    /// Seeds that are hard for one are hard for the other too: what they have in common is no uncertainty of the difference.
    void equalSeedsAreComparedOneByOne()
    {
        const std::vector<SeedValue> a = {{0, 80}, {1, 90}, {2, 70}}, b = {{2, 72}, {0, 81}, {1, 93}};
        const auto between = seedDifference(a, b);
        QCOMPARE(between->pairs, 3);
        QVERIFY(near(between->mean, 2)); // of 1, 3, 2
        QVERIFY(near(between->error, 1 / std::sqrt(3.0)));
        QVERIFY(near(between->freedom, 2));
        QVERIFY(!between->isClear()); // 3.5 errors, of three seeds only: luck gives 4.3 in one case of twenty
        QVERIFY(near(seedDifference(b, a)->mean, -2));
    }

    void otherSeedsHaveEachTheirVariance()
    {
        const std::vector<SeedValue> a = {{0, 80}, {1, 90}, {2, 70}}, b = {{3, 72}, {4, 81}, {5, 93}, {6, 82}};
        const auto between = seedDifference(a, b);
        QCOMPARE(between->pairs, 0);
        QVERIFY(near(between->mean, 2));
        QVERIFY(near(between->error, std::sqrt(100.0 / 3 + (100.0 + 1 + 121) / 3 / 4)));
        const double u = 100.0 / 3, v = (100.0 + 1 + 121) / 3 / 4;
        QVERIFY(near(between->freedom, (u + v) * (u + v) / (u * u / 2 + v * v / 3)));
        QVERIFY(!between->isClear());
    }

    void fewSeedsNeedALargerDifference()
    {
        const auto clear = [](double mean, double freedom) { return SeedDifference{mean, 1, freedom, 0}.isClear(); };
        QVERIFY(clear(2.78, 4) && clear(-2.78, 4) && !clear(2.77, 4)); // five pairs
        QVERIFY(clear(12.71, 1) && !clear(12.7, 1));                   // two
        QVERIFY(!clear(2.77, 4.9) && clear(2.77, 5));                  // of a fraction the whole number below
        QVERIFY(clear(2.05, 500) && !clear(2.04, 500));
        QVERIFY(!(SeedDifference{0, 0, 4, 5}.isClear())); // the same bits are no difference
    }

    void ofOneSeedOrWithoutAValueNothingIsKnown()
    {
        QVERIFY(!seedDifference({{0, 1}}, {{0, 1}, {1, 2}}));
        QVERIFY(!seedDifference({{0, 1}, {1, kUndefined}}, {{0, 1}, {1, 2}}));
    }

    void aGuessCostsWhatKnowingNothingCosts()
    {
        const double nothing = std::log(2.0);
        QVERIFY(isGuess(passWith(nothing, nothing), 0.5));
        QVERIFY(isGuess(passWith(0.6935, 0.6925), 0.5));
        QVERIFY(!isGuess(passWith(0.60, nothing), 0.5)); // it has learned its images
        QVERIFY(!isGuess(passWith(nothing, 0.75), 0.5)); // sure and wrong
        QVERIFY(!isGuess(passWith(nothing, nothing), 0.1));
        QVERIFY(!isGuess(passWith(kUndefined, nothing), 0.5) && !isGuess(passWith(nothing, nothing), kUndefined));
    }
};

QTEST_GUILESS_MAIN(SeedStatisticsTest)
#include "tst_seed_statistics.moc"
