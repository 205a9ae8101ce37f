// The stops of sliders: round, allowed, evenly spread, with 0 at the left where it is allowed.
#include "ui/form/slider_scale.h"

#include <QTest>

#include <set>

using namespace fovea;

namespace {

bool isNumber(const Field& field)
{
    return field.usual.most > 0;
}

SliderScale scaleOf(const char* key)
{
    return SliderScale(*findField(key));
}

bool has(const SliderScale& scale, double value)
{
    return scale.valueAt(scale.nearest(value)) == value; // the same bits, as if typed
}

} // namespace

class SliderScaleTest : public QObject
{
    Q_OBJECT

private slots:
    void everyStopIsAllowedAndFurtherThanTheLast()
    {
        for (const Field& field : fields()) {
            if (!isNumber(field)) {
                continue;
            }
            const SliderScale scale(field);
            QVERIFY2(scale.last() >= 2 && scale.last() <= 130, std::string(field.key).c_str());
            for (int stop = 0; stop <= scale.last(); ++stop) {
                QVERIFY(scale.valueAt(stop) >= field.least && scale.valueAt(stop) <= field.most);
                QVERIFY(stop == 0 || scale.valueAt(stop) > scale.valueAt(stop - 1));
                QCOMPARE(scale.nearest(scale.valueAt(stop)), stop);
            }
            QCOMPARE(scale.valueAt(scale.last()), field.usual.most);
        }
    }

    void zeroIsTheLeftmostStopWhereItIsAllowed()
    {
        const SliderScale rate = scaleOf("train.learning_rate");
        QCOMPARE(rate.valueAt(0), 0.0);
        QCOMPARE(rate.valueAt(1), 1e-5);
        QCOMPARE(rate.nearest(1e-12), 1); // small, but not 0
        QCOMPARE(scaleOf("train.epochs").valueAt(0), 1.0);
        QCOMPARE(scaleOf("attention.temperature").valueAt(0), 0.1);
    }

    void stopsAreRoundNumbers()
    {
        const SliderScale rate = scaleOf("train.learning_rate");
        QVERIFY(has(rate, 0.001) && has(rate, 0.004) && has(rate, 1.2e-5) && has(rate, 0.3) && !has(rate, 0.0037));
        const SliderScale signal = scaleOf("data.signal");
        QVERIFY(has(signal, 0.3) && has(signal, 0.7) && has(signal, 7) && !has(signal, 0.35));
        const SliderScale batch = scaleOf("train.batch_size");
        QVERIFY(has(batch, 64) && has(batch, 128) && !has(batch, 100));
        const SliderScale passes = scaleOf("train.epochs");
        QVERIFY(has(passes, 1) && has(passes, 2) && has(passes, 3) && has(passes, 10) && !has(passes, 1.2));
    }

    void equalStepsAreEqualRatiosOnALogarithmicScale()
    {
        const SliderScale rate = scaleOf("train.learning_rate");
        QCOMPARE(rate.nearest(0.01) - rate.nearest(0.001), rate.nearest(0.1) - rate.nearest(0.01));
        const SliderScale batch = scaleOf("train.batch_size");
        QCOMPARE(batch.nearest(100), batch.nearest(128)); // 100 : 64 is more than 128 : 100
        QCOMPARE(batch.nearest(90), batch.nearest(64));
    }

    void aValueBetweenTwoStopsStepsToItsNeighbours()
    {
        const SliderScale batch = scaleOf("train.batch_size");
        QCOMPARE(batch.valueAt(batch.above(100)), 128.0);
        QCOMPARE(batch.valueAt(batch.below(100)), 64.0);
        QCOMPARE(batch.valueAt(batch.above(64)), 128.0);
        QCOMPARE(batch.valueAt(batch.below(64)), 32.0);
    }

    void aValueOutsideRestsAtTheEnd()
    {
        const SliderScale rate = scaleOf("train.learning_rate");
        QCOMPARE(rate.nearest(1e30), rate.last());
        QCOMPARE(rate.above(1e30), rate.last());
        QCOMPARE(rate.below(0), 0);
        const SliderScale temperature = scaleOf("attention.temperature");
        QCOMPARE(temperature.nearest(0.01), 0);
        QCOMPARE(temperature.below(0.01), 0);
    }
};

QTEST_APPLESS_MAIN(SliderScaleTest)
#include "tst_slider_scale.moc"
