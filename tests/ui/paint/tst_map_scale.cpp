// The scales of attention maps: what uniform looks like, and that no scale is silent.
#include "ui/paint/map_scale.h"

#include <QLocale>
#include <QTest>

#include <cmath>
#include <limits>

using namespace fovea;

namespace {

Tensor mapOf(std::initializer_list<double> weights)
{
    Tensor map({1, static_cast<Index>(weights.size())});
    Index i = 0;
    for (const double weight : weights) {
        map[i++] = static_cast<Real>(weight);
    }
    return map;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-6;
}

} // namespace

class TestMapScale : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void uniformIsMidToneForAnyNumberOfPlaces()
    {
        for (const Index places : {2, 4, 49, 64, 196, 21632}) {
            const MapScale scale = MapScale::timesUniform(places);
            const double uniform = 1.0 / static_cast<double>(places);
            QVERIFY(near(scale.t(uniform), 0.5));
            QVERIFY(near(scale.t(uniform / 8), 0));
            QVERIFY(near(scale.t(1), 1));
            QVERIFY(near(scale.t(0), 0));
        }
    }

    void timesUniformIsLogarithmicOnBothSides()
    {
        const MapScale scale = MapScale::timesUniform(64);
        QVERIFY(near(scale.t(8.0 / 64), 0.75));               // √64 times uniform
        QVERIFY(near(scale.t(std::pow(8, -0.5) / 64), 0.25)); // half-way down to ⅛
        QVERIFY(near(scale.t(2.0 / 64) - scale.t(1.0 / 64), scale.t(4.0 / 64) - scale.t(2.0 / 64)));
        double before = -1;
        for (double weight = 1.0 / 512; weight <= 1; weight *= 1.01) {
            QVERIFY(scale.t(weight) >= before);
            before = scale.t(weight);
        }
    }

    void timesUniformHasATickAtOneInTheMiddle()
    {
        for (const Index places : {2, 3, 16, 49, 64, 21632}) {
            for (const int most : {3, 5, 7, 9}) {
                const std::vector<Tick> ticks = MapScale::timesUniform(places).ticks(most);
                QCOMPARE(ticks.front().label, QString("≤ ⅛×"));
                QCOMPARE(ticks.back().label, QString("%1×").arg(QLocale().toString(places)));
                QVERIFY(near(ticks.front().t, 0));
                QVERIFY(near(ticks.back().t, 1));
                const auto one = std::ranges::find(ticks, QString("1×"), &Tick::label);
                QVERIFY(one != ticks.end());
                QVERIFY(near(one->t, 0.5));
                QVERIFY(static_cast<int>(ticks.size()) <= most);
                for (std::size_t i = 0; i + 1 < ticks.size(); ++i) {
                    QVERIFY(ticks[i + 1].t - ticks[i].t > 0.04);
                }
            }
        }
    }

    void ticksLieWhereTheirWeightsLie()
    {
        const MapScale scale = MapScale::timesUniform(64);
        for (const Tick& tick : scale.ticks(9)) {
            bool number = false;
            const double u = tick.label.chopped(1).toDouble(&number);
            QVERIFY(!number || near(scale.t(u / 64), tick.t));
        }
    }

    void onePlaceHasNoMap()
    {
        QVERIFY(!MapScale::hasMap(1));
        QVERIFY(!MapScale::hasMap(0));
        QVERIFY(MapScale::hasMap(2));
    }

    void fixedIsTheWeightItself()
    {
        QVERIFY(near(MapScale::fixed().t(0.3), 0.3));
        QCOMPARE(MapScale::fixed().ticks().front().label, QString("0.0"));
        QCOMPARE(MapScale::fixed().ticks().back().label, QString("1.0"));
    }

    void perLayerSpansAllMapsAndPerImageOne()
    {
        const std::vector<Tensor> maps = {mapOf({0.25, 0.5}), mapOf({0.125, 0.375})};
        QVERIFY(near(MapScale::perLayer(maps).t(0.125), 0));
        QVERIFY(near(MapScale::perLayer(maps).t(0.5), 1));
        QVERIFY(near(MapScale::perImage(maps[0]).t(0.25), 0));
        QVERIFY(near(MapScale::perImage(maps[1]).t(0.375), 1));
        QCOMPARE(MapScale::perImageOfSeveral().ticks().size(), std::size_t{2});
    }

    void aConstantMapIsMidToneNotStretched()
    {
        const MapScale scale = MapScale::perImage(mapOf({0.5, 0.5}));
        QVERIFY(near(scale.t(0.5), 0.5));
        QCOMPARE(scale.ticks().size(), std::size_t{1});
    }

    void noNumberStaysNone()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(std::isnan(MapScale::timesUniform(4).t(nan)));
        QVERIFY(std::isnan(MapScale::fixed().t(nan)));
        QVERIFY(std::isnan(MapScale::perImage(mapOf({0.5, 0.5})).t(nan)));
        const double infinity = std::numeric_limits<double>::infinity();
        QVERIFY(near(MapScale::perImage(mapOf({nan, infinity, 0.25, 0.75})).t(0.75), 1));
    }

    void everyScaleIsPrinted()
    {
        QCOMPARE(MapScale::timesUniform(64).name(), QString("weight, times uniform (1/64)"));
        QCOMPARE(MapScale::perImage(mapOf({0.25, 0.75})).name(), QString("weight, per image: 0.25 to 0.75"));
        const std::vector<Tensor> maps = {mapOf({0.25, 0.75})};
        QCOMPARE(MapScale::perLayer(maps).name(), QString("weight, per layer: 0.25 to 0.75"));
        for (const ScaleKind kind :
             {ScaleKind::TimesUniform, ScaleKind::Fixed, ScaleKind::PerLayer, ScaleKind::PerImage}) {
            QVERIFY(!scaleTitle(kind).isEmpty());
        }
    }

    void linearTicksAreRoundAndFew_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<QStringList>("labels");
        QTest::newRow("pixels") << 0.0 << 255.0 << QStringList{"0", "50", "100", "150", "200", "250"};
        QTest::newRow("signed") << -1.0 << 1.0 << QStringList{"-1.0", "-0.5", "0.0", "0.5", "1.0"};
        QTest::newRow("small") << 0.0012 << 0.0047 << QStringList{"0.002", "0.003", "0.004"};
        QTest::newRow("equal") << 0.25 << 0.25 << QStringList{"0.25"};
        QTest::newRow("not finite") << 0.0 << std::numeric_limits<double>::infinity() << QStringList{};
    }
    void linearTicksAreRoundAndFew()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(QStringList, labels);
        QStringList ours;
        for (const Tick& tick : linearTicks(low, high)) {
            ours << tick.label;
            QVERIFY(tick.t >= 0 && tick.t <= 1);
        }
        QCOMPARE(ours, labels);
        QVERIFY(linearTicks(1e9, 1e9 + 1e-6).size() <= 6); // ends
    }
};

QTEST_MAIN(TestMapScale)
#include "tst_map_scale.moc"
