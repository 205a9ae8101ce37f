// The numbers of the policy gradient, by hand: rewards, what is taken from them, and what is put at which gaze. What they are
// in the mean: tst_policy_gradient.cpp.
#include "core/training/policy_gradient.h"

#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

/// Two paths at each of two images, two looks each, with promises that all differ.
struct Looks
{
    Tape tape;
    Tensor first{{4}, {0.1, 0.2, 0.3, 0.4}}, second{{4}, {0.5, 0.6, 0.7, 0.8}}, constant{{1}, {0.25}}, zeros{{4}};
    Output output;
    std::vector<double> rewards{1, 0, 1, 1};

    Looks()
    {
        output.rollouts = 2;
        const Var expected = tape.input(constant.data(), {1});
        for (const Tensor* promised : {&first, &second}) {
            output.glimpses.push_back({.seen = {}, .window = {}, .where = {}});
            output.glimpses.back().promised = tape.input(promised->data(), {4});
            output.glimpses.back().expected = expected;
            output.glimpses.back().logPi = tape.input(zeros.data(), {4});
        }
    }
};

bool near(const std::vector<double>& a, const std::vector<double>& b)
{
    bool all = a.size() == b.size();
    for (std::size_t i = 0; all && i < a.size(); ++i) {
        all = std::abs(a[i] - b[i]) < 1e-12;
    }
    return all;
}

std::vector<double> gradientOf(Var x)
{
    return {x.gradData(), x.gradData() + x.size()};
}

} // namespace

class AdvantagesTest : public QObject
{
    Q_OBJECT

private slots:
    void anOutcomeIsRewardedOrWeighed()
    {
        const std::shared_ptr<const Task> task = makeClassify(3);
        const Reals logits{0, 0, std::log(4.0)}; // probabilities 1/6, 1/6, 2/3
        QCOMPARE(task->reward(logits.data(), 2), 1.0);
        QCOMPARE(task->reward(logits.data(), 0), 0.0);
        QVERIFY(std::abs(task->shapedReward(logits.data(), 2) - std::log(2.0)) < 1e-12);
        QVERIFY(std::abs(task->shapedReward(logits.data(), 0) - std::log(0.5)) < 1e-12);
        const Reals sure{0, 0, 40};
        QCOMPARE(task->shapedReward(sure.data(), 2), 1.0); // log 3 is cut
        QCOMPARE(task->shapedReward(sure.data(), 1), -1.0);
    }

    void advantagesAreWhatTheySay()
    {
        Looks looks;
        const auto of = [&](Baseline baseline) { return advantages(looks.output, looks.rewards, baseline); };
        // each path's looks one behind the other
        QVERIFY(near(of(Baseline::None), {1, 1, 0, 0, 1, 1, 1, 1}));
        QVERIFY(near(of(Baseline::Constant), {0.75, 0.75, -0.25, -0.25, 0.75, 0.75, 0.75, 0.75}));
        QVERIFY(near(of(Baseline::Learned), {0.9, 0.5, -0.2, -0.6, 0.7, 0.3, 0.6, 0.2})); // each look's own promise
        QVERIFY(near(of(Baseline::LeaveOneOut), {1, 1, -1, -1, 0, 0, 0, 0}));
        looks.output.rollouts = 1; // nobody else to ask
        QVERIFY(near(of(Baseline::LeaveOneOut), {1, 1, 0, 0, 1, 1, 1, 1}));
    }

    // Σ [ (b − R)² + (c − R)² − λ A log π ] / (paths · looks), term by term. There are three times as many paths in the batch
    // as in this part of it.
    void eachTermHasTheGradientThatItSays()
    {
        for (const char* gaze : {"learned", "frozen"}) {
            Looks looks;
            LookConfig config;
            config.gaze = gaze;
            config.baseline = "learned";
            config.weight = 0.4;
            teachGazes(config, looks.output, looks.rewards, 12);
            const std::vector<double> A = advantages(looks.output, looks.rewards, Baseline::Learned);
            double ofConstant = 0;
            for (std::size_t t = 0; t < 2; ++t) {
                std::vector<double> ofPromises, ofGazes;
                for (std::size_t r = 0; r < 4; ++r) {
                    const double b = (t == 0 ? looks.first : looks.second)[static_cast<Index>(r)], R = looks.rewards[r];
                    ofPromises.push_back(2 * (b - R) / 24);
                    ofGazes.push_back(std::string_view(gaze) == "learned" ? -0.4 * A[2 * r + t] / 24 : 0);
                    ofConstant += 2 * (0.25 - R) / 24;
                }
                QVERIFY(near(gradientOf(looks.output.glimpses[t].promised), ofPromises));
                QVERIFY(near(gradientOf(looks.output.glimpses[t].logPi), ofGazes));
            }
            QVERIFY(near(gradientOf(looks.output.glimpses[0].expected), {ofConstant}));
        }
    }
};

QTEST_APPLESS_MAIN(AdvantagesTest)
#include "tst_advantages.moc"
