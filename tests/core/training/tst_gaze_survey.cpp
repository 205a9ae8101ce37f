// What is said of the gazes at many images: they are those of the network, chance is chance, and nothing waits for them.
#include "core/training/analyst.h"
#include "core/training/baselines.h"
#include "core/training/gaze_survey.h"
#include "core/training/policy_variance.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <cmath>
#include <condition_variable>
#include <mutex>
#include <set>

using namespace fovea;

namespace {

Config lookingAtClutter(const char* mechanism = "glimpses")
{
    Config config = smallNeedle();
    config.data.set = "clutter";
    config.data.pixels = "unit";
    config.look.mechanism = mechanism;
    config.look.glimpses = 3;
    config.look.hidden = 16;
    config.look.testRollouts = 2;
    config.model.trunk = "conv 4, pool";
    config.train.epochs = 1;
    return config;
}

Examined examinedOf(const Run& run)
{
    return {*run.network, run.weights, *run.task, *run.data};
}

/// One answer of an analyst's thread.
Reply askedOnce(Asked what, const SnapshotPtr& snapshot)
{
    std::mutex mutex;
    std::condition_variable wake;
    bool there = false;
    Analyst analyst([] {},
                    [&] {
                        const std::scoped_lock lock(mutex);
                        there = true;
                        wake.notify_all();
                    });
    analyst.ask({.what = what, .snapshot = snapshot, .pictures = {}});
    std::unique_lock lock(mutex);
    wake.wait(lock, [&] { return there; });
    return analyst.takeReplies().front();
}

} // namespace

class GazeSurveyTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { run_ = practice_.trained(lookingAtClutter()); }

    void itsGazesAreThoseOfTheNetworkWithoutChance()
    {
        const GazeSurvey survey =
            *gazeSurvey(examinedOf(run_), run_.data->validation, -1, run_.config.seed, practice_.workspace);
        QCOMPARE(survey.images, Index(30));
        QCOMPARE(survey.learned.size(), std::size_t(3));
        const std::vector<AnswerOfSample> said =
            answers(examinedOf(run_), {pictureOf(run_.data->validation, 7)}, MapOverride::None, run_.config.seed,
                    practice_.workspace.tape(0));
        for (std::size_t t = 0; t < 3; ++t) {
            const Gaze here = survey.learned[t].gazes[7], there = said.front().glimpses[t].middle;
            QVERIFY(std::hypot(here.x - there.x, here.y - there.y) < 1e-3);
        }
    }

    void scatterMeanAndDistanceAreThoseOfTheGazes()
    {
        const GazeSurvey survey = *gazeSurvey(examinedOf(run_), run_.data->validation, -1, 0, practice_.workspace);
        QVERIFY(survey.learned[0].scatter < 1e-3); // nothing has been seen before the first
        QVERIFY(survey.learned[2].scatter > 0);
        for (const GazesOfTime* all : {&survey.learned[2], &survey.random}) {
            double x = 0, squares = 0, distance = 0;
            for (const Gaze& gaze : all->gazes) {
                x += gaze.x / 30;
            }
            for (std::size_t i = 0; i < 30; ++i) {
                const Gaze& gaze = all->gazes[i];
                squares += std::pow(gaze.x - all->mean.x, 2) + std::pow(gaze.y - all->mean.y, 2);
                distance += std::hypot(gaze.x - survey.evidence[i].x, gaze.y - survey.evidence[i].y) / 30;
            }
            QVERIFY(std::abs(all->mean.x - x) < 1e-9);
            QVERIFY(std::abs(all->scatter - std::sqrt(squares / 30)) < 1e-9);
            QVERIFY(std::abs(all->distance - distance) < 1e-9); // one digit an image: the nearest part is the only one
        }
    }

    void randomGazesFallAnywhereAndAreTheSameEachTime()
    {
        Config many = lookingAtClutter();
        many.data.validation = 1000;
        const Run run = practice_.start(many);
        const GazeSurvey survey = *gazeSurvey(examinedOf(run), run.data->validation, -1, 3, practice_.workspace);
        QVERIFY(std::abs(survey.random.mean.x - 20) < 1.5 && std::abs(survey.random.mean.y - 20) < 1.5);
        QVERIFY(std::abs(survey.random.scatter - 40 / std::sqrt(6.0)) < 1); // of a square: a / √6
        const double chance = distanceByChance(run.data->validation);
        QVERIFY2(std::abs(survey.random.distance - chance) < 1, qPrintable(QString::number(chance)));
        const GazeSurvey again = *gazeSurvey(examinedOf(run), run.data->validation, -1, 3, practice_.workspace);
        QVERIFY(again.random.gazes == survey.random.gazes);
    }

    void distanceByChanceIsTheMeanOverAllPixels()
    {
        Split split;
        split.images.shape = {2, 2, 1};
        split.labels = {0};
        split.evidence = {Box{0, 0, 1, 1}}; // its middle lies at (½, ½), and so does the first pixel's
        QVERIFY(std::abs(distanceByChance(split) - (0 + 1 + 1 + std::sqrt(2.0)) / 4) < 1e-12);
        split.evidence.clear();
        QVERIFY(std::isnan(distanceByChance(split)));
    }

    void aNetworkThatSeesTheWholeHasNoGazes()
    {
        const Run whole = practice_.start(smallNeedle());
        const GazeSurvey survey = *gazeSurvey(examinedOf(whole), whole.data->validation, -1, 0, practice_.workspace);
        QVERIFY(survey.learned.empty());
        QVERIFY(std::isnan(baselinesOf(whole, whole.data->validation, practice_.workspace).gazeDistance));
        QVERIFY(baselinesOf(run_, run_.data->validation, practice_.workspace).gazeDistance > 5);
    }

    void whoeverStopsItGetsNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!gazeSurvey(examinedOf(run_), run_.data->validation, -1, 0, practice_.workspace, stop.get_token()));
        QVERIFY(!gazeFigures(examinedOf(run_), run_.data->validation, 0, practice_.workspace, stop.get_token()));
    }

    void theSwitchSaysWhatOthersWouldHaveReached()
    {
        const SwitchResult result = *attentionSwitch(*snapshotOf(run_), practice_.workspace, {});
        QCOMPARE(result.gazes.size(), std::size_t(6));
        QCOMPARE(result.gazes[0].key, std::string("learned"));
        QCOMPARE(result.real, run_.history.back().valAccuracy);
        QVERIFY(std::abs(result.gazes[0].distance - meanDistance(*run_.history.back().gaze)) < 1e-9);
        const GazeReport report =
            *gazeControls(examinedOf(run_), run_.data->validation, run_.config.seed, practice_.workspace);
        for (std::size_t i = 0; i < report.controls.size(); ++i) {
            QCOMPARE(result.gazes[i + 1].key, std::string(report.controls[i].key));
            QCOMPARE(result.gazes[i + 1].accuracy, report.controls[i].evaluation.accuracy);
        }
        QCOMPARE(result.gazes[5].key, std::string("oracle"));
        QVERIFY(result.gazes[5].distance < 1e-3);
        QVERIFY(attentionSwitch(*snapshotOf(practice_.start(smallNeedle())), practice_.workspace, {})->gazes.empty());
    }

    void everyControlIsTheTestItIsCalled()
    {
        const std::uint64_t seed = run_.config.seed;
        const Weights first = withFirstGazes(*run_.network, run_.weights, seed);
        const GazeReport report = *gazeControls(examinedOf(run_), run_.data->validation, seed, practice_.workspace);
        std::set<double> losses;
        for (const auto& [key, gaze] : {std::pair<std::string_view, GazeOverride>("sampled", GazeOverride::None),
                                        {"random", GazeOverride::Random},
                                        {"centre", GazeOverride::Centre},
                                        {"frozen", GazeOverride::None},
                                        {"oracle", GazeOverride::Oracle}}) {
            const GazeControl& control = report.controls[losses.size()];
            const Examined examined{*run_.network, key == "frozen" ? first : run_.weights, *run_.task, *run_.data};
            const Evaluation wanted =
                *evaluate(examined, run_.data->validation, -1, {gaze, 2}, seed, practice_.workspace);
            QCOMPARE(control.key, key);
            QCOMPARE(control.evaluation.loss, wanted.loss);
            QCOMPARE(control.evaluation.gazeDistances, wanted.gazeDistances);
            losses.insert(wanted.loss);
        }
        QCOMPARE(losses.size(), std::size_t(5)); // no two of them are one
        QVERIFY(report.variance == policyVariance(examinedOf(run_), seed, 1, practice_.workspace));
        QVERIFY(report.variance != policyVariance(examinedOf(run_), seed, 0, practice_.workspace));
    }

    // In a test by chance the distance is the mean over all paths; what is drawn is the first.
    void distancesAreMeansOverThePaths()
    {
        const Context context{.seed = 4, .rollouts = 3};
        const Split& split = run_.data->validation;
        Tape tape;
        const Output output = answersOf(examinedOf(run_), split, 0, 5, context, tape);
        const Evaluation e = *evaluate(examinedOf(run_), split, 5, {GazeOverride::None, 3}, 4, practice_.workspace);
        for (std::size_t i = 0; i < 5; ++i) {
            for (std::size_t t = 0; t < 3; ++t) {
                double mean = 0;
                for (Index path = 0; path < 3; ++path) {
                    const Index row = static_cast<Index>(i) * 3 + path;
                    mean += distanceTo(split.evidence[i], gazesOf(output, row, split.images.shape)[t]) / 3;
                }
                QVERIFY(std::abs(e.samples[i].gazeDistances[t] - mean) < 1e-4);
                QCOMPARE(e.samples[i].gazes[t], gazesOf(output, static_cast<Index>(i) * 3, split.images.shape)[t]);
            }
        }
    }

    void theAnalystMeasuresNoiseAtTheSigmaOfTheMoment()
    {
        const SnapshotPtr half = [&] {
            Config config = lookingAtClutter();
            config.train.epochs = 2;
            Run run = practice_.start(config);
            practice_.advance(run, 4); // one pass of two
            return snapshotOf(run);
        }();
        QCOMPARE(half->progress, 0.5);
        const Reply reply = askedOnce(Asked::Variance, half);
        QVERIFY(reply.variance == policyVariance(half->examined(), half->config.seed, 0.5, practice_.workspace));
        QVERIFY(reply.variance != policyVariance(half->examined(), half->config.seed, 1, practice_.workspace));
        const Reply gazes = askedOnce(Asked::Gazes, half);
        QCOMPARE(gazes.gazes->images, Index(30));
    }

    // After each look it says what it would answer; after the last one, what it does answer.
    void theAnswerGrowsFromLookToLook()
    {
        for (const char* mechanism : {"glimpses", "gumbel", "draw", "transformer"}) {
            const Run run = practice_.start(lookingAtClutter(mechanism));
            const AnswerOfSample said = answers(examinedOf(run), {pictureOf(run.data->validation, 0)},
                                                MapOverride::None, run.config.seed, practice_.workspace.tape(0))
                                            .front();
            QVERIFY2(said.glimpses.back().probabilities == said.probabilities, mechanism);
            Config less = run.config; // the same network, one look earlier
            less.look.glimpses = 2;
            if (said.glimpses.size() == 3) {
                const Run two = practice_.start(less);
                const AnswerOfSample before = answers(examinedOf(two), {pictureOf(two.data->validation, 0)},
                                                      MapOverride::None, two.config.seed, practice_.workspace.tape(0))
                                                  .front();
                QVERIFY2(before.probabilities == said.glimpses[1].probabilities, mechanism);
            }
        }
    }

    void aMapOverAWindowIsScoredOnNoEvidence()
    {
        const Run window = practice_.trained(lookingAtClutter("transformer"));
        QVERIFY(std::isnan(window.history.back().pointing) && std::isnan(window.history.back().evidenceMass));
        QVERIFY(std::isfinite(window.history.back().attentionEntropy));
        QVERIFY(std::isnan(baselinesOf(window, window.data->validation, practice_.workspace).evidence.hit));
    }

private:
    Practice practice_;
    Run run_;
};

QTEST_APPLESS_MAIN(GazeSurveyTest)
#include "tst_gaze_survey.moc"
