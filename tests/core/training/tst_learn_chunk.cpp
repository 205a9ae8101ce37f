// What a few samples teach: each answer on the way its own labels, rewards what they are at the moment, and every pass is told
// where in the run it is.
#include "core/training/answer.h"
#include "core/training/learn_chunk.h"
#include "core/training/policy_gradient.h"
#include "tests/support/small_glimpses.h"

#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

constexpr Index kBatch = 12, kFirst = 3, kCount = 7; // a chunk in the middle of a batch

std::vector<Index> batch()
{
    std::vector<Index> samples;
    for (Index i = 0; i < kBatch; ++i) {
        samples.push_back(kBatch - i); // not in the order of the data
    }
    return samples;
}

/// What a chunk of a batch teaches, the parameters one behind the other.
struct Lesson
{
    std::vector<double> gradient;
    SampleSums sums{kBatch};

    explicit Lesson(const Run& run, std::string_view only = "")
    {
        const ParameterTable& table = run.network->parameters();
        Gradients gradients(table.layout(), nullptr);
        gradients.clear();
        Tape tape;
        learnChunk(run, batch(), kFirst, kCount, tape, gradients, sums);
        for (int p = 0; p < table.count(); ++p) {
            const bool baseline =
                table[p].name.starts_with("look.promise") || table[p].name.starts_with("look.expected");
            if (only.empty() ? !baseline : table[p].name.starts_with(only)) {
                gradient.insert(gradient.end(), gradients.of(p), gradients.of(p) + table.slot(p).size);
            }
        }
    }
};

double norm(const std::vector<double>& x)
{
    double sum = 0;
    for (const double one : x) {
        sum += one * one;
    }
    return std::sqrt(sum);
}

/// a + factor · b
std::vector<double> plus(std::vector<double> a, double factor, const std::vector<double>& b)
{
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] += factor * b[i];
    }
    return a;
}

bool near(const std::vector<double>& a, const std::vector<double>& b)
{
    return a.size() == b.size() && norm(plus(a, -1, b)) < 1e-4 * norm(b);
}

/// A run whose gazes learn nothing, so that what it learns comes from its answers alone.
Config answering()
{
    Config config = smallGlimpses();
    config.look.weight = 0;
    config.look.earlyWeight = 0;
    config.look.earlyShare = 1;
    config.train.labelSmoothing = 0.1;
    return config;
}

} // namespace

class LearnChunkTest : public QObject
{
    Q_OBJECT

private slots:
    // The judges are networks that end after fewer looks: same weights, same gazes.
    void everyLookIsTaughtTheAnswerThatEndsThere()
    {
        Practice practice;
        const Run run = practice.trained(answering());
        Run early = run;
        early.epoch = 0; // where answers on the way are asked for
        const Lesson last(early);
        early.config.look.earlyWeight = 0.7;
        const Lesson all(early);
        std::vector<double> wanted = last.gradient;
        for (int t = 1; t < 3; ++t) {
            Config less = run.config;
            less.look.glimpses = t;
            Run shorter = practice.start(less);
            shorter.weights = run.weights;
            shorter.step = run.step;
            wanted = plus(wanted, 0.7, Lesson(shorter).gradient);
        }
        QVERIFY(norm(plus(wanted, -1, last.gradient)) > 0.1 * norm(last.gradient));
        QVERIFY(near(all.gradient, wanted));
    }

    void answersOnTheWayAreTaughtInTheFirstPartOfARunOnly()
    {
        Practice practice;
        Config config = answering();
        config.train.epochs = 8;
        config.look.earlyShare = 0.5;
        Run run = practice.start(config), without = run;
        run.config.look.earlyWeight = 0.7;
        for (const int epoch : {0, 3, 4, 7}) {
            run.epoch = without.epoch = epoch;
            QCOMPARE(near(Lesson(run).gradient, Lesson(without).gradient), epoch >= 4);
        }
        run.epoch = without.epoch = 3; // within a pass
        run.seen = without.seen = run.samples();
        QVERIFY(near(Lesson(run).gradient, Lesson(without).gradient));
    }

