// The steps behind a map: the same weights as the network's own, for every way of looking that scores keys.
#include "core/attention/catalog.h"
#include "core/settings/fields.h"
#include "core/training/attention_steps.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace fovea;

namespace {

/// The small needle with another pooling, and mixing where it is named.
Config configWith(const std::string& pool, const std::string& mix)
{
    Config config = smallNeedle();
    config.attention = {};
    config.attention.mechanism = pool;
    config.attention.hidden = 8;
    config.attention.temperature = 0.7;
    config.attention.heads = 2;
    config.attention.queries = 3;
    config.attention.depths = pool.starts_with("jetley") ? 2 : 1;
    config.model.trunk = "conv 4 5x5, pool, conv 8, pool";
    if (!mix.empty()) {
        config.mix.mechanism = mix;
        config.mix.depth = 2;
        config.mix.heads = 2;
        config.mix.window = 3;
    }
    return config;
}

double greatestDifference(const std::vector<double>& a, const std::vector<double>& b)
{
    double most = a.size() == b.size() ? 0 : 1e9;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        most = std::max(most, std::abs(a[i] - b[i]));
    }
    return most;
}

} // namespace

class AttentionStepsTest : public QObject
{
    Q_OBJECT

private slots:
    void weightsAreTheNetworksOwn_data()
    {
        QTest::addColumn<QString>("pool");
        QTest::addColumn<QString>("mix");
        QTest::addColumn<int>("layers"); // that can be followed
        for (const Mechanism& row : mechanisms()) {
            const QString key = QString::fromUtf8(row.key.data(), qsizetype(row.key.size()));
            if (key == "class") {
                QTest::addRow("class") << key << "global" << 2;
            } else {
                const bool nothing = key == "none" || key == "flatten";
                QTest::newRow(qPrintable(key)) << key << "" << (nothing ? 0 : key.startsWith("jetley") ? 2 : 1);
            }
        }
        for (const MixMechanism& row : mixMechanisms()) {
            const QString key = QString::fromUtf8(row.key.data(), qsizetype(row.key.size()));
            QTest::newRow(qPrintable("mix " + key)) << "none" << key << 2;
        }
    }
    void weightsAreTheNetworksOwn()
    {
        QFETCH(const QString, pool);
        QFETCH(const QString, mix);
        QFETCH(const int, layers);
        Run run = practice_.start(configWith(pool.toStdString(), mix.toStdString()));
        practice_.advance(run, 6); // so that queries and scores have left where they started
        const SnapshotPtr snapshot = snapshotOf(run);
        const PicturePtr picture = pictureOf(run.data->validation, 3);
        Tape& tape = practice_.workspace.tape(0);
        const auto names = layersWithSteps(snapshot->examined(), *picture, 0, tape);
        QCOMPARE(int(names.size()), layers);
        const auto answer = answers(snapshot->examined(), {picture}, MapOverride::None, 0, tape).front();
        for (const std::string& name : names) {
            const auto map = std::ranges::find(answer.maps, name, &MapOfSample::layer);
            QVERIFY(map != answer.maps.end());
            for (Index head = 0; head < map->heads(); ++head) {
                for (const Index query : {Index(0), map->queries() / 3, map->queries() - 1}) {
                    const auto steps = attentionSteps(snapshot->examined(), *picture, {name, head, query}, 0, tape);
                    QVERIFY(!steps.none);
                    const Index keys = map->weights.dim(2);
                    const std::vector<double> own(map->row(head, query), map->row(head, query) + keys);
                    QCOMPARE(steps.own, own);
                    QVERIFY2(greatestDifference(steps.weights, own) < 2e-6, name.c_str());
                    QVERIFY(std::abs(std::accumulate(steps.weights.begin(), steps.weights.end(), 0.0) - 1) < 1e-12);
                }
            }
        }
    }

