// Runs of networks that look at parts of the image: equal bits whoever computes, controls that are what they say, and figures
// that are what was seen. What a window draws of them: tst_glimpse_answers.cpp.
#include "core/settings/fields.h"
#include "core/training/answer.h"
#include "core/training/checkpoint.h"
#include "core/training/record_json.h"
#include "core/training/report.h"
#include "tests/support/small_glimpses.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <set>

using namespace fovea;

namespace {

bool sameRun(const Run& a, const Run& b)
{
    return sameBits(a.weights, b.weights) && metricsCsv(a.history) == metricsCsv(b.history) && a.step == b.step;
}

} // namespace

class GlimpsesTest : public QObject
{
    Q_OBJECT

private slots:
    void anyNumberOfThreadsGivesEqualBits()
    {
        for (const char* mechanism : kLooks) {
            const Config config = smallGlimpses(mechanism);
            const Run one = Practice().trained(config);
            QVERIFY2(sameRun(Practice(3).trained(config), one), mechanism);
            QVERIFY(one.history.back().gaze && one.history.back().gaze->distances.size() ==
                                                   (std::string_view(mechanism) == "transformer" ? 1U : 3U));
            Config other = config;
            other.seed = 1;
            QVERIFY2(!sameBits(Practice().trained(other).weights, one.weights), mechanism);
        }
    }

    void aRunGoesOnThroughAFileAsIfItHadNotStopped()
    {
        const Config config = smallGlimpses();
        const Run whole = Practice().trained(config);
        Practice practice;
        Run run = practice.start(config);
        practice.advance(run, 6); // in the second epoch
        QVERIFY(run.rewardSum != 0);
        const std::string bytes = stateFile(run).bytes();
        Run again = runFrom(Safetensors::parse(bytes, "state"), "state", run.data);
        Practice later;
        later.advance(again);
        QVERIFY(sameRun(again, whole));
        QCOMPARE(again.history.front().gaze, whole.history.front().gaze);
    }

    // What finds the window costs no more on a large image: it is averaged until no side exceeds 20 pixels.
    void aLargeImageIsSearchedMoreCoarsely()
    {
        for (const auto& [canvas, places] : {std::pair<Index, Index>(32, 4), {40, 5}, {60, 3}}) {
            Config config = smallGlimpses("transformer");
            config.data.set = "clutter";
            config.data.canvas = static_cast<int>(canvas);
            const Run run = Practice().start(config);
            const Reals dense = valuesOf(run.network->parameters(), "look.aim.dense.weight", run.weights);
            QCOMPARE(static_cast<Index>(dense.size()), places * places * 16 * 32);
        }
    }

    // Twice the paths of an image are no copies of each other.
    void pathsOfAnImageDiffer()
    {
        Practice practice;
        const Run run = practice.start(smallGlimpses());
        Tape tape;
        const Context context{.training = true};
        Pass pass(tape, run.network->parameters(), run.weights, context);
        const Tensor images = imagesOf(*run.data, run.data->train, {0, 1});
        const Output output = run.network->forward(pass, {tape.constant(images.data(), images.shape())});
        QCOMPARE(output.rollouts, Index{4});
        QCOMPARE(output.logits.rows(), Index{8});
        for (const Glimpse& glimpse : output.glimpses) {
            std::set<Real> places;
            for (Index r = 0; r < 8; ++r) {
                places.insert(glimpse.where.data()[2 * r]);
            }
            QCOMPARE(places.size(), std::size_t{8});
        }
    }

    void aTestWithoutChanceHasNone()
    {
        Practice practice;
        const Run run = practice.trained(smallGlimpses());
        const auto lossOf = [&](const Trial& trial, std::uint64_t seed) {
            return evaluate(examinedOf(run), run.data->test, -1, trial, seed, practice.workspace)->loss;
        };
        QCOMPARE(lossOf({}, 0), lossOf({}, 1));
        QVERIFY(lossOf({GazeOverride::None, 1}, 0) != lossOf({GazeOverride::None, 1}, 1));
        QVERIFY(lossOf({GazeOverride::None, 1}, 0) != lossOf({}, 0));
    }

