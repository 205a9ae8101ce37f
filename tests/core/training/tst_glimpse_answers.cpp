// What a window draws of looks at parts of the image: each look of each picture is its own, and so is what the network would
// say after it.
#include "core/training/answer.h"
#include "core/training/baselines.h"
#include "tests/support/small_glimpses.h"

#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

bool near(const std::vector<double>& a, const std::vector<double>& b)
{
    bool all = a.size() == b.size();
    for (std::size_t i = 0; all && i < a.size(); ++i) {
        all = std::abs(a[i] - b[i]) < 1e-4;
    }
    return all;
}

std::vector<PicturePtr> picturesOf(const Split& split, Index count)
{
    std::vector<PicturePtr> pictures;
    for (Index i = 0; i < count; ++i) {
        pictures.push_back(pictureOf(split, i));
    }
    return pictures;
}

std::vector<AnswerOfSample> answersOf(const Examined& examined, const std::vector<PicturePtr>& pictures,
                                      Workspace& workspace)
{
    return answers(examined, pictures, MapOverride::None, 0, workspace.tape(0));
}

constexpr Index kPictures = 30; // more than go through together

} // namespace

class GlimpseAnswersTest : public QObject
{
    Q_OBJECT

private slots:
    void answersHoldWhatAWindowDraws()
    {
        Practice practice;
        for (const char* mechanism : kLooks) {
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

    // A network that ends after so many looks is the judge: it has the same weights, and says it at its end.
    void afterEachLookEachPictureHasTheAnswerOfANetworkThatEndsThere()
    {
        Practice practice;
        for (const char* mechanism : {"glimpses", "gumbel", "draw"}) {
            const Run run = practice.trained(smallGlimpses(mechanism));
            const std::vector<PicturePtr> pictures = picturesOf(run.data->test, kPictures);
            const auto said = answersOf(examinedOf(run), pictures, practice.workspace);
            for (std::size_t t = 0; t < 3; ++t) {
                Config less = run.config;
                less.look.glimpses = static_cast<int>(t) + 1;
                const Run shorter = practice.start(less);
                const auto ends =
                    answersOf({*shorter.network, run.weights, *run.task, *run.data}, pictures, practice.workspace);
                for (std::size_t i = 0; i < pictures.size(); ++i) {
                    QVERIFY2(near(said[i].glimpses[t].probabilities, ends[i].probabilities), mechanism);
                }
            }
            QVERIFY(!near(said[0].glimpses[0].probabilities, said[0].glimpses[1].probabilities)); // else all would pass
            QVERIFY(!near(said[0].glimpses[1].probabilities, said[1].glimpses[1].probabilities));
        }
    }

    void aPictureAmongOthersLooksAsItDoesAlone()
    {
        Practice practice;
        for (const char* mechanism : kLooks) {
            const Run run = practice.trained(smallGlimpses(mechanism));
            const std::vector<PicturePtr> pictures = picturesOf(run.data->test, kPictures);
            const auto said = answersOf(examinedOf(run), pictures, practice.workspace);
            for (const std::size_t i : {0U, 1U, 17U, 29U}) {
                const AnswerOfSample alone = answersOf(examinedOf(run), {pictures[i]}, practice.workspace)[0];
                for (std::size_t t = 0; t < alone.glimpses.size(); ++t) {
                    const GlimpseOfSample &one = alone.glimpses[t], &other = said[i].glimpses[t];
                    QVERIFY2(near({one.window.begin(), one.window.end()}, {other.window.begin(), other.window.end()}),
                             mechanism);
                    QVERIFY2(near({one.seen.data(), one.seen.data() + one.seen.size()},
                                  {other.seen.data(), other.seen.data() + other.seen.size()}),
                             mechanism);
                    QVERIFY(std::isnan(one.promised) || near({one.logPi, one.promised}, {other.logPi, other.promised}));
                    QVERIFY2(near(one.probabilities, other.probabilities), mechanism);
                }
            }
        }
    }

    void aFrameIsAsLargeAsWhatIsSeen()
    {
        Practice practice;
        const Run run = practice.start(smallGlimpses("draw")); // its first look is at the whole image
        const auto one = answersOf(examinedOf(run), {pictureOf(run.data->test, 0)}, practice.workspace)[0].glimpses[0];
        QVERIFY(std::abs(one.width - 27.0 / 7 * 8) <
                1e-4); // eight filters, 27/7 pixels apart, each half that much around
        QVERIFY(std::abs(one.height - one.width) < 1e-4);
    }

    // A window that was turned is as wide as the way that it goes from left to right, and as high as from top to bottom.
    void aTurnedFrameHasTheSidesOfItsWindow()
    {
        Practice practice;
        Config config = smallGlimpses("transformer");
        config.look.transform = "affine";
        Run run = practice.start(config);
        const ParameterTable& table = run.network->parameters();
        for (int p = 0; p < table.count(); ++p) {
            if (table[p].name == "look.place.bias") { // a tenth of it is added to the whole image
                const Reals change{-7, 2, 0, 4, -8, 0};
                std::copy(change.begin(), change.end(), run.weights.begin() + table.slot(p).offset);
            }
        }
        const auto one = answersOf(examinedOf(run), {pictureOf(run.data->test, 0)}, practice.workspace)[0].glimpses[0];
        QVERIFY(std::abs(one.width - 28 * 0.5) < 1e-4); // (0.3, 0.4)
        QVERIFY(std::abs(one.height - 28 * std::hypot(0.2, 0.2)) < 1e-4);
    }

    // A map that lies over what a window showed says nothing of the image, whoever asks.
    void aMapOverAWindowHasNoScoreAnywhere()
    {
        Practice practice;
        Config config = smallGlimpses("transformer");
        config.data.set = "shortcut"; // it has decoys, too
        config.attention.mechanism = "queries";
        config.attention.heads = 2;
        config.model.trunk = "conv 8, pool";
        for (const bool whole : {false, true}) {
            if (whole) {
                config.look = {};
            }
            const Run run = practice.start(config);
            const Evaluation e = *evaluate(examinedOf(run), run.data->test, -1, {}, 0, practice.workspace);
            QVERIFY(std::isfinite(e.entropy) && e.grid.places() > 1);
            QCOMPARE(std::isfinite(e.evidence.mass), whole);
            QCOMPARE(std::isfinite(e.chance.mass), whole);
            QCOMPARE(std::isfinite(e.decoyMass), whole);
            QCOMPARE(std::isfinite(e.decoyChance), whole);
            QCOMPARE(e.heads.size(), std::size_t(2));
            for (const HeadEvaluation& head : e.heads) {
                QVERIFY(std::isfinite(head.mean.entropy));
                QCOMPARE(std::isfinite(head.mean.evidence.mass), whole);
            }
            const Baselines baselines = baselinesOf(run, run.data->test, practice.workspace);
            QCOMPARE(std::isfinite(baselines.evidence.mass), whole);
            const PicturePtr picture = pictureOf(run.data->test, 0);
            const MapOfSample map = answersOf(examinedOf(run), {picture}, practice.workspace)[0].maps.front();
            QCOMPARE(map.inImage, whole);
            QVERIFY(picture->evidence && std::isfinite(scoreOf(map, 0, 0, *picture).spread));
            QCOMPARE(scoreOf(map, 0, 0, *picture).evidence.has_value(), whole);
        }
    }
};

QTEST_APPLESS_MAIN(GlimpseAnswersTest)
#include "tst_glimpse_answers.moc"