    void productsAreSumsOfTheirTermsAndTheRestFollows()
    {
        const Run run = practice_.trained(configWith("none", "global"));
        const auto steps = stepsOf(run, {"mix.0", 1, 20});
        for (std::size_t n = 0; n < steps.products.size(); ++n) {
            double product = 0;
            for (std::size_t i = 0; i < steps.query.size(); ++i) {
                QCOMPARE(steps.terms[n][i], steps.query[i] * steps.key[n][i]);
                product += steps.query[i] * steps.key[n][i];
            }
            QCOMPARE(steps.products[n], product);
            QCOMPARE(steps.scores[n], product / std::sqrt(4.0)); // 8 features in two heads
            for (std::size_t i = 0; i < steps.value[n].size(); ++i) {
                QCOMPARE(steps.shares[n][i], steps.weights[n] * steps.value[n][i]);
            }
        }
        QVERIFY(!steps.fixedQuery);
    }

    void whatIsGivenLeadsToTheAnswer() // soft attention without hidden layers: logits = y W + b
    {
        const Run run = practice_.trained(configWith("soft", ""));
        const auto steps = stepsOf(run, {"pool"});
        QVERIFY(steps.fixedQuery);
        const Reals W = valuesOf(run.network->parameters(), "answer.weight", run.weights),
                    b = valuesOf(run.network->parameters(), "answer.bias", run.weights);
        std::vector<Real> logits(b.begin(), b.end());
        for (std::size_t i = 0; i < steps.given.size(); ++i) {
            for (std::size_t c = 0; c < logits.size(); ++c) {
                logits[c] += static_cast<Real>(steps.given[i]) * W[i * logits.size() + c];
            }
        }
        const auto answer = answers(snapshotOf(run)->examined(), {pictureOf(run.data->validation, 3)},
                                    MapOverride::None, 0, practice_.workspace.tape(0));
        QVERIFY(greatestDifference(run.task->probabilities(logits.data()), answer.front().probabilities) < 1e-5);
    }

    void softScoresAreThoseOfTheFormula() // e = (u w + c) / τ
    {
        Run run = practice_.start(configWith("soft", ""));
        const ParameterTable& table = run.network->parameters();
        for (int p = 0; p < table.count(); ++p) { // a bias moves all scores alike: the weights would not tell
            if (table[p].name == "attention.score.bias") {
                run.weights.data()[table.slot(p).offset] = Real(0.35);
            }
        }
        const Reals w = valuesOf(table, "attention.score.weight", run.weights);
        const auto steps = stepsOf(run, {"pool"});
        for (std::size_t n = 0; n < steps.scores.size(); ++n) {
            double e = 0.35;
            for (std::size_t i = 0; i < w.size(); ++i) {
                e += steps.key[n][i] * static_cast<double>(w[i]);
            }
            QVERIFY(std::abs(steps.scores[n] - e / 0.7) < 1e-6);
        }
    }

    void temperatureSharpensAndEvensOut()
    {
        const Run run = practice_.trained(configWith("none", "global"));
        const auto spread = [&](double T) { return stepsOf(run, {"mix.0", 0, 10, T}).spread; };
        QVERIFY(spread(0.1) < spread(1) && spread(1) < spread(10));
        const auto cold = stepsOf(run, {"mix.0", 0, 10, 0.1}), own = stepsOf(run, {"mix.0", 0, 10, 1});
        QCOMPARE(cold.scores, own.scores);
        for (std::size_t n = 0; n < own.scores.size(); ++n) { // softmax of ten times the scores
            QVERIFY(std::abs(std::log(cold.weights[n] / cold.weights[0]) - 10 * (own.scores[n] - own.scores[0])) <
                    1e-9);
        }
    }

    void keysInOtherWindowsAreNotAsked()
    {
        const Run run = practice_.trained(configWith("none", "windowed"));
        const auto steps = stepsOf(run, {"mix.0", 0, 0}); // the first place: a window of 3 × 3 in a map of 8 × 8
        int asked = 0;
        for (Index n = 0; n < steps.count(); ++n) {
            const bool near = n / 8 < 3 && n % 8 < 3;
            QCOMPARE(std::isfinite(steps.scores[std::size_t(n)]), near);
            asked += steps.weights[std::size_t(n)] > 0 ? 1 : 0;
        }
        QCOMPARE(asked, 9);
    }