    // Probabilities are averaged, not logits, and over as many paths as asked for. What each path would have said is known from
    // a network that goes on to look.
    void monteCarloAveragesProbabilities()
    {
        Practice practice;
        const Run run = practice.trained(smallGlimpses());
        Config less = run.config;
        less.look.glimpses = 2;
        const Run shorter = practice.start(less);
        const Tensor images = imagesOf(*run.data, run.data->test, {0, 1, 2});
        const Context many{.rollouts = 4, .early = true};
        Tape tape(false), other(false);
        Pass pass(tape, run.network->parameters(), run.weights, many),
            ends(other, run.network->parameters(), run.weights, many);
        const Output goesOn = run.network->forward(pass, {tape.constant(images.data(), images.shape())});
        const Output output = shorter.network->forward(ends, {other.constant(images.data(), images.shape())});
        QCOMPARE(output.logits.rows(), Index{3});
        QCOMPARE(output.glimpses[0].seen.dim(0), Index{12});
        for (Index b = 0; b < 3; ++b) {
            std::vector<double> mean(10);
            for (Index path = 0; path < 4; ++path) {
                const std::vector<double> p = run.task->probabilities(goesOn.early[1].data() + (4 * b + path) * 10);
                for (std::size_t k = 0; k < 10; ++k) {
                    mean[k] += p[k] / 4;
                }
            }
            for (Index k = 0; k < 10; ++k) { // logs of probabilities
                const double p = std::exp(static_cast<double>(output.logits.data()[10 * b + k]));
                QVERIFY(std::abs(p - mean[static_cast<std::size_t>(k)]) < 1e-6);
            }
        }
    }

    void controlsGoWhereTheySay()
    {
        Practice practice;
        Config config = smallGlimpses();
        config.data.set = "clutter"; // evidence lies anywhere
        const Run run = practice.trained(config);
        const auto of = [&](GazeOverride gaze) {
            return *evaluate(examinedOf(run), run.data->test, -1, {gaze, 2}, 0, practice.workspace);
        };
        for (const double distance : of(GazeOverride::Oracle).gazeDistances) {
            QVERIFY(distance < 1e-4);
        }
        for (const SampleResult& sample : of(GazeOverride::Centre).samples) {
            for (const Gaze& gaze : sample.gazes) {
                QVERIFY(gaze == (Gaze{20, 20}));
            }
        }
        const Evaluation random = of(GazeOverride::Random);
        double x = 0, least = 40, most = 0;
        for (const SampleResult& sample : random.samples) {
            x += sample.gazes[0].x / static_cast<double>(random.samples.size());
            least = std::min(least, sample.gazes[0].x);
            most = std::max(most, sample.gazes[0].x);
        }
        QVERIFY(x > 12 && x < 28 && least < 8 && most > 32); // uniform over 40 pixels
    }

    void aReportOfGlimpsesHoldsAllControls()
    {
        Practice practice;
        for (const char* set : {"digits", "brightness"}) {
            Config config = smallGlimpses();
            config.data.set = set;
            const Run run = practice.trained(config);
            const auto json = toJson(testReport(examinedOf(run), 0, practice.workspace));
            const bool known = std::string_view(set) == "digits";
            QCOMPARE(json["gaze"]["controls"].size(), known ? std::size_t{5} : std::size_t{4});
            for (const char* key : {"sampled", "random", "centre", "frozen"}) {
                QVERIFY(json["gaze"]["controls"][key]["accuracy"].is_number());
                QCOMPARE(json["gaze"]["controls"][key]["gaze_distances"].size(), std::size_t{3});
            }
            QCOMPARE(json["gaze"]["controls"].contains("oracle"), known);
            QCOMPARE(json["gaze_distances"][0].is_number(), known);
            QVERIFY(json["gaze"]["trained_with"] == "learned");
            for (const std::string_view baseline : baselineKeys()) {
                QVERIFY(json["gaze"]["policy_variance"][std::string(baseline)].is_number());
            }
        }
        const Run whole = practice.trained(smallNeedle());
        QVERIFY(!toJson(testReport(examinedOf(whole), 0, practice.workspace)).contains("gaze"));
    }

