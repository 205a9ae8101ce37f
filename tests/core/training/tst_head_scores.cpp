// Scores of several heads: the whole map is their mean, each has its own, and one head alone is scored as ever.
#include "core/settings/fields.h"
#include "core/training/answer.h"
#include "core/training/report.h"
#include "core/training/snapshot.h"
#include "tests/support/small_run.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

struct Measured
{
    Practice practice;
    SnapshotPtr snapshot;
    Evaluation evaluation;

    explicit Measured(std::initializer_list<std::pair<const char*, const char*>> settings)
    {
        Config config = smallNeedle();
        for (const auto& [key, text] : settings) {
            setFromText(config, key, text);
        }
        config.train.epochs = 1;
        snapshot = snapshotOf(practice.trained(config));
        evaluation =
            *evaluate(snapshot->examined(), snapshot->data->validation, -1, MapOverride::None, 0, practice.workspace);
    }
};

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-6;
}

} // namespace

class HeadScoresTest : public QObject
{
    Q_OBJECT

private slots:
    void theWholeIsScoredOnTheMeanOfTheHeads()
    {
        Measured m({{"attention.mechanism", "queries"}, {"attention.heads", "2"}, {"attention.queries", "2"}});
        const Split& split = m.snapshot->data->validation;
        QCOMPARE(m.evaluation.grid.places(), Index(64));
        for (const Index i : {0, 7}) {
            const auto answer = answers(m.snapshot->examined(), {pictureOf(split, i)}, MapOverride::None, 0,
                                        m.practice.workspace.tape(0));
            Reals mean(64);
            for (Index n = 0; n < 64; ++n) {
                for (Index row = 0; row < 4; ++row) {
                    mean[static_cast<std::size_t>(n)] += answer[0].maps[0].weights[row * 64 + n] / 4;
                }
            }
            const SampleResult& result = m.evaluation.samples[static_cast<std::size_t>(i)];
            const EvidenceScore score = evidenceScore(mean.data(), {8, 8}, m.snapshot->data->image,
                                                      split.evidence[static_cast<std::size_t>(i)]);
            QVERIFY(near(result.evidence.mass, score.mass));
            QVERIFY(near(result.entropy, entropy(mean.data(), 64)));
        }
    }

    /// Weight is linear: the heads' weights on the object have the whole's as their mean. Spread is not.
    void everyHeadHasItsOwnScore()
    {
        Measured m({{"attention.mechanism", "queries"}, {"attention.heads", "4"}});
        QCOMPARE(m.evaluation.heads.size(), std::size_t(4));
        double mass = 0, spread = 0;
        for (Index head = 0; head < 4; ++head) {
            const HeadEvaluation& of = m.evaluation.heads[static_cast<std::size_t>(head)];
            QCOMPARE(of.name, (HeadName{"pool", head}));
            QVERIFY(near(of.mean.chance.mass, m.evaluation.chance.mass));
            mass += of.mean.evidence.mass / 4;
            spread += of.mean.entropy / 4;
        }
        QVERIFY(near(mass, m.evaluation.evidence.mass));
        QVERIFY(spread < m.evaluation.entropy);
        QVERIFY(m.evaluation.heads[0].mean.evidence.mass != m.evaluation.heads[1].mean.evidence.mass);
    }

    void layersThatMixAreScoredHeadByHead()
    {
        Measured m({{"attention.mechanism", "class"}, {"mix.depth", "2"}, {"mix.heads", "2"}});
        QCOMPARE(m.evaluation.heads.size(), std::size_t(5));
        QCOMPARE(m.evaluation.heads[0].name, (HeadName{"pool", 0}));
        QCOMPARE(m.evaluation.heads[4].name, (HeadName{"mix.1", 1}));
        for (const HeadEvaluation& head : m.evaluation.heads) {
            QVERIFY(head.mean.entropy > 0 && head.mean.entropy <= std::log(64) + 1e-6); // the class token is left out
        }
    }

    void oneHeadAloneNeedsNoTable()
    {
        QVERIFY(Measured({{"attention.mechanism", "soft"}}).evaluation.heads.empty());
        const Measured gated({{"attention.mechanism", "soft"}, {"gate.mechanism", "cbam"}}); // gates do not compete
        QVERIFY(gated.evaluation.heads.empty());
    }

    void theReportNamesEachHead()
    {
        Measured m({{"attention.mechanism", "queries"}, {"attention.heads", "2"}});
        const auto json = toJson(testReport(m.snapshot->examined(), 0, m.practice.workspace));
        QCOMPARE(json["heads"].size(), std::size_t(2));
        QCOMPARE(json["heads"][1]["layer"].get<std::string>(), std::string("pool"));
        QCOMPARE(json["heads"][1]["head"].get<int>(), 2);
        QVERIFY(json["heads"][1].contains("evidence_mass") && json["heads"][1].contains("evidence_mass_chance"));
        QVERIFY(json.contains("pointing") && json.contains("evidence_mass"));
    }
};

QTEST_GUILESS_MAIN(HeadScoresTest)
#include "tst_head_scores.moc"
