// Reward instead of a derivative: what the policy gradient is in the mean, by enumeration, where it is zero, and whom it
// reaches. A locator that never learns hides well, because the rest of the network learns without it.
#include "core/attention/catalog.h"
#include "core/ops/elementwise.h"
#include "core/ops/losses.h"
#include "core/ops/policy.h"
#include "core/ops/softmax.h"
#include "core/tensor/random.h"
#include "core/training/policy_gradient.h"
#include "tests/support/gradient_check.h"

#include <numeric>

using namespace fovea;

namespace {

constexpr Index kCells = 9, kSamples = 4096;

const Reals& rewardOfCells()
{
    static const Reals kRewards{0.1, 0, 1, 0.4, 0.9, 0, 0.2, 0.7, 0.3};
    return kRewards;
}

LookConfig rewarded(const char* baseline)
{
    LookConfig look;
    look.mechanism = "glimpses";
    look.baseline = baseline;
    look.weight = 1;
    return look;
}

/// The gradient that one step of one sample with M paths gives the scores of a categorical policy over nine cells.
Reals gradientOfOneSample(const Tensor& scores, std::uint64_t sample, Index M, const LookConfig& look)
{
    Tape tape;
    const Var e = tape.input(scores.data(), {1, kCells});
    const Var log = logSoftmax(tape, e); // (1 × 9)
    Stream stream(3, Purpose::Test, {sample});
    std::vector<Var> picked;
    std::vector<double> rewards;
    std::vector<int> chosen;
    Var rows = log;
    for (Index m = 0; m < M; ++m) {
        double u = stream.uniform();
        int cell = 0;
        while (cell + 1 < kCells && u >= std::exp(log.data()[cell])) {
            u -= std::exp(log.data()[cell++]);
        }
        chosen.push_back(cell);
        rewards.push_back(rewardOfCells()[static_cast<std::size_t>(cell)]);
    }
    const Tensor zeros({M, 1}), half({M}, Reals(static_cast<std::size_t>(M), 0.37)), constant({1}, {0.4});
    rows = add(tape, log, tape.constant(zeros.data(), {M, 1})); // (M × 9): the same scores for each path
    Output output;
    output.rollouts = M;
    output.glimpses.push_back({.seen = {}, .window = {}, .where = {}});
    output.glimpses[0].logPi = pick(tape, rows, chosen.data());
    output.glimpses[0].promised = tape.input(half.data(), {M});
    output.glimpses[0].expected = tape.input(constant.data(), {1});
    teachGazes(look, output, rewards, static_cast<double>(M));
    tape.backward();
    return {e.gradData(), e.gradData() + kCells};
}

/// −Σₖ pₖ Rₖ ∂ log pₖ / ∂eᵢ = −pᵢ (Rᵢ − Σₖ pₖ Rₖ)
Reals exactGradient(const Tensor& scores)
{
    Reals p;
    double sum = 0, mean = 0;
    for (Index k = 0; k < kCells; ++k) {
        p.push_back(std::exp(scores[k]));
        sum += p.back();
    }
    for (std::size_t k = 0; k < p.size(); ++k) {
        p[k] /= sum;
        mean += p[k] * rewardOfCells()[k];
    }
    Reals g;
    for (std::size_t k = 0; k < p.size(); ++k) {
        g.push_back(-p[k] * (rewardOfCells()[k] - mean));
    }
    return g;
}

/// A whole glimpse network on images whose label it cannot know, so that rewards are mixed.
struct Subject
{
    Config config;
    std::shared_ptr<const Network> network;
    std::shared_ptr<const Task> task = makeClassify(3);
    Tensor images = normals({8, 12, 12, 1}, 5);
    Weights weights;
    std::vector<int> labels;
    Output output;
    Gradients gradients;
    Tape tape;

    explicit Subject(const char* gaze, int glimpses = 3)
        : config(configOf(gaze, glimpses))
        , network(makeNetwork(config, {{12, 12, 1}, 3}))
        , weights(network->parameters().initialWeights(4))
        , gradients(network->parameters().layout(), nullptr)
    {
        for (int p = 0; p < network->parameters().count(); ++p) { // biases of zero would leave some units without a say
            ArrayView(weights.data() + network->parameters().slot(p).offset, network->parameters().slot(p).size) +=
                0.05 * array(normals({network->parameters().slot(p).size}, static_cast<std::uint64_t>(p)));
        }
    }

    static Config configOf(const char* gaze, int glimpses)
    {
        Config config;
        config.look.mechanism = "glimpses";
        config.look.gaze = gaze;
        config.look.glimpses = glimpses;
        config.look.size = 4;
        config.look.scales = 2;
        config.look.hidden = 10;
        config.look.rollouts = 4;
        return config;
    }

    /// One pass; `seed` names the gazes.
    void forward(std::uint64_t seed)
    {
        gradients.clear();
        tape.restart(true, &gradients);
        const Context context{.training = true, .seed = seed};
        Pass pass(tape, network->parameters(), weights, context);
        output = network->forward(pass, {tape.constant(images.data(), images.shape())});
        labels.clear();
        for (Index r = 0; r < output.logits.rows(); ++r) {
            labels.push_back(static_cast<int>(r / output.rollouts % 3));
        }
    }

    double largest(int p) const
    {
        const ParameterSlot& slot = network->parameters().slot(p);
        return ConstArrayView(gradients.data() + slot.offset, slot.size).abs().maxCoeff();
    }
};

} // namespace