    // A part of the network that chooses but never learned looks elsewhere than one that did.
    void theFrozenControlIsNotTheNetworksOwn()
    {
        Practice practice;
        Config config = smallGlimpses();
        config.data.set = "clutter";
        config.train.epochs = 4;
        const Run run = practice.trained(config);
        const GazeReport report = *gazeControls(examinedOf(run), run.data->test, 0, practice.workspace);
        const auto distances = [&](std::string_view key) {
            for (const GazeControl& control : report.controls) {
                if (control.key == key) {
                    return control.evaluation.gazeDistances;
                }
            }
            return std::vector<double>();
        };
        QVERIFY(distances("frozen").size() == 3 && distances("frozen") != distances("sampled"));
        const Run first = practice.start(config); // before anything was learned they are the same
        const GazeReport before = *gazeControls(examinedOf(first), first.data->test, 0, practice.workspace);
        QCOMPARE(before.controls[3].evaluation.gazeDistances, before.controls[0].evaluation.gazeDistances);
    }

    void distancesAreToTheMiddleOfTheNearestBox()
    {
        const Evidence two = {Box{10, 20, 4, 6},
                              Box{30, 0, 2, 2}}; // top, left, height, width: middles (23, 12) and (1, 31)
        QCOMPARE(distanceTo(two, {23, 12}), 0.0);
        QCOMPARE(distanceTo(two, {26, 16}), 5.0);
        QCOMPARE(distanceTo(two, {1, 30}), 1.0);
        QVERIFY(std::isnan(distanceTo(Evidence(), {0, 0})));
        Tape tape;
        const std::vector<Evidence> all = {two, Box{0, 0, 40, 20}};
        const Var middles = middlesOf(tape, all, {40, 40, 1});
        QCOMPARE(middles.shape(), Shape({2, 2, 2}));
        QCOMPARE(middles.data()[0], Real(0.15)); // (23, 12) of 40 pixels
        QCOMPARE(middles.data()[1], Real(-0.4));
        QVERIFY(middles.data()[4] == Real(-0.5) && middles.data()[6] == Real(-0.5)); // one part, repeated
        const std::vector<Evidence> wide = {two};
        const Var ofWide = middlesOf(tape, wide, {20, 80, 1}); // x goes by the width, y by the height
        QVERIFY(std::abs(ofWide.data()[0] + 0.425F) < 1e-6F && std::abs(ofWide.data()[1] - 0.2F) < 1e-6F);
        Output output;
        const Tensor windows({1, 6}, {Real(0.1), 0, Real(-0.425), 0, Real(0.4), Real(0.2)});
        output.glimpses.push_back({.seen = {}, .window = tape.constant(windows.data(), {1, 6}), .where = {}});
        QVERIFY(distanceTo(two, gazesOf(output, 0, {20, 80, 1})[0]) < 1e-4); // and back
    }

    void firstGazesAreThoseOfTheUntrainedNetwork()
    {
        Practice practice;
        const Run run = practice.trained(smallGlimpses());
        const ParameterTable& table = run.network->parameters();
        const Weights mixed = withFirstGazes(*run.network, run.weights, run.config.seed),
                      first = table.initialWeights(run.config.seed);
        for (int p = 0; p < table.count(); ++p) {
            const Reals now = valuesOf(table, table[p].name, mixed);
            QVERIFY(sameBits(now, valuesOf(table, table[p].name, choosesGazes(table[p].name) ? first : run.weights)));
            QVERIFY(!choosesGazes(table[p].name) || !sameBits(now, valuesOf(table, table[p].name, run.weights)));
        }
    }

