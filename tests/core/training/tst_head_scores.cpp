// Scores of several heads: the whole map is their mean, each has its own, and one head alone is scored as ever.
#include "core/files/csv.h"
#include "core/settings/error.h"
#include "core/settings/fields.h"
#include "core/training/answer.h"
#include "core/training/checkpoint.h"
#include "core/training/record_json.h"
#include "core/training/report.h"
#include "core/training/snapshot.h"
#include "tests/support/small_run.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
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

/// Two layers of two heads, mean pooling: two epochs of it.
Config smallMixer()
{
    Config config = smallNeedle();
    config.attention.mechanism = "none";
    config.mix.depth = 2;
    config.mix.heads = 2;
    config.train.epochs = 2;
    return config;
}

CsvTable table(const std::vector<EpochRecord>& history)
{
    return parseCsv(metricsCsv(history), "metrics.csv");
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

    void everyWayToMixHasScoresAndTheScoresAreThoseOfTheDrawnMaps_data()
    {
        QTest::addColumn<QString>("mechanism");
        for (const char* mechanism : {"global", "windowed", "shifted", "linear"}) {
            QTest::newRow(mechanism) << mechanism;
        }
    }
    void everyWayToMixHasScoresAndTheScoresAreThoseOfTheDrawnMaps()
    {
        QFETCH(QString, mechanism);
        const bool classToken = mechanism == "global" || mechanism == "linear";
        Measured m({{"attention.mechanism", classToken ? "class" : "none"},
                    {"mix.mechanism", mechanism.toLatin1().constData()},
                    {"mix.depth", "2"},
                    {"mix.heads", "2"}});
        QCOMPARE(m.evaluation.heads.size(), std::size_t(5));
        QVERIFY(std::isfinite(m.evaluation.entropy));
        const Split& split = m.snapshot->data->validation;
        const auto drawn =
            answers(m.snapshot->examined(), {pictureOf(split, 0)}, MapOverride::None, 0, m.practice.workspace.tape(0));
        std::size_t head = 1; // after the pooling's
        for (const MapOfSample& map : drawn[0].maps) {
            for (int h = 0; map.layer.starts_with("mix.") && h < map.heads(); ++h, ++head) {
                std::vector<double> sums(64); // what a window draws: all places that ask, and no class token
                double whole = 0;
                for (Index q = map.extra; q < map.queries(); ++q) {
                    for (Index n = 0; n < 64; ++n) {
                        sums[static_cast<std::size_t>(n)] += static_cast<double>(map.row(h, q)[map.extra + n]);
                        whole += static_cast<double>(map.row(h, q)[map.extra + n]);
                    }
                }
                Reals row(64);
                std::ranges::transform(sums, row.begin(), [&](double sum) { return static_cast<Real>(sum / whole); });
                QVERIFY(near(m.evaluation.samples[0].heads[head].entropy, entropy(row.data(), 64)));
            }
        }
        QCOMPARE(head, std::size_t(5));
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

    void metricsHaveFiveColumnsForEachHead()
    {
        Practice practice;
        const Run run = practice.trained(smallMixer());
        const CsvTable metrics = table(run.history);
        QCOMPARE(metrics.columns.size(),
                 1 + epochColumns().size() + 5 * std::size_t(5)); // the pooling, and 2 × 2 heads
        const Evaluation now = *evaluate({*run.network, run.weights, *run.task, *run.data}, run.data->validation, -1,
                                         MapOverride::None, 0, practice.workspace);
        const auto cell = [&](std::size_t row, const char* title) {
            return metrics.number(row, metrics.column(title));
        };
        for (const HeadEvaluation& head : now.heads) { // the weights are those of the last epoch
            const std::string title = head.name.layer + ".head" + std::to_string(head.name.head + 1) + ".";
            QCOMPARE(cell(1, (title + "attention_entropy").c_str()), head.mean.entropy);
            QCOMPARE(cell(1, (title + "evidence_mass").c_str()), head.mean.evidence.mass);
            QCOMPARE(cell(1, (title + "evidence_mass_chance").c_str()), head.mean.chance.mass);
            QCOMPARE(cell(1, (title + "pointing").c_str()), head.mean.evidence.hit);
            QCOMPARE(cell(1, (title + "pointing_chance").c_str()), head.mean.chance.hit);
        }
        const double spread = cell(1, "mix.0.head1.attention_entropy");
        QVERIFY(spread > 0 && spread <= std::log(64) + 1e-6);
        QVERIFY(spread != cell(1, "mix.0.head2.attention_entropy"));
        QVERIFY(spread != cell(0, "mix.0.head1.attention_entropy"));
        QCOMPARE(cell(0, "mix.1.head2.pointing_chance"),
                 cell(0, "pool.head1.pointing_chance")); // the same 8 × 8 places
    }

    void oneHeadAloneHasNoColumnsOfItsOwn()
    {
        QCOMPARE(table(Practice().trained(smallNeedle()).history).columns.size(), 1 + epochColumns().size());
    }

    void headsWhoseEvidenceNobodyKnowsHaveEmptyCells()
    {
        Config config = smallMixer();
        config.data.set = "brightness";
        const CsvTable metrics = table(Practice().trained(config).history);
        QVERIFY(metrics.number(0, metrics.column("mix.0.head1.attention_entropy")) > 0);
        QVERIFY(std::isnan(metrics.number(0, metrics.column("mix.0.head1.evidence_mass"))));
        QVERIFY(std::isnan(metrics.number(0, metrics.column("mix.0.head1.pointing_chance"))));
    }

    void resumedRunsHaveTheHeadsOfBefore()
    {
        const Run whole = Practice().trained(smallMixer());
        Practice trainer;
        Run part = trainer.start(smallMixer());
        trainer.advance(part, 5); // one epoch and a batch
        QCOMPARE(part.history.size(), std::size_t(1));
        Run rest = runFrom(Safetensors::parse(stateFile(part).bytes(), "state"), "state", part.data);
        Practice().advance(rest);
        QCOMPARE(metricsCsv(rest.history), metricsCsv(whole.history));
    }

    void damagedHeadsAreRefused()
    {
        auto json = toJson(Practice().trained(smallMixer()).history);
        json[0]["heads"][1]["layer"] = 3;
        QVERIFY_THROWS_EXCEPTION(Error, historyFromJson(json, "state"));
        json[0]["heads"] = "none";
        QVERIFY_THROWS_EXCEPTION(Error, historyFromJson(json, "state"));
    }
};

QTEST_GUILESS_MAIN(HeadScoresTest)
#include "tst_head_scores.moc"