class PolicyGradientTest : public QObject
{
    Q_OBJECT

private slots:
    void inTheMeanItIsTheExactGradient_data()
    {
        QTest::addColumn<QString>("baseline");
        QTest::addColumn<int>("rollouts");
        for (const char* baseline : {"none", "constant", "learned", "leave-one-out"}) {
            QTest::addRow("%s", baseline) << baseline << 4;
        }
        QTest::newRow("none, one path") << "none" << 1;
        QTest::newRow("leave-one-out of two") << "leave-one-out" << 2;
    }
    void inTheMeanItIsTheExactGradient()
    {
        QFETCH(const QString, baseline);
        QFETCH(const int, rollouts);
        const LookConfig look = rewarded(baseline.toUtf8().constData());
        const Tensor scores = normals({kCells}, 8);
        const Reals exact = exactGradient(scores);
        std::vector<double> sum(kCells), squares(kCells);
        for (Index s = 0; s < kSamples; ++s) {
            const Reals g = gradientOfOneSample(scores, static_cast<std::uint64_t>(s), rollouts, look);
            for (std::size_t k = 0; k < kCells; ++k) {
                sum[k] += g[k];
                squares[k] += g[k] * g[k];
            }
        }
        double largest = 0;
        for (std::size_t k = 0; k < kCells; ++k) {
            const double mean = sum[k] / kSamples;
            const double error = std::sqrt((squares[k] / kSamples - mean * mean) / kSamples);
            QVERIFY2(std::abs(mean - exact[k]) < 3 * error,
                     qPrintable(QString("cell %1: %2 is not %3 ± %4").arg(k).arg(mean).arg(exact[k]).arg(error)));
            largest = std::max(largest, std::abs(exact[k]) / error);
        }
        QVERIFY2(largest > 6, "so few samples that any gradient would pass");
    }

    void baselinesMakeItLessNoisy()
    {
        const Tensor scores = normals({kCells}, 8);
        const auto noise = [&](const char* baseline) {
            double total = 0;
            for (Index s = 0; s < 1024; ++s) {
                for (const double g :
                     gradientOfOneSample(scores, static_cast<std::uint64_t>(s), 4, rewarded(baseline))) {
                    total += g * g;
                }
            }
            return total;
        };
        const double none = noise("none");
        QVERIFY(noise("constant") < 0.9 * none);
        QVERIFY(noise("leave-one-out") < 0.9 * none);
    }

    void aRewardThatEqualsItsBaselineTeachesNothing()
    {
        for (const char* baseline : {"constant", "learned", "leave-one-out"}) {
            Subject s("learned");
            s.config.look.baseline = baseline;
            s.config.look.weight = 1;
            s.forward(1);
            constexpr double kReward = 0.6;
            for (const Glimpse& glimpse : s.output.glimpses) { // promised just what there is
                glimpse.promised.array() = kReward;
                glimpse.expected.array() = kReward;
            }
            const std::vector<double> rewards(static_cast<std::size_t>(s.output.logits.rows()), kReward);
            teachGazes(s.config.look, s.output, rewards, 32);
            s.tape.backward();
            for (int p = 0; p < s.network->parameters().count(); ++p) {
                QVERIFY2(s.largest(p) == 0, (s.network->parameters()[p].name + " under " + baseline).c_str());
            }
            // and it does learn where rewards differ
            s.forward(1);
            std::vector<double> mixed(rewards.size());
            for (std::size_t r = 0; r < mixed.size(); r += 3) {
                mixed[r] = 1;
            }
            teachGazes(s.config.look, s.output, mixed, 32);
            s.tape.backward();
            for (int p = 0; p < s.network->parameters().count(); ++p) {
                QCOMPARE(s.largest(p) > 0, s.network->parameters()[p].name.starts_with("look."));
            }
        }
    }

    void everyTensorThatChoosesGazesHasAGradient()
    {
        for (const int glimpses : {1, 3}) {
            Subject s("learned", glimpses);
            s.forward(2);
            const std::vector<double> rewards = rewardsOf(*s.task, s.config.look, s.output, s.labels);
            const double right = std::accumulate(rewards.begin(), rewards.end(), 0.0);
            QVERIFY2(right > 0 && right < static_cast<double>(rewards.size()), "rewards are mixed");
            teachGazes(s.config.look, s.output, rewards, 32);
            s.tape.backward();
            for (int p = 0; p < s.network->parameters().count(); ++p) {
                const std::string& name = s.network->parameters()[p].name;
                // Before the first glimpse the state is zero: with one glimpse only biases can learn.
                if (choosesGazes(name) && (glimpses > 1 || name == "look.place.bias")) {
                    QVERIFY2(s.largest(p) > 1e-6, name.c_str());
                }
            }
        }
    }

    void theLossOfTheAnswerDoesNotReachTheGazes()
    {
        Subject s("learned");
        s.forward(2);
        s.task->loss(s.tape, s.output.logits, s.labels, 0).gradArray() += 1;
        s.tape.backward();
        for (int p = 0; p < s.network->parameters().count(); ++p) {
            const std::string& name = s.network->parameters()[p].name;
            QVERIFY2((s.largest(p) == 0) == name.starts_with("look."), name.c_str());
        }
    }

    void aFrozenLocatorLearnsNothingButItsBaselinesDo()
    {
        Subject s("frozen");
        s.forward(2);
        teachGazes(s.config.look, s.output, rewardsOf(*s.task, s.config.look, s.output, s.labels), 32);
        s.tape.backward();
        for (int p = 0; p < s.network->parameters().count(); ++p) {
            const Parameter& parameter = s.network->parameters()[p];
            QVERIFY(!choosesGazes(parameter.name) || (s.largest(p) == 0 && !parameter.decays));
            QVERIFY(parameter.name != "look.promise.weight" || s.largest(p) > 0);
        }
    }
};

QTEST_APPLESS_MAIN(PolicyGradientTest)
#include "tst_policy_gradient.moc"