    void aControlTrainedFromTheStartNeverMovesItsLocator()
    {
        for (const char* gaze : {"random", "centre", "frozen", "oracle"}) {
            Config config = smallGlimpses();
            config.look.gaze = gaze;
            config.train.decay = 0.1;
            const Run run = Practice().trained(config);
            const ParameterTable& table = run.network->parameters();
            const Weights first = table.initialWeights(config.seed);
            for (int p = 0; p < table.count(); ++p) {
                const bool same =
                    sameBits(valuesOf(table, table[p].name, run.weights), valuesOf(table, table[p].name, first));
                if (table[p].name.starts_with("look.place") || table[p].name == "answer.weight") {
                    QCOMPARE(same, std::string_view(gaze) == "frozen" ? choosesGazes(table[p].name)
                                                                      : table[p].name == "look.place.bias");
                }
            }
            QVERIFY(!std::isnan(run.history.back().gaze->reward));
            QVERIFY(std::isnan(run.history.back().gaze->variance[0]));
            QCOMPARE(std::isnan(run.history.back().gaze->promised), std::string_view(gaze) != "frozen");
        }
    }

    void scatterShrinksAlongTheRun()
    {
        Practice practice;
        Config config = smallGlimpses();
        config.look.sigma = 0.5;
        config.look.sigmaEnd = 0.001;
        const Run run = practice.start(config);
        const auto scatter = [&](double progress) {
            Tape tape(false);
            const Context sampled{.progress = progress, .rollouts = 8};
            Pass pass(tape, run.network->parameters(), run.weights, sampled);
            const Tensor images = imagesOf(*run.data, run.data->test, {0});
            const Output output = run.network->forward(pass, {tape.constant(images.data(), images.shape())});
            const auto x = output.glimpses[0].where.value().col(0).array();
            return static_cast<double>((x - x.mean()).square().mean());
        };
        QVERIFY(scatter(0) > 0.05);
        QVERIFY(scatter(1) < 1e-5);
    }

    void everyWayOfLookingLearns()
    {
        for (const char* mechanism : kLooks) {
            Config config = smallGlimpses(mechanism);
            config.data.samples = 400;
            config.look.hidden = 32;
            config.model.trunk = "patches 8"; // of the window: one place with all that it shows
            config.model.hidden = 32;
            config.attention.mechanism = "none";
            config.train.epochs = 8;
            config.train.learningRate = 5e-3;
            const Run run = Practice().trained(config);
            QVERIFY2(run.history.back().accuracy > 0.35,
                     (std::string(mechanism) + " reached " + std::to_string(run.history.back().accuracy)).c_str());
        }
    }

    void anEpochsRewardIsTheMeanOverItsOwnImages()
    {
        Practice practice;
        const Run run = practice.trained(smallGlimpses());
        const std::vector<StepRecord> steps = practice.mailbox.take().steps;
        QCOMPARE(steps.size(), std::size_t(8));
        for (std::size_t epoch = 0; epoch < 2; ++epoch) {
            double reward = 0, promised = 0;
            for (std::size_t i = 0; i < 4; ++i) { // 32, 32, 32 and 4 of 100 images
                const StepRecord& step = steps[4 * epoch + i];
                reward += step.reward * (i < 3 ? 0.32 : 0.04);
                promised += step.promised * (i < 3 ? 0.32 : 0.04);
            }
            QVERIFY(std::abs(run.history[epoch].gaze->reward - reward) < 1e-9);
            QVERIFY(std::abs(run.history[epoch].gaze->promised - promised) < 1e-9);
        }
    }

    void metricsNameWhatGazesSay()
    {
        const Run run = Practice().trained(smallGlimpses());
        const std::string csv = metricsCsv(run.history);
        const std::string heading = csv.substr(0, csv.find('\n'));
        QVERIFY2(
            heading.ends_with("reward,baseline,gaze_distance.1,gaze_distance.2,gaze_distance.3,policy_variance.none,"
                              "policy_variance.constant,policy_variance.learned,policy_variance.leave-one-out"),
            heading.c_str());
        QCOMPARE(historyFromJson(toJson(run.history), "test").back().gaze, run.history.back().gaze);
        QVERIFY(metricsCsv(Practice().trained(smallNeedle()).history).find("gaze") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(GlimpsesTest)
#include "tst_glimpses.moc"
