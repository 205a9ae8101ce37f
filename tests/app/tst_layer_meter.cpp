// The meter of layers: what it measures adds up to the whole network, and it tells of the network that was asked about last.
#include "app/layer_meter.h"
#include "core/files/system.h"
#include "core/networks/network.h"
#include "core/tensor/thread_time.h"
#include "tests/support/small_run.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <numeric>

using namespace fovea;

namespace {

const Interface kAnswers{{32, 32, 1}, 4};

/// A trunk whose second layer has most to do, whose others have something, and what comes after them.
Config fourLayers()
{
    Config config = smallNeedle();
    config.model.trunk = "conv 8 5x5, conv 48 5x5, pool, conv 16 3x3";
    return config;
}

std::vector<double> measured(LayerMeter& meter, const Config& config)
{
    QSignalSpy told(&meter, &LayerMeter::measured);
    meter.measure(config, kAnswers);
    return told.wait(20'000) ? told.takeFirst()[0].value<std::vector<double>>() : std::vector<double>();
}

double sum(const std::vector<double>& times)
{
    return std::accumulate(times.begin(), times.end(), 0.0,
                           [](double all, double one) { return std::isnan(one) ? all : all + one; });
}

/// The whole network on one image: the least of many, milliseconds of this thread.
double wholeStep(const Config& config)
{
    const auto network = makeNetwork(config, kAnswers);
    const ParameterTable& table = network->parameters();
    const Weights weights = table.initialWeights(0);
    const Context context;
    const Tensor image({1, 32, 32, 1});
    Tape tape(false);
    double least = 1e9;
    for (int times = 0; times < 60; ++times) {
        tape.restart(false);
        Pass pass(tape, table, weights, context);
        const double before = threadSeconds();
        network->forward(pass, {tape.constant(image.data(), image.shape())});
        least = std::min(least, 1000 * (threadSeconds() - before));
    }
    return least;
}

} // namespace

class LayerMeterTest : public QObject
{
    Q_OBJECT

private slots:
    void layersAddUpToTheWholeNetwork()
    {
        LayerMeter meter;
        const std::vector<double> times = measured(meter, fourLayers());
        QCOMPARE(times.size(), layerTable(fourLayers(), kAnswers).size());
        const double whole = wholeStep(fourLayers());
        QVERIFY2(sum(times) > 0.6 * whole && sum(times) < 1.7 * whole,
                 qPrintable(QStringLiteral("%1 ms in all, %2 ms together").arg(whole).arg(sum(times))));
    }

    void whoHasMoreToDoTakesLongerAndNobodyTakesNothing()
    {
        LayerMeter meter;
        const std::vector<LayerRow> rows = layerTable(fourLayers(), kAnswers);
        std::vector<double> longest(rows.size(), 0);
        for (int round = 0; round < 3; ++round) {
            const std::vector<double> times = measured(meter, fourLayers());
            QVERIFY(times[1] > times[0] && times[1] > times[2]); // in the order of the table
            for (std::size_t i = 0; i < times.size(); ++i) {
                longest[i] = std::max(longest[i], times[i]);
            }
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool alone = rows[i].part == LayerRow::Part::Trunk && rows[i].multiplyAdds > 0;
            QVERIFY2(!alone || longest[i] > 0, rows[i].text.c_str());
        }
    }

    void theNetworkAskedAboutLastIsTheOneThatIsTold()
    {
        LayerMeter meter;
        QSignalSpy told(&meter, &LayerMeter::measured);
        Config one = fourLayers();
        one.model.trunk = "conv 8 5x5";
        meter.measure(fourLayers(), kAnswers);
        meter.measure(fourLayers(), kAnswers);
        meter.measure(one, kAnswers);
        QTRY_COMPARE_WITH_TIMEOUT(told.count(), 1, 20'000); // the others were dropped
        QCOMPARE(told[0][0].value<std::vector<double>>().size(), layerTable(one, kAnswers).size());
        QCOMPARE(measured(meter, fourLayers()).size(), layerTable(fourLayers(), kAnswers).size());
        QCOMPARE(told.count(), 2); // nothing else came
    }

    void goingAwayWhileItMeasuresIsFine()
    {
        bool told = false;
        {
            LayerMeter meter;
            connect(&meter, &LayerMeter::measured, this, [&] { told = true; });
            meter.measure(fourLayers(), kAnswers);
        }
        QCoreApplication::processEvents();
        QVERIFY(!told);
    }
};

QTEST_GUILESS_MAIN(LayerMeterTest)
#include "tst_layer_meter.moc"