    void theEssaysSoftmaxRunsOverOneNumber()
    {
        const Run run = practice_.trained(configWith("essay", ""));
        const auto steps = stepsOf(run, {"pool"});
        QCOMPARE(steps.count(), Index(1));
        QCOMPARE(steps.weights, std::vector<double>{1});
        QCOMPARE(steps.given, steps.value[0]);
    }

    void whatDoesNotExistIsTheNearestThatDoes()
    {
        const Run run = practice_.trained(configWith("none", "global"));
        const auto steps = stepsOf(run, {"mix.0", 9, 999});
        QCOMPARE(steps.asked, (StepsAsked{"mix.0", 1, 63, 1}));
    }

    void whereThereAreNoneItIsSaidWhy_data()
    {
        QTest::addColumn<QString>("set"); // what differs from the small needle without attention
        QTest::addColumn<QString>("layer");
        QTest::addColumn<int>("why");
        const auto row = [](const char* name, const char* set, const char* layer, NoSteps why) {
            QTest::newRow(name) << set << layer << static_cast<int>(why);
        };
        row("mean of all places", "attention.mechanism=none", "pool", NoSteps::Uniform);
        row("gates of channels", "gate.mechanism=se", "gate", NoSteps::Gate);
        row("a class token", "attention.mechanism=class mix.mechanism=global mix.depth=1", "pool",
            NoSteps::OtherLayers);
        row("a rollout", "mix.mechanism=global mix.depth=2", "rollout", NoSteps::OtherLayers);
        row("drawn gazes", "look.mechanism=glimpses", "", NoSteps::Gaze);
        row("a choice from a grid", "look.mechanism=gumbel", "look.0", NoSteps::Gaze);
        row("nothing of this name", "attention.mechanism=none", "", NoSteps::Nothing);
    }
    void whereThereAreNoneItIsSaidWhy()
    {
        QFETCH(const QString, set);
        QFETCH(const QString, layer);
        QFETCH(const int, why);
        Config config = configWith("none", "");
        for (const QString& pair : set.split(' ')) {
            const QStringList sides = pair.split('=');
            setFromText(config, sides[0].toStdString(), sides[1].toStdString());
        }
        const Run run = practice_.start(config);
        const AttentionSteps steps = stepsOf(run, {layer == "gate" ? gateOf(run) : layer.toStdString()});
        QVERIFY(steps.none);
        QCOMPARE(static_cast<int>(*steps.none), why);
        QCOMPARE(steps.count(), Index(0));
    }

    void followingChangesNoAnswer() // a worked pass gives the bits of any other
    {
        const Run run = practice_.trained(configWith("gated", "shifted"));
        const PicturePtr picture = pictureOf(run.data->validation, 3);
        Tape& tape = practice_.workspace.tape(0);
        const auto before = answers(snapshotOf(run)->examined(), {picture}, MapOverride::None, 0, tape).front();
        const auto steps = stepsOf(run, {"mix.1", 0, 5});
        const auto map = std::ranges::find(before.maps, "mix.1", &MapOfSample::layer);
        QCOMPARE(steps.own, std::vector<double>(map->row(0, 5), map->row(0, 5) + 64));
    }

private:
    /// The name of the first gate.
    std::string gateOf(const Run& run)
    {
        const auto answer = answers(snapshotOf(run)->examined(), {pictureOf(run.data->validation, 3)},
                                    MapOverride::None, 0, practice_.workspace.tape(0));
        return std::ranges::find(answer.front().maps, false, &MapOfSample::shares)->layer;
    }

    AttentionSteps stepsOf(const Run& run, const StepsAsked& asked)
    {
        const PicturePtr picture = pictureOf(run.data->validation, 3);
        return attentionSteps(snapshotOf(run)->examined(), *picture, asked, 0, practice_.workspace.tape(0));
    }

    Practice practice_;
};

QTEST_APPLESS_MAIN(AttentionStepsTest)
#include "tst_attention_steps.moc"
