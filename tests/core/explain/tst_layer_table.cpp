// Layer by layer: shapes, parameters and multiply-adds as one counts them by hand, and that time is measured.
#include "core/explain/layer_table.h"
#include "core/settings/presets.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace fovea;

class LayerTableTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreWhatOneCountsByHand()
    {
        // conv 4 5x5, pool, conv 8, pool on 32 × 32 × 1; soft attention with 8 features; 4 answers
        Config config = smallNeedle();
        config.model.hidden = 6;
        const auto rows = layerTable(config, {{32, 32, 1}, 4});
        QCOMPARE(rows.size(), std::size_t(5));
        QCOMPARE(rows[0].text, std::string("conv 4 5x5, pool"));
        QVERIFY(rows[0].output == Shape({16, 16, 4}));
        QCOMPARE(rows[0].learned, Index(5 * 5 * 4 + 4));
        QCOMPARE(rows[0].multiplyAdds, 32. * 32 * 4 * 25); // of the convolution, before the pooling
        QCOMPARE(rows[0].field, Index(6));
        QVERIFY(rows[1].output == Shape({8, 8, 8}));
        QCOMPARE(rows[1].multiplyAdds, 16. * 16 * 8 * 9 * 4);
        QCOMPARE(rows[1].field, Index(6 + 2 * 2 + 2));
        QVERIFY(rows[2].part == LayerRow::Part::Pool && rows[2].text == "soft");
        QVERIFY(rows[2].output == Shape({8}));
        QCOMPARE(rows[2].multiplyAdds, 64. * 8 * 8 + 64 * 8 + 64 * 8); // x V, (…) w, Σ a x
        QCOMPARE(rows[2].field, Index(0));
        QVERIFY(rows[3].output == Shape({6}));
        QCOMPARE(rows[3].multiplyAdds, 48.);
        QVERIFY(rows[4].output == Shape({4}));
        QCOMPARE(rows[4].learned, Index(6 * 4 + 4));
    }

    void tokensThatLookAtEachOtherCountTheirProducts()
    {
        Config config = smallNeedle();
        config.attention.mechanism = "class";
        config.mix.depth = 2;
        config.mix.width = 16;
        config.mix.heads = 4;
        config.mix.mechanism = "global";
        const auto rows = layerTable(config, {{32, 32, 1}, 4});
        const LayerRow& mix = rows[2];
        QVERIFY(mix.part == LayerRow::Part::Mix);
        QVERIFY(mix.output == Shape({65, 16})); // 64 places and the class token
        const double matrices = 8 * 16 + 2 * (4 * 16 * 16 + 2 * config.mix.expansion * 16 * 16);
        QCOMPARE(mix.multiplyAdds, 65 * matrices + 2 * (2. * 65 * 65 * 16));
        QCOMPARE(rows[3].multiplyAdds, 0.); // one token is read
    }

    void everyParameterOfEveryPresetStandsInOneRow()
    {
        for (const Preset& preset : presets()) {
            const Config config = configOf(preset);
            const Interface interface {
                {32, 32, 1}, 4
            };
            const auto network = makeNetwork(config, interface);
            Index sum = 0;
            for (const LayerRow& row : layerTable(config, interface)) {
                sum += row.learned;
            }
            QVERIFY2(sum == network->parameters().learned(), std::string(preset.key).c_str());
        }
    }

    void timeIsMeasuredForEachLayer()
    {
        Config config = smallNeedle();
        config.model.trunk = "conv 4, conv 64 5x5, pool, gate, conv 4 valid";
        config.gate.mechanism = "se";
        const Interface interface {
            {32, 32, 1}, 4
        };
        const auto rows = layerTable(config, interface);
        const auto times = measureLayers(config, interface, 0.01);
        QCOMPARE(times.size(), rows.size());
        QVERIFY(times[1] > 3 * times[0]);                                               // much more to do
        QVERIFY(times[1] > 0.5 * std::accumulate(times.begin(), times.end() - 1, 0.0)); // most of all
        QVERIFY(std::isnan(times.back()));                                              // in one with the pooling
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(measureLayers(config, interface, 0.01, stop.get_token()).empty());
    }
};

QTEST_APPLESS_MAIN(LayerTableTest)
#include "tst_layer_table.moc"
