// What moves the weights: schedules, clipping, penalties; against their formulas. Numbers of PyTorch are in core/proofs.
#include "core/training/schedule.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fovea;

namespace {

TrainConfig scheduled(const char* schedule, double warmup)
{
    TrainConfig config;
    config.schedule = schedule;
    config.learningRate = 0.1;
    config.warmup = warmup;
    return config;
}

bool close(double a, double b)
{
    return std::abs(a - b) <= 1e-12;
}

Config plainSteps()
{
    Config config = smallNeedle();
    config.train.optimiser = "sgd";
    config.train.momentum = 0;
    config.train.schedule = "constant";
    config.train.learningRate = 0.5;
    return config;
}

double distance(const Reals& a, const Reals& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += std::pow(static_cast<double>(a[i]) - static_cast<double>(b[i]), 2);
    }
    return std::sqrt(sum);
}

/// One batch; gives how far the weights went, and the norm of the gradient that was reported.
std::pair<double, double> oneStep(Config config)
{
    Practice trainer;
    Run run = trainer.start(config);
    const Reals before = run.weights;
    trainer.advance(run, 1);
    return {distance(run.weights, before), trainer.mailbox.take().steps[0].gradientNorm};
}

} // namespace

class StepsTest : public QObject
{
    Q_OBJECT

private slots:
    void schedulesAtTheirCorners_data()
    {
        QTest::addColumn<QString>("schedule");
        QTest::addColumn<double>("warmup");
        QTest::addColumn<double>("progress");
        QTest::addColumn<double>("rate");
        const auto row = [](const char* schedule, double warmup, double progress, double rate) {
            QTest::addRow("%s, warm-up %g, at %g", schedule, warmup, progress)
                << schedule << warmup << progress << rate;
        };
        row("constant", 0.3, 0, 0.1);
        row("constant", 0.3, 1, 0.1);
        row("cosine", 0.3, 0, 0);
        row("cosine", 0.3, 0.15, 0.05);
        row("cosine", 0.3, 0.3, 0.1);
        row("cosine", 0.3, 0.65, 0.05);
        row("cosine", 0.3, 1, 0);
        row("cosine", 0, 0, 0.1);
        row("cosine", 0, 1, 0);
        row("one_cycle", 0.3, 0, 0.1 / 25);
        row("one_cycle", 0.3, 0.15, (0.1 + 0.1 / 25) / 2);
        row("one_cycle", 0.3, 0.3, 0.1);
        row("one_cycle", 0.3, 1, 0.1 / 25 / 1e4);
        row("one_cycle", 0, 0, 0.1);
        row("one_cycle", 0.9, 0.9, 0.1);
        row("one_cycle", 0.3, 1.5, 0.1 / 25 / 1e4); // beyond the end it stays
    }
    void schedulesAtTheirCorners()
    {
        QFETCH(QString, schedule);
        QFETCH(double, warmup);
        QFETCH(double, progress);
        QFETCH(double, rate);
        const double got = rateAt(scheduled(qPrintable(schedule), warmup), progress);
        QVERIFY2(close(got, rate), std::to_string(got).c_str());
    }

    void schedulesRiseThenFall()
    {
        for (const char* schedule : {"cosine", "one_cycle"}) {
            const TrainConfig config = scheduled(schedule, 0.25);
            for (int i = 0; i < 100; ++i) {
                const double step = rateAt(config, (i + 1) / 100.0) - rateAt(config, i / 100.0);
                QVERIFY(i < 25 ? step > 0 : step < 0);
            }
        }
    }

    void aPlainStepIsRateTimesGradient()
    {
        const auto [moved, norm] = oneStep(plainSteps());
        QVERIFY(norm > 0.01);
        QVERIFY(std::abs(moved / (0.5 * norm) - 1) < 1e-5);
    }

    void clippingShortensTheGradientAndKeepsItsDirection()
    {
        Config config = plainSteps();
        const double norm = oneStep(config).second;
        config.train.clip = norm / 10;
        const auto [moved, reported] = oneStep(config);
        QCOMPARE(reported, norm); // what is shown is the gradient as it was
        QVERIFY(std::abs(moved / (0.5 * norm / 10) - 1) < 1e-3);

        config.train.learningRate = 5; // ten times the rate makes up for it
        Practice trainer;
        Run clipped = trainer.start(config), plain = trainer.start(plainSteps());
        trainer.advance(clipped, 1);
        trainer.advance(plain, 1);
        QVERIFY(distance(clipped.weights, plain.weights) < 1e-4 * norm);
    }

    void aLimitAboveTheGradientChangesNothing()
    {
        Config config = plainSteps();
        const Reals free = Practice().trained(config).weights;
        config.train.clip = 1000;
        QVERIFY(sameBits(Practice().trained(config).weights, free));
    }

    void l1MakesExactZeros()
    {
        Config config = smallNeedle();
        config.train.schedule = "constant";
        config.train.learningRate = 0.02;
        config.train.l1 = 1;
        Practice trainer;
        const Run run = trainer.trained(config);
        const ParameterTable& table = run.network->parameters();
        const Reals matrix = valuesOf(table, "trunk.2.weight", run.weights);
        const auto zeros = std::count(matrix.begin(), matrix.end(), Real(0));
        QVERIFY2(zeros > static_cast<Index>(matrix.size()) / 10, std::to_string(zeros).c_str());
        const Reals plain = valuesOf(table, "trunk.2.weight", trainer.trained(smallNeedle()).weights);
        QCOMPARE(std::count(plain.begin(), plain.end(), Real(0)), std::ptrdiff_t{0});
    }

    void l2AddsTheWeightsToTheGradientOfMatricesOnly()
    {
        Config config = plainSteps();
        Practice trainer;
        Run with = trainer.start(config), without = trainer.start(config);
        with.config.train.l2 = 0.1;
        const Reals before = with.weights;
        trainer.advance(with, 1);
        trainer.advance(without, 1);
        const ParameterTable& table = with.network->parameters();
        for (int p = 0; p < table.count(); ++p) {
            const Index at = table.slot(p).offset;
            for (Index i = at; i < at + table.slot(p).size; ++i) {
                const auto n = static_cast<std::size_t>(i);
                const double expected = table[p].decays ? -0.5 * 0.1 * static_cast<double>(before[n]) : 0;
                const double got = static_cast<double>(with.weights[n]) - static_cast<double>(without.weights[n]);
                QVERIFY(std::abs(got - expected) < 1e-6);
            }
        }
    }

    void decayShrinksMatricesApartFromTheGradient()
    {
        Config config = smallNeedle();
        config.train.schedule = "constant";
        config.train.decay = 0;
        Practice trainer;
        Run with = trainer.start(config), without = trainer.start(config);
        with.config.train.decay = 1;
        const Reals before = with.weights;
        trainer.advance(with, 1);
        trainer.advance(without, 1);
        const ParameterTable& table = with.network->parameters();
        for (const char* name : {"trunk.0.weight", "trunk.0.bias", "answer.weight", "answer.bias"}) {
            const Reals a = valuesOf(table, name, with.weights), b = valuesOf(table, name, without.weights),
                        first = valuesOf(table, name, before);
            const double share = QByteArray(name).endsWith("bias") ? 0 : 0.004;
            for (std::size_t i = 0; i < a.size(); ++i) {
                QVERIFY(std::abs(static_cast<double>(a[i] - b[i]) + share * static_cast<double>(first[i])) < 1e-6);
            }
        }
    }
};

QTEST_APPLESS_MAIN(StepsTest)
#include "tst_steps.moc"
