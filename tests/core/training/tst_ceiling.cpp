// No network beats the ideal observer: on the needle, where it is known, not by more than chance allows.
#include "core/training/report.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <algorithm>

using namespace fovea;

namespace {

/// The four glyphs, times `factor`, as the kernels of a convolution (5 × 5 × 1 × 4): what a signal adds to an image.
void writeGlyphs(Config config, ThreadPool& pool, double factor, Real* kernels)
{
    config.data.samples = 4; // one of each
    config.data.signal = 20;
    const auto with = makeDataset(config, pool);
    config.data.signal = 0;
    const auto without = makeDataset(config, pool);
    for (Index k = 0; k < 4; ++k) {
        const Box& box = with->train.evidence[static_cast<std::size_t>(k)].boxes.front();
        for (Index i = 0; i < 25; ++i) {
            const auto pixel = static_cast<std::size_t>((k * 32 + box.top + i / 5) * 32 + box.left + i % 5);
            const Real added = with->train.images.reals[pixel] - without->train.images.reals[pixel];
            kernels[4 * i + k] = static_cast<Real>(factor / 20) * added;
        }
    }
}

} // namespace

class CeilingTest : public QObject
{
    Q_OBJECT

private slots:
    void noNetworkBeatsTheCeiling_data()
    {
        QTest::addColumn<double>("signal");
        QTest::newRow("snr 4") << 4.0;
        QTest::newRow("snr 7") << 7.0;
    }
    void noNetworkBeatsTheCeiling()
    {
        QFETCH(double, signal);
        Config config = smallNeedle();
        config.data.samples = 600;
        config.data.test = 400;
        config.data.signal = signal;
        config.train.epochs = 6;
        Practice trainer;
        const Run run = trainer.trained(config);
        const TestReport report =
            testReport({*run.network, run.weights, *run.task, *run.data}, run.config.seed, trainer.workspace);
        for (const Paired& figure : {report.accuracy, report.pointing}) {
            QVERIFY(figure.ceiling > 0.5 && figure.ceiling <= 1);
            QVERIFY(figure.standardError > 0);
            QVERIFY2(figure.difference <= 3 * figure.standardError, std::to_string(figure.difference).c_str());
        }
    }

    void aNetworkMadeOfTheGlyphsComesCloseAndStaysBelow_data()
    {
        QTest::addColumn<double>("signal");
        QTest::newRow("snr 4") << 4.0;
        QTest::newRow("snr 5") << 5.0;
        QTest::newRow("snr 6") << 6.0;
    }
    void aNetworkMadeOfTheGlyphsComesCloseAndStaysBelow()
    {
        // A convolution with the glyphs as its kernels, and attention on what fits: nearly the posterior itself.
        QFETCH(double, signal);
        Config config = smallNeedle();
        config.data.samples = 4;
        config.data.test = 500;
        config.data.signal = signal;
        config.model.trunk = "conv 4 5x5 valid";
        config.attention.hidden = 0;
        Practice trainer;
        Run run = trainer.start(config);
        const ParameterTable& table = run.network->parameters();
        for (int p = 0; p < table.count(); ++p) {
            Real* values = run.weights.data() + table.slot(p).offset;
            std::fill_n(values, table.slot(p).size, Real(0));
            if (table[p].name == "trunk.0.weight") {
                writeGlyphs(config, trainer.pool, 3 * signal, values); // 3, because the network is given a third
            } else if (table[p].name == "trunk.0.bias") {
                std::fill_n(values, 4, static_cast<Real>(-signal * signal / 2));
            } else if (table[p].name == "attention.score.weight") {
                std::fill_n(values, 4, Real(1));
            } else if (table[p].name == "answer.weight") {
                for (Index k = 0; k < 4; ++k) {
                    values[5 * k] = 1;
                }
            }
        }
        const TestReport report =
            testReport({*run.network, run.weights, *run.task, *run.data}, run.config.seed, trainer.workspace);
        for (const Paired& figure : {report.accuracy, report.pointing}) {
            QVERIFY2(figure.difference <= 3 * figure.standardError, std::to_string(figure.difference).c_str());
            QVERIFY2(figure.difference > -0.15, std::to_string(figure.difference).c_str());
        }
    }

    void thePairedDifferenceIsThatOfTheMeans()
    {
        Config config = smallNeedle();
        Practice trainer;
        const Run run = trainer.trained(config);
        const TestReport report =
            testReport({*run.network, run.weights, *run.task, *run.data}, run.config.seed, trainer.workspace);
        QVERIFY(
            qFuzzyCompare(1 + report.accuracy.ceiling + report.accuracy.difference, 1 + report.evaluation.accuracy));
        QVERIFY(qFuzzyCompare(1 + report.pointing.ceiling + report.pointing.difference,
                              1 + report.evaluation.evidence.hit));
    }
};

QTEST_APPLESS_MAIN(CeilingTest)
#include "tst_ceiling.moc"
