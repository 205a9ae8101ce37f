// Runs at the edge: learning that diverges, one image, one class, a batch larger than the data.
#include "core/settings/error.h"
#include "core/training/checkpoint.h"
#include "core/training/record_json.h"
#include "core/training/report.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fovea;

namespace {

bool allFinite(const Reals& values)
{
    return std::all_of(values.begin(), values.end(), [](Real value) { return std::isfinite(value); });
}

} // namespace

class HardCasesTest : public QObject
{
    Q_OBJECT

private slots:
    void absurdLearningRatesDivergeAndKeepFiniteWeights_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("optimiser");
        QTest::addColumn<double>("rate");
        for (const char* set : {"needle", "brightness"}) {
            for (const char* optimiser : {"sgd", "adam", "adamw"}) {
                for (const double rate : {1e6, 1e13, 1e20, 1e30}) {
                    QTest::addRow("%s %s %g", set, optimiser, rate) << set << optimiser << rate;
                }
            }
        }
    }
    void absurdLearningRatesDivergeAndKeepFiniteWeights()
    {
        QFETCH(QString, set);
        QFETCH(QString, optimiser);
        QFETCH(double, rate);
        Config config = smallNeedle();
        config.data.set = set.toStdString();
        config.data.pixels = "raw";
        config.train.optimiser = optimiser.toStdString();
        config.train.schedule = "constant";
        config.train.learningRate = rate;
        config.train.decay = 10;
        Practice trainer;
        Run run = trainer.start(config);
        const Outcome outcome = trainer.advance(run);
        QVERIFY(allFinite(run.weights));
        if (rate == 1e30) {
            QCOMPARE(outcome.kind, Outcome::Kind::Diverged);
        }
        if (outcome.kind == Outcome::Kind::Diverged) {
            QVERIFY(outcome.sentence.find("The learning rate is 1e+") != std::string::npos);
            QVERIFY(outcome.sentence.find("far above what is usual; try 0.004.") != std::string::npos);
            const Reals kept = run.weights;
            QCOMPARE(trainer.advance(run).kind, Outcome::Kind::Diverged); // and again, and nothing moves
            QVERIFY(sameBits(run.weights, kept));
        }
    }

    void aStepThatWouldOverflowIsNotTaken()
    {
        Config config = smallNeedle();
        config.data.set = "brightness";
        config.data.pixels = "raw";    // all positive, so that a unit of negative weights is dead
        config.model.trunk = "conv 1"; // and with it the network: then loss and gradient stay finite
        config.attention.mechanism = "none";
        config.train.schedule = "constant";
        config.train.learningRate = 1e30;
        config.train.decay = 0.3; // multiplies each weight by −3e29
        for (const std::uint64_t seed : {0, 1, 2, 3, 4, 5}) {
            config.seed = seed;
            Practice trainer;
            Run run = trainer.start(config);
            QCOMPARE(trainer.advance(run).kind, Outcome::Kind::Diverged);
            QVERIFY(allFinite(run.weights));
        }
    }

    void aStateWithInfiniteLossesIsKept()
    {
        Config config = smallNeedle();
        config.train.learningRate = 1e30;
        config.train.batchSize = 100; // an epoch ends before anybody notices
        Practice trainer;
        Run run = trainer.start(config);
        QCOMPARE(trainer.advance(run).kind, Outcome::Kind::Diverged);
        QCOMPARE(run.history.size(), std::size_t{1});
        QVERIFY(!std::isfinite(run.history[0].valLoss));
        const Run kept = runFrom(Safetensors::parse(stateFile(run).bytes(), "state"), "state", run.data);
        QVERIFY(sameBits(kept.weights, run.weights));
        QCOMPARE(metricsCsv(kept.history), metricsCsv(run.history));
    }

    void aBadFirstEpochIsNotTheBestForEver()
    {
        Config config = smallNeedle();
        config.train.patience = 50;
        Practice trainer;
        Run run = trainer.start(config);
        run.best = {1, kUndefined, run.weights}; // as after an epoch whose validation loss was not a number
        trainer.advance(run, 4);
        QVERIFY(std::isfinite(run.best.valLoss));
    }

    void oneImageIsLearned()
    {
        Config config = smallNeedle();
        config.data.samples = config.data.validation = config.data.test = 1;
        config.train.epochs = 30;
        Practice trainer(2);
        const Run run = trainer.trained(config);
        QCOMPARE(run.step, 30L);
        QCOMPARE(run.history.back().trainAccuracy, 1.0);
        QVERIFY(run.history.back().trainLoss < run.history.front().trainLoss);
        QVERIFY(allFinite(run.weights));
        const TestReport report =
            testReport({*run.network, run.weights, *run.task, *run.data}, run.config.seed, trainer.workspace);
        QCOMPARE(report.majority, 1.0);
        QVERIFY(!std::isfinite(report.accuracy.standardError)); // of one image there is none
    }

    void oneClassIsLearned()
    {
        Config config = smallNeedle();
        Practice trainer;
        Dataset data = *makeDataset(config, trainer.pool);
        std::fill(data.train.labels.begin(), data.train.labels.end(), 2);
        Run run = startRun(config, std::make_shared<Dataset>(data));
        QCOMPARE(trainer.advance(run).kind, Outcome::Kind::Finished);
        QCOMPARE(run.history.back().trainAccuracy, 1.0);
        QVERIFY(allFinite(run.weights));
    }

    void aBatchMayBeLargerThanTheData()
    {
        Config config = smallNeedle();
        config.train.batchSize = 4096;
        Config whole = config;
        whole.train.batchSize = 100;
        Practice trainer;
        const Run run = trainer.trained(config);
        QCOMPARE(run.step, 3L);
        QVERIFY(sameBits(run.weights, trainer.trained(whole).weights));
    }

    void stepsEndARunInTheMiddleOfAnEpoch()
    {
        Config config = smallNeedle();
        config.train.steps = 7;
        Practice trainer;
        Run run = trainer.start(config);
        QCOMPARE(trainer.advance(run).kind, Outcome::Kind::Finished);
        QCOMPARE(run.step, 7L);
        QCOMPARE(run.history.size(), std::size_t{1});
        const EpochRecord last = finalRecord(run, trainer.workspace);
        QVERIFY(last.accuracy >= 0 && last.accuracy <= 1 && last.loss > 0); // the mean of three batches
        QVERIFY(last.loss != run.history[0].loss && last.valLoss != run.history[0].valLoss);
        QVERIFY(last.valAccuracy >= 0 && last.valLoss > 0);
    }

    void damagedStatesAreRefused_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::newRow("negative step") << R"("step":7)"
                                       << R"("step":-1)";
        QTest::newRow("missing step") << R"("step":7)"
                                      << R"("steps":7)";
        QTest::newRow("step as text") << R"("step":7)"
                                      << R"("step":"7")";
        QTest::newRow("step with a fraction") << R"("step":7)"
                                              << R"("step":7.5)";
        QTest::newRow("step beyond all counting") << R"("step":7)"
                                                  << R"("step":1e300)";
        QTest::newRow("a best epoch restored that never was") << R"("restored":false)"
                                                              << R"("restored":true)";
        QTest::newRow("seen too much") << R"("seen":96)"
                                       << R"("seen":9600)";
        QTest::newRow("a best epoch that never was") << R"("best_epoch":1)"
                                                     << R"("best_epoch":7)";
        QTest::newRow("epochs without history") << R"("epoch":1,)"
                                                << R"("epoch":2,)";
        QTest::newRow("no configuration") << R"("config":)"
                                          << R"("confix":)";
        QTest::newRow("not JSON") << R"({"config")"
                                  << R"(["config")";
    }
    void damagedStatesAreRefused()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        Config config = smallNeedle();
        Practice trainer;
        Run run = trainer.start(config);
        trainer.advance(run, 7);
        Safetensors state = stateFile(run);
        QString description = QString::fromStdString(state.metadata["run"]);
        QVERIFY2(description.contains(from), qPrintable(description.right(2000)));
        state.metadata["run"] = description.replace(description.indexOf(from), from.size(), to).toStdString();
        QVERIFY_THROWS_EXCEPTION(Error, (void)runFrom(state, "state", run.data));
    }

    void weightsOfAnotherNetworkAreRefused()
    {
        Practice trainer;
        const Run run = trainer.start(smallNeedle());
        Config other = smallNeedle();
        other.attention.hidden = 9;
        const Run wider = trainer.start(other);
        other.attention.hidden = 0;
        const Run linear = trainer.start(other);
        const Safetensors file = weightsFile(run.config, *run.network, run.weights);
        QVERIFY(sameBits(weightsFrom(file, *run.network), run.weights));
        QVERIFY_THROWS_EXCEPTION(Error, (void)weightsFrom(file, *wider.network));
        QVERIFY_THROWS_EXCEPTION(Error,
                                 (void)weightsFrom(weightsFile(other, *linear.network, linear.weights), *run.network));
    }
};

QTEST_APPLESS_MAIN(HardCasesTest)
#include "tst_hard_cases.moc"
