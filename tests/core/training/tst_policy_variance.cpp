// How noisy the policy gradient is: the variance of just what teaches the gazes, with every baseline on the same paths; and
// nobody who pauses waits for it.
#include "core/training/answer.h"
#include "core/training/policy_gradient.h"
#include "core/training/policy_variance.h"
#include "tests/support/small_glimpses.h"

#include <QTest>

#include <atomic>
#include <cmath>

using namespace fovea;

namespace {

/// The part of a context that says that a pass measures the noise: its chance is another than that of learning.
bool measuresNoise(const Context& context, const Config& config)
{
    return context.training && context.seed != config.seed;
}

/// One draw, all images at once: the gradient of all parameters that choose gazes, by what teaches them.
std::vector<double> gradientOfDraw(const Run& run, Index images, std::uint64_t draw, double progress,
                                   std::string_view baseline)
{
    const ParameterTable& table = run.network->parameters();
    Gradients gradients(table.layout(), nullptr);
    gradients.clear();
    Tape tape;
    tape.restart(true, &gradients);
    const Context context{
        .training = true, .seed = run.config.seed ^ hash("policy variance"), .step = draw, .progress = progress};
    Pass pass(tape, table, run.weights, context);
    std::vector<Index> some(static_cast<std::size_t>(images));
    std::vector<int> labels;
    for (std::size_t i = 0; i < some.size(); ++i) {
        some[i] = static_cast<Index>(i);
        labels.insert(labels.end(), static_cast<std::size_t>(run.config.look.rollouts), run.data->train.labels[i]);
    }
    const Tensor pixels = imagesOf(*run.data, run.data->train, some);
    const Output output = run.network->forward(pass, {tape.constant(pixels.data(), pixels.shape())});
    LookConfig look = run.config.look;
    look.baseline = baseline;
    look.weight = 1;
    teachGazes(look, output, rewardsOf(*run.task, look, output, labels), static_cast<double>(labels.size()));
    tape.backward();
    std::vector<double> g;
    for (int p = 0; p < table.count(); ++p) {
        if (table[p].name.starts_with("look.aim") || table[p].name.starts_with("look.place")) {
            g.insert(g.end(), gradients.of(p), gradients.of(p) + table.slot(p).size);
        }
    }
    return g;
}

double varianceOf(const std::vector<std::vector<double>>& draws)
{
    double total = 0;
    for (std::size_t i = 0; i < draws.front().size(); ++i) {
        double sum = 0, squares = 0;
        for (const std::vector<double>& draw : draws) {
            sum += draw[i];
            squares += draw[i] * draw[i];
        }
        const auto n = static_cast<double>(draws.size());
        total += (squares - sum * sum / n) / (n - 1);
    }
    return total;
}

} // namespace

class PolicyVarianceTest : public QObject
{
    Q_OBJECT

private slots:
    void baselinesQuietThePolicyGradient()
    {
        Practice practice, three(3);
        Config config = smallGlimpses();
        config.train.epochs = 4;
        const Run run = practice.trained(config);
        const auto v = *policyVariance(examinedOf(run), 0, 1, practice.workspace, {.images = 20, .draws = 12});
        QVERIFY(v == policyVariance(examinedOf(run), 0, 1, three.workspace, {.images = 20, .draws = 12}));
        for (const double one : v) {
            QVERIFY(one > 0);
        }
        QVERIFY(v != policyVariance(examinedOf(run), 1, 1, practice.workspace, {.images = 20, .draws = 12}));
        QVERIFY(
            std::isnan(policyVariance(examinedOf(practice.trained(smallNeedle())), 0, 1, practice.workspace)->at(0)));
    }

    void itIsTheVarianceOfWhatTeachesTheGazes()
    {
        Practice practice;
        Config config = smallGlimpses();
        config.look.sigma = 0.4;
        const Run run = practice.trained(config);
        for (const double progress : {0.0, 0.7}) {
            const auto v = *policyVariance(examinedOf(run), run.config.seed, progress, practice.workspace,
                                           {.images = 20, .draws = 5}); // more images than go into one chunk
            for (std::size_t b = 0; b < kBaselines; ++b) {
                std::vector<std::vector<double>> draws;
                for (std::uint64_t draw = 0; draw < 5; ++draw) {
                    draws.push_back(gradientOfDraw(run, 20, draw, progress, baselineKeys()[b]));
                }
                const double wanted = varianceOf(draws);
                QVERIFY2(std::abs(v[b] - wanted) < 1e-3 * wanted,
                         qPrintable(QString("%1: %2 is not %3").arg(b).arg(v[b]).arg(wanted)));
            }
        }
    }

    void aLocatorThatDoesNotLearnHasNoNoise()
    {
        Practice practice;
        Config config = smallGlimpses();
        config.look.gaze = "frozen";
        QVERIFY(std::isnan(policyVariance(examinedOf(practice.start(config)), 0, 1, practice.workspace)->at(0)));
    }

    void whoeverStopsItGetsNothingWithinAFewImages()
    {
        Practice practice;
        const Run run = practice.start(smallGlimpses());
        std::stop_source stop;
        std::atomic<int> passes = 0;
        const Watched watched(
            run.network,
            [&](const Context&, const Input& input) {
                QCOMPARE(input.image.dim(0), Index{1});
                passes += 1;
                stop.request_stop();
            },
            1);
        QVERIFY(!policyVariance({watched, run.weights, *run.task, *run.data}, 0, 1, practice.workspace, {},
                                stop.get_token()));
        QCOMPARE(passes.load(), 1);
    }

    // The pass is measured the next time, as if nobody had stopped it.
    void aPauseInTheNoiseOfAPassChangesNothing()
    {
        const Config config = smallGlimpses();
        const Run whole = Practice().trained(config);
        Practice practice(2);
        Run run = practice.start(config);
        const std::shared_ptr<const Network> network = run.network;
        std::stop_source stop;
        std::atomic<int> passes = 0;
        run.network = std::make_shared<Watched>(network, [&](const Context& context, const Input&) {
            if (measuresNoise(context, config)) {
                passes += 1;
                stop.request_stop();
            }
        });
        const Outcome outcome = practice.advance(run, 1000, stop.get_token());
        QCOMPARE(outcome.kind, Outcome::Kind::Paused);
        QVERIFY(passes >= 1 && passes <= 2); // one a thread
        QCOMPARE(run.step, 4L);
        QCOMPARE(run.epoch, 0);
        QCOMPARE(run.seen, run.samples());
        QVERIFY(run.history.empty() && practice.mailbox.take().epochs.empty());
        run.network = network;
        practice.advance(run);
        QVERIFY(sameBits(run.weights, whole.weights));
        QCOMPARE(run.history.size(), whole.history.size());
        for (std::size_t i = 0; i < whole.history.size(); ++i) {
            QCOMPARE(run.history[i].gaze, whole.history[i].gaze);
        }
    }

    // What an epoch says of the noise is that at the σ of its end.
    void anEpochsNoiseIsThatOfItsMoment()
    {
        const Config config = smallGlimpses();
        Practice practice;
        Run run = practice.start(config);
        std::vector<double> moments;
        run.network = std::make_shared<Watched>(run.network, [&](const Context& context, const Input&) {
            if (measuresNoise(context, config) && (moments.empty() || moments.back() != context.progress)) {
                moments.push_back(context.progress);
            }
        });
        practice.advance(run);
        QVERIFY(moments == (std::vector<double>{0.5, 1.0}));
    }
};

QTEST_APPLESS_MAIN(PolicyVarianceTest)
#include "tst_policy_variance.moc"
