// What layers cost: exponents and crossings of curves known by hand, and a measurement that counts every byte.
#include "core/attention/catalog.h"
#include "core/explain/cost.h"

#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

/// factor · Nᵖ milliseconds and bytes at all measured sides.
CostCurve power(const std::string& name, double factor, double exponent)
{
    CostCurve curve{name, {}};
    for (const Index side : measuredSides()) {
        const double y = factor * std::pow(static_cast<double>(side * side), exponent);
        curve.points.push_back({side * side, y, 100 * y});
    }
    return curve;
}

bool near(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance;
}

} // namespace

class CostTest : public QObject
{
    Q_OBJECT

private slots:
    void slopeOfAPowerLawIsItsExponent()
    {
        for (const double exponent : {0.5, 1.0, 2.0}) {
            const CostSlopes slopes = slopesOf(power("global", 0.003, exponent), 16, 1024);
            QVERIFY(near(slopes.time, exponent, 1e-9));
            QVERIFY(near(slopes.bytes, exponent, 1e-9));
        }
    }

    void slopeKnowsNothingOutsideItsStretch()
    {
        CostCurve curve = power("global", 1, 2);
        curve.points.front().milliseconds = 1e6;
        QVERIFY(near(slopesOf(curve, kSlopeFrom, kSlopeTo).time, 2, 1e-9));
        QVERIFY(std::isnan(slopesOf(curve, 1, 20).time)); // one point has no slope
    }

    /// 0.01 N² = N at N = 100, between the measured 64 and 144.
    void curvesCrossWhereTheirPowersAreEqual()
    {
        const CostCurve square = power("global", 0.01, 2), line = power("linear", 1, 1);
        const std::optional<double> from = crossing(square, line);
        QVERIFY(from.has_value());
        QVERIFY(near(*from, 100, 1e-6));
        QVERIFY(!crossing(line, square)); // it does not take longer in the end
    }

    void nothingCrossesWhereOneIsAlwaysLonger()
    {
        QVERIFY(!crossing(power("global", 10, 2), power("linear", 1, 1)));
        QVERIFY(!crossing(power("global", 1e-6, 2), power("linear", 1, 1)));
        QVERIFY(!crossing({}, power("linear", 1, 1)));
    }

    /// Windowed and linear attention both grow as N: their curves touch now and then, and that says nothing.
    void curvesThatGrowAlikeDoNotCross()
    {
        CostCurve nearly = power("windowed", 0.9, 1);
        nearly.points.back().milliseconds *= 1.2;
        QVERIFY(crossing(nearly, power("linear", 1, 1)).has_value());
        const std::vector<Crossing> all = crossingsOf({power("global", 0.01, 2), nearly, power("linear", 1, 1)});
        QCOMPARE(all.size(), std::size_t(2));
        QCOMPARE(all[0].longer, std::size_t(0));
        QCOMPARE(all[1].longer, std::size_t(0));
        QVERIFY(near(all[1].places, 100, 1e-6));
    }

    /// A single slower point is noise: what counts is from where on it stays so.
    void crossingIsForGood()
    {
        CostCurve square = power("global", 0.01, 2);
        square.points.front().milliseconds = 1000;
        QVERIFY(near(crossing(square, power("linear", 1, 1)).value_or(0), 100, 1e-6));
    }

    /// N² numbers for each head's weights, before and after the softmax; N numbers for everything else.
    void bytesGrowAsTheTheorySays()
    {
        const MixConfig layer = measuredLayer();
        const CostPoint small = measureLayer("global", 8, 0), large = measureLayer("global", 16, 0);
        const double pairs = 2.0 * layer.heads * sizeof(Real); // scores and weights, for each pair of tokens
        const double difference = large.bytes - 4 * small.bytes;
        QCOMPARE(small.places, Index(64));
        QVERIFY(near(difference, pairs * (256.0 * 256.0 - 4 * 64.0 * 64.0), 0.02 * difference));
        for (const char* mechanism : {"windowed", "linear"}) {
            const double growth = measureLayer(mechanism, 16, 0).bytes / measureLayer(mechanism, 8, 0).bytes;
            QVERIFY2(growth > 3.5 && growth < 4.1, mechanism);
        }
    }

    void measuringCanBeStopped()
    {
        std::stop_source stop;
        std::size_t points = 0;
        const auto curves = measureCosts(
            [&](const std::vector<CostCurve>& soFar) {
                ++points;
                QCOMPARE(soFar.size(), comparedMixes().size());
                if (points == 2) {
                    stop.request_stop();
                }
            },
            stop.get_token());
        QVERIFY(!curves);
        QCOMPARE(points, std::size_t(2));
    }

    void everyMeasuredMapIsCutIntoWholeWindows()
    {
        for (const Index side : measuredSides()) {
            QCOMPARE(side % measuredLayer().window, Index(0));
        }
        for (const std::string& mechanism : comparedMixes()) {
            QCOMPARE(std::string(mixNamed(mechanism).key), mechanism);
        }
    }
};

QTEST_GUILESS_MAIN(CostTest)
#include "tst_cost.moc"
