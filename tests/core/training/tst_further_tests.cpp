// Further tests and gates: what a report says beyond the test images, held against what can be counted by hand.
#include "core/training/answer.h"
#include "core/training/report.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace fovea;

namespace {

Config colouredConfig()
{
    Config config = smallNeedle();
    config.data.set = "coloured";
    config.data.test = 60;
    config.model.trunk = "conv 6 3x3, pool, gate, conv 8, pool";
    config.attention = {};
    config.attention.mechanism = "none";
    config.gate.mechanism = "se";
    config.gate.reduction = 1;
    return config;
}

Real& weightOf(Run& run, const std::string& name, Index at)
{
    const ParameterTable& table = run.network->parameters();
    for (int p = 0; p < table.count(); ++p) {
        if (table[p].name == name) {
            return run.weights[static_cast<std::size_t>(table.slot(p).offset + at)];
        }
    }
    qFatal("no such parameter");
}

/// Of six channels, two in a row read one colour. A gate rises with the mean of its own colour and falls with the others'
/// (sign 1), or the reverse (sign −1).
Run withGatesByHand(Practice& trainer, Real sign)
{
    Run run = trainer.start(colouredConfig());
    for (Index tap = 0; tap < 9; ++tap) {
        for (Index colour = 0; colour < 3; ++colour) {
            for (Index f = 0; f < 6; ++f) {
                weightOf(run, "trunk.0.weight", (tap * 3 + colour) * 6 + f) = f / 2 == colour ? Real(1) / 9 : 0;
            }
        }
    }
    for (Index f = 0; f < 6; ++f) {
        for (Index g = 0; g < 6; ++g) {
            weightOf(run, "gate.1.squeeze.weight", f * 6 + g) = f == g ? 1 : 0;
            weightOf(run, "gate.1.excite.weight", f * 6 + g) = sign * (f / 2 == g / 2 ? 4 : -2);
        }
    }
    return run;
}

std::vector<CueGate> gatesOf(const Run& run, Practice& trainer)
{
    return cueGates({*run.network, run.weights, *run.task, *run.data}, run.data->test, 0, trainer.workspace);
}

} // namespace

class FurtherTestsTest : public QObject
{
    Q_OBJECT

private slots:
    void gatesThatFollowTheCueAreToldFromThoseThatFlee()
    {
        Practice trainer;
        const CueGate follows = gatesOf(withGatesByHand(trainer, 1), trainer).at(0);
        QCOMPARE(follows.layer, std::string("gate.1"));
        QVERIFY2(follows.told > 0.99, std::to_string(follows.told).c_str());
        QVERIFY2(follows.explained > 0.8 && follows.explained < 1, std::to_string(follows.explained).c_str());
        QVERIFY2(follows.correlation > 0.9, std::to_string(follows.correlation).c_str());
        for (std::size_t cue = 0; cue < 3; ++cue) {
            for (std::size_t f = 0; f < 6; ++f) {
                QVERIFY(f / 2 == cue || follows.means[cue][f] < follows.means[cue][2 * cue]);
            }
        }
        const CueGate flees = gatesOf(withGatesByHand(trainer, -1), trainer).at(0);
        QVERIFY2(flees.correlation < -0.9, std::to_string(flees.correlation).c_str());
    }

    void gatesThatKnowNothingExplainNothing()
    {
        Practice trainer;
        const CueGate gate = gatesOf(withGatesByHand(trainer, 0), trainer).at(0); // one half, whatever comes
        QVERIFY(std::isnan(gate.explained) && std::isnan(gate.correlation));
        QVERIFY(gate.told < 0.6);
        for (const std::vector<double>& means : gate.means) {
            for (const double mean : means) {
                QCOMPARE(mean, 0.5);
            }
        }
    }

