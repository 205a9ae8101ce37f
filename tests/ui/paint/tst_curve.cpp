// Mean and spread over seeds.
#include "ui/paint/curve.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace fovea;

namespace {

Curve seed(std::vector<double> y)
{
    Curve curve;
    curve.name = "soft";
    curve.role = Curve::Role::Validation;
    curve.run = 3;
    curve.faint = true;
    for (std::size_t i = 0; i < y.size(); ++i) {
        curve.x.push_back(static_cast<double>(i + 1));
    }
    curve.y = std::move(y);
    return curve;
}

} // namespace

class TestCurve : public QObject
{
    Q_OBJECT

private slots:
    void meanAndDeviationAreThoseOfTheSeeds()
    {
        const std::vector<Curve> seeds = {seed({0.5, 0.7}), seed({0.6, 0.7}), seed({0.7, 0.7, 0.9})};
        const Curve mean = meanOfSeeds(seeds);
        QCOMPARE(mean.y.size(), std::size_t{2});
        QVERIFY(std::abs(mean.y[0] - 0.6) < 1e-12);
        QVERIFY(std::abs(mean.sd[0] - 0.1) < 1e-12); // n − 1
        QVERIFY(std::abs(mean.sd[1]) < 1e-12);
        QCOMPARE(mean.run, 3);
        QCOMPARE(mean.role, Curve::Role::Validation);
        QVERIFY(!mean.faint);
    }

    void aSeedThatDivergedLeavesAGap()
    {
        const std::vector<Curve> seeds = {seed({0.5, 0.7, 0.8}),
                                          seed({0.5, std::numeric_limits<double>::quiet_NaN(), 0.8})};
        const Curve mean = meanOfSeeds(seeds);
        QVERIFY(std::isfinite(mean.y[0]));
        QVERIFY(!std::isfinite(mean.y[1]));
        QVERIFY(std::isfinite(mean.y[2]));
    }

    void oneSeedHasNoBand()
    {
        const std::vector<Curve> one = {seed({0.5, 0.7})};
        QVERIFY(meanOfSeeds(one).sd.empty());
        QCOMPARE(meanOfSeeds(one).y, one[0].y);
    }
};

QTEST_MAIN(TestCurve)
#include "tst_curve.moc"
