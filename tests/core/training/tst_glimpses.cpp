// Runs of networks that look at parts of the image: equal bits whoever computes, controls that are what they say, figures that
// are what was seen, and answers that a window can draw.
#include "core/settings/fields.h"
#include "core/training/answer.h"
#include "core/training/checkpoint.h"
#include "core/training/policy_variance.h"
#include "core/training/record_json.h"
#include "core/training/report.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <set>

using namespace fovea;

namespace {

Config smallGlimpses(const char* mechanism = "glimpses")
{
    Config config = smallNeedle();
    config.data.set = "digits";
    config.data.pixels = "unit";
    config.look.mechanism = mechanism;
    config.look.glimpses = 3;
    config.look.scales = std::string_view(mechanism) == "glimpses" ? 2 : 1;
    config.look.hidden = 16;
    config.look.grid = 3;
    config.look.testRollouts = 3;
    config.model.trunk = "conv 4, pool";
    config.train.epochs = 2;
    return config;
}

const std::vector<const char*> kMechanisms = {"glimpses", "gumbel", "draw", "transformer"};

bool sameRun(const Run& a, const Run& b)
{
    return sameBits(a.weights, b.weights) && metricsCsv(a.history) == metricsCsv(b.history) && a.step == b.step;
}

Examined examinedOf(const Run& run)
{
    return {*run.network, run.weights, *run.task, *run.data};
}

} // namespace

class GlimpsesTest : public QObject
{
    Q_OBJECT

private slots:
    void anyNumberOfThreadsGivesEqualBits()
    {
        for (const char* mechanism : kMechanisms) {
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

    // Probabilities are averaged, not logits, and over as many paths as asked for.
    void monteCarloAveragesProbabilities()
    {
        Practice practice;
        const Run run = practice.trained(smallGlimpses());
        const Tensor images = imagesOf(*run.data, run.data->test, {0, 1, 2});
        Tape tape(false);
        const Context many{.rollouts = 4};
        Pass pass(tape, run.network->parameters(), run.weights, many);
        const Output output = run.network->forward(pass, {tape.constant(images.data(), images.shape())});
        QCOMPARE(output.logits.rows(), Index{3});
        QCOMPARE(output.glimpses[0].seen.dim(0), Index{12});
        for (Index b = 0; b < 3; ++b) {
            QVERIFY(std::abs(output.logits.value().row(b).array().exp().sum() - 1) < 1e-5F); // logs of probabilities
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

    void baselinesQuietThePolicyGradient()
    {
        Practice practice, three(3);
        Config config = smallGlimpses();
        config.train.epochs = 4;
        const Run run = practice.trained(config);
        const auto v = policyVariance(examinedOf(run), 0, 1, practice.workspace, {.images = 20, .draws = 12});
        QVERIFY(v == policyVariance(examinedOf(run), 0, 1, three.workspace, {.images = 20, .draws = 12}));
        for (const double one : v) {
            QVERIFY(one > 0);
        }
        QVERIFY(v != policyVariance(examinedOf(run), 1, 1, practice.workspace, {.images = 20, .draws = 12}));
        QVERIFY(std::isnan(policyVariance(examinedOf(practice.trained(smallNeedle())), 0, 1, practice.workspace)[0]));
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

    void answersHoldWhatAWindowDraws()
    {
        Practice practice;
        for (const char* mechanism : kMechanisms) {
            const Run run = practice.trained(smallGlimpses(mechanism));
            const std::vector<PicturePtr> pictures = {pictureOf(run.data->test, 0), pictureOf(run.data->test, 5)};
            const auto all = answers(examinedOf(run), pictures, MapOverride::None, 0, practice.workspace.tape(0));
            const Evaluation e = *evaluate(examinedOf(run), run.data->test, -1, {}, 0, practice.workspace);
            for (const auto& [answer, sample] : {std::pair{all[0], e.samples[0]}, {all[1], e.samples[5]}}) {
                QCOMPARE(answer.glimpses.size(), sample.gazes.size());
                for (std::size_t t = 0; t < sample.gazes.size(); ++t) {
                    const GlimpseOfSample& one = answer.glimpses[t];
                    QCOMPARE(one.middle, sample.gazes[t]);
                    QVERIFY(std::abs(one.middle.x - (one.window[2] + 1) * 14) < 1e-5);
                    QVERIFY(one.width > 0 && one.height > 0 && one.seen.dim(1) == 8);
                    QCOMPARE(std::isnan(one.logPi), std::string_view(mechanism) != "glimpses");
                    QVERIFY(std::string_view(mechanism) != "glimpses" || std::abs(one.width - 8) < 1e-5);
                }
            }
            QCOMPARE(all[0].maps.empty(),
                     std::string_view(mechanism) == "glimpses" || std::string_view(mechanism) == "draw");
        }
        const Run whole = practice.trained(smallNeedle());
        QVERIFY(answers(examinedOf(whole), {pictureOf(whole.data->test, 0)}, MapOverride::None, 0,
                        practice.workspace.tape(0))[0]
                    .glimpses.empty());
    }

    void anOracleNetworkIsToldTheEvidenceOfAPicture()
    {
        Practice practice;
        Config config = smallGlimpses();
        config.data.set = "clutter";
        config.look.gaze = "oracle";
        const Run run = practice.trained(config);
        const PicturePtr picture = pictureOf(run.data->test, 3);
        const auto answer = answers(examinedOf(run), {picture}, MapOverride::None, 0, practice.workspace.tape(0))[0];
        QVERIFY(distanceTo(*picture->evidence, answer.glimpses[0].middle) < 1e-4);
        Picture drawn = *picture; // of a picture that somebody drew, nobody knows it: the middle
        drawn.evidence.reset();
        const auto other = answers(examinedOf(run), {std::make_shared<const Picture>(drawn)}, MapOverride::None, 0,
                                   practice.workspace.tape(0))[0];
        QCOMPARE(other.glimpses[0].middle, (Gaze{20, 20}));
    }

    void everyWayOfLookingLearns()
    {
        for (const char* mechanism : kMechanisms) {
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