    void meanGatesAreThoseOfTheAnswers()
    {
        Practice trainer;
        const Run run = trainer.start(colouredConfig());
        const CueGate gate = gatesOf(run, trainer).at(0);
        std::vector<PicturePtr> pictures;
        for (Index i = 0; i < 60; ++i) {
            pictures.push_back(pictureOf(run.data->test, i));
        }
        const std::vector<AnswerOfSample> all = answers({*run.network, run.weights, *run.task, *run.data}, pictures,
                                                        MapOverride::None, 0, trainer.workspace.tape(0));
        std::vector<double> sum(6);
        double count = 0;
        for (std::size_t i = 0; i < 60; ++i) {
            if (run.data->test.cues[i] == 1) {
                count += 1;
                for (std::size_t f = 0; f < 6; ++f) {
                    sum[f] += static_cast<double>(all[i].maps.back().weights[static_cast<Index>(f)]);
                }
            }
        }
        for (std::size_t f = 0; f < 6; ++f) {
            QVERIFY(std::abs(gate.means[1][f] - sum[f] / count) < 1e-6);
        }
    }

    void gatesAndCuesAreInTheReport()
    {
        Practice trainer;
        const Run run = withGatesByHand(trainer, 1);
        const auto json = toJson(testReport({*run.network, run.weights, *run.task, *run.data}, 0, trainer.workspace));
        QCOMPARE(json["gates"].size(), std::size_t{1});
        QCOMPARE(json["gates"][0]["mean_gates"]["green"].size(), std::size_t{6});
        QVERIFY(json["gates"][0]["cue_told_by_gates"].get<double>() > 0.99);
        QVERIFY(!json.contains("variants") && !json.contains("reliance"));
    }

    void relianceIsWhatShufflingTheTagCosts()
    {
        Config config = smallNeedle();
        config.data.set = "shortcut";
        config.data.rho = 1;
        config.data.samples = 400;
        config.data.test = 100;
        config.train.epochs = 12;
        config.train.learningRate = 0.02;
        Practice trainer;
        const Run run = trainer.trained(config);
        const Examined examined{*run.network, run.weights, *run.task, *run.data};
        const TestReport report = testReport(examined, 0, trainer.workspace);
        QCOMPARE(report.variants.size(), std::size_t{3});
        std::vector<double> accuracies;
        for (std::size_t v = 0; v < 3; ++v) {
            const Evaluation alone =
                *evaluate(examined, run.data->variants[v].split, -1, MapOverride::None, 0, trainer.workspace);
            QCOMPARE(report.variants[v].evaluation.accuracy, alone.accuracy);
            accuracies.push_back(alone.accuracy);
            double mass = 0; // on the one cell of 8 × 8 that is the tag's
            for (Index i = 0; i < 100; ++i) {
                const AnswerOfSample one = answers(examined, {pictureOf(run.data->variants[v].split, i)},
                                                   MapOverride::None, 0, trainer.workspace.tape(0))
                                               .front();
                mass += static_cast<double>(one.maps.front().weights[0]) / 100;
            }
            QVERIFY(std::abs(alone.decoyMass - mass) < 1e-5);
            QVERIFY(std::abs(alone.decoyChance - 1.0 / 64) < 1e-9);
        }
        QCOMPARE(report.reliance, accuracies[0] - accuracies[2]);                 // correlated, removed, shuffled
        QVERIFY2(report.reliance > 0.2, std::to_string(report.reliance).c_str()); // where tags never lie they are read
        const auto json = toJson(report);
        QCOMPARE(json["reliance"].get<double>(), report.reliance);
        QCOMPARE(json["variants"]["shuffled"]["accuracy"].get<double>(), accuracies[2]);
        QVERIFY(json["variants"]["removed"].contains("decoy_mass"));
    }

    void setsWithoutFurtherTestsReportNone()
    {
        Practice trainer;
        const Run run = trainer.start(smallNeedle());
        const auto json = toJson(testReport({*run.network, run.weights, *run.task, *run.data}, 0, trainer.workspace));
        for (const char* key : {"variants", "reliance", "gates", "decoy_mass"}) {
            QVERIFY(!json.contains(key));
        }
    }
};

QTEST_APPLESS_MAIN(FurtherTestsTest)
#include "tst_further_tests.moc"