    void aPassIsToldWhereInTheRunItIs()
    {
        Practice practice;
        for (const char* gaze : {"learned", "oracle"}) {
            Config config = smallGlimpses();
            config.look.gaze = gaze;
            config.train.epochs = 4;
            Run run = practice.start(config);
            run.epoch = 1;
            run.seen = run.samples() / 2;
            run.step = 6;
            int passes = 0;
            run.network = std::make_shared<Watched>(run.network, [&](const Context& context, const Input& input) {
                ++passes;
                QVERIFY(context.training);
                QCOMPARE(context.progress, 0.375);
                QCOMPARE(context.step, std::uint64_t{6});
                QCOMPARE(context.seed, config.seed);
                QCOMPARE(input.evidence.valid(), std::string_view(gaze) == "oracle");
                if (input.evidence.valid()) { // of these samples, in their order
                    const std::vector<Index> all = batch();
                    for (Index i = 0; i < kCount; ++i) {
                        const auto sample = static_cast<std::size_t>(all[static_cast<std::size_t>(kFirst + i)]);
                        const Gaze at{(static_cast<double>(input.evidence.data()[2 * i]) + 1) / 2 * 28,
                                      (static_cast<double>(input.evidence.data()[2 * i + 1]) + 1) / 2 * 28};
                        QVERIFY(distanceTo(run.data->train.evidence[sample], at) < 1e-4);
                    }
                }
            });
            const Lesson lesson(run);
            QCOMPARE(passes, 1);
        }
    }

    // Weight and baseline may change while a run learns.
    void rewardsCountAsTheyDoNow()
    {
        Practice practice;
        Run run = practice.trained(smallGlimpses());
        run.config.look.weight = 0.1;
        const Lesson once(run, "look.place");
        QVERIFY(norm(once.gradient) > 0);
        run.config.look.weight = 0.3;
        QVERIFY(near(Lesson(run, "look.place").gradient, plus(once.gradient, 2, once.gradient)));
        run.config.look.weight = 0.1;
        run.config.look.baseline = "none";
        QVERIFY(!near(Lesson(run, "look.place").gradient, once.gradient));
    }

    void whatIsNotedIsTheMeanOverTheSamplesPaths()
    {
        Practice practice;
        for (const char* reward : {"right", "confidence"}) {
            Config config = smallGlimpses();
            config.look.reward = reward;
            const Run run = practice.trained(config);
            const Lesson lesson(run);
            Tape tape;
            tape.restart(false, nullptr, kFirst);
            const Context context{.training = true,
                                  .seed = config.seed,
                                  .step = static_cast<std::uint64_t>(run.step),
                                  .progress = run.epochs() / run.horizon};
            Pass pass(tape, run.network->parameters(), run.weights, context);
            const std::vector<Index> all = batch(), some(all.begin() + kFirst, all.begin() + kFirst + kCount);
            const Tensor images = imagesOf(*run.data, run.data->train, some);
            const Output output = run.network->forward(pass, {tape.constant(images.data(), images.shape())});
            double different = 0;
            for (Index i = 0; i < kCount; ++i) {
                const int label = run.data->train.labels[static_cast<std::size_t>(some[static_cast<std::size_t>(i)])];
                double rewarded = 0, promised = 0, right = 0;
                for (Index path = 0; path < 4; ++path) {
                    const Index r = 4 * i + path;
                    const Real* logits = output.logits.data() + r * output.logits.cols();
                    const double one = std::string_view(reward) == "right" ? run.task->reward(logits, label)
                                                                           : run.task->shapedReward(logits, label);
                    rewarded += one / 4;
                    right += run.task->answer(logits).label == label ? 0.25 : 0;
                    for (const Glimpse& glimpse : output.glimpses) {
                        promised += static_cast<double>(glimpse.promised.data()[r]) / 12;
                    }
                    different += std::abs(one - run.task->reward(logits, label));
                }
                const auto at = static_cast<std::size_t>(kFirst + i);
                QVERIFY(std::abs(lesson.sums.reward[at] - rewarded) < 1e-5);
                QVERIFY(std::abs(lesson.sums.promised[at] - promised) < 1e-5);
                QVERIFY(std::abs(lesson.sums.correct[at] - right) < 1e-9);
            }
            QCOMPARE(different > 0, std::string_view(reward) == "confidence");
            QVERIFY(std::isnan(lesson.sums.reward[0]) && lesson.sums.correct[0] == 0); // another chunk's
        }
    }
};

QTEST_APPLESS_MAIN(LearnChunkTest)
#include "tst_learn_chunk.moc"
