// Whole networks with gates, mixing and pooling: only the attention changes between two of them, each can learn, threads do
// not matter, and their maps say where they lie.
#include "core/attention/catalog.h"
#include "core/networks/network.h"
#include "core/settings/fields.h"
#include "core/training/answer.h"
#include "core/training/learn.h"
#include "tests/support/values.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

using namespace fovea;

namespace {

double difference(const Tensor& a, const Tensor& b)
{
    double most = a.shape() == b.shape() ? 0 : HUGE_VAL;
    for (Index i = 0; i < a.size() && most < HUGE_VAL; ++i) {
        most = std::max(most, std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])));
    }
    return most;
}

Config configOf(std::initializer_list<std::pair<const char*, const char*>> settings)
{
    Config config;
    for (const auto& [key, text] : settings) {
        setFromText(config, key, text);
    }
    return config;
}

std::shared_ptr<Dataset> randomImages(Index count, int classes)
{
    auto data = std::make_shared<Dataset>();
    data->image = {8, 8, 1};
    data->classes.assign(static_cast<std::size_t>(classes), "class");
    data->train.images.shape = data->image;
    const Tensor pixels = normals({count, 8, 8, 1}, 9);
    data->train.images.reals.assign(pixels.data(), pixels.data() + pixels.size());
    for (Index i = 0; i < count; ++i) {
        data->train.labels.push_back(static_cast<int>(i % classes));
    }
    return data;
}

const Config kVisionTransformer =
    configOf({{"model.trunk", "patches 2"}, {"mix.depth", "2"}, {"mix.width", "16"}, {"attention.mechanism", "class"}});

} // namespace

class MechanismNetworksTest : public QObject
{
    Q_OBJECT

private slots:
    void onlyTheAttentionChanges()
    {
        // Whatever else a network has: what is called the same has the same shape and starts the same.
        const Config plain =
            configOf({{"model.trunk", "conv 8, pool, conv 8, gate, pool, conv 16"}, {"model.hidden", "8"}});
        const auto reference = makeNetwork(plain, {{32, 32, 1}, 4});
        const Weights first = reference->parameters().initialWeights(3);
        int compared = 0;
        for (const auto& changes : std::vector<std::vector<std::pair<const char*, const char*>>>{
                 {{"gate.mechanism", "se"}},
                 {{"gate.mechanism", "cbam"}},
                 {{"model.trunk", "conv 8, gate, pool, gate, conv 8, pool, conv 16"}, {"gate.mechanism", "eca"}},
                 {{"mix.depth", "2"}},
                 {{"mix.depth", "1"}, {"mix.mechanism", "linear"}, {"attention.mechanism", "class"}},
                 {{"attention.mechanism", "queries"}},
                 {{"attention.mechanism", "jetley"}}}) {
            Config config = plain;
            for (const auto& [key, text] : changes) {
                setFromText(config, key, text);
            }
            const auto network = makeNetwork(config, {{32, 32, 1}, 4});
            const ParameterTable &theirs = network->parameters(), &ours = reference->parameters();
            const Weights weights = theirs.initialWeights(3);
            for (int p = 0; p < ours.count(); ++p) {
                for (int q = 0; q < theirs.count(); ++q) {
                    if (ours[p].name == theirs[q].name) {
                        QCOMPARE(ours[p].shape, theirs[q].shape);
                        QVERIFY(std::equal(first.begin() + ours.slot(p).offset,
                                           first.begin() + ours.slot(p).offset + ours.slot(p).size,
                                           weights.begin() + theirs.slot(q).offset));
                        ++compared;
                    }
                }
            }
            for (int p = 0; p < ours.count(); ++p) { // the trunk and the answer are always there
                const std::string& name = ours[p].name;
                const bool there = [&] {
                    for (int q = 0; q < theirs.count(); ++q) {
                        if (theirs[q].name == name) {
                            return true;
                        }
                    }
                    return false;
                }();
                QVERIFY2(there || name.starts_with("attention."), name.c_str());
            }
        }
        QVERIFY(compared > 60);
    }

    void everyNetworkLearnsABatchByHeart_data()
    {
        QTest::addColumn<QStringList>("settings");
        const auto row = [](const char* name, const QStringList& settings) { QTest::newRow(name) << settings; };
        row("vision transformer, class token",
            {"model.trunk=patches 2", "mix.depth=2", "mix.width=16", "attention.mechanism=class"});
        row("vision transformer, mean",
            {"model.trunk=patches 2", "mix.depth=2", "mix.width=16", "mix.positions=sine", "attention.mechanism=none"});
        row("compact transformer", {"model.trunk=conv 16, pool", "mix.depth=2", "attention.mechanism=sequence"});
        row("shifted windows",
            {"model.trunk=conv 16", "mix.depth=2", "mix.mechanism=shifted", "attention.mechanism=none"});
        row("linear", {"model.trunk=conv 16", "mix.depth=1", "mix.mechanism=linear", "attention.mechanism=soft"});
        row("squeeze and excitation", {"model.trunk=conv 16, gate, pool, conv 16", "gate.mechanism=se"});
        row("ECA", {"model.trunk=conv 16, gate, pool, conv 16", "gate.mechanism=eca"});
        row("CBAM", {"model.trunk=conv 16, gate, pool, conv 16", "gate.mechanism=cbam"});
        row("learned queries",
            {"model.trunk=conv 16, pool, conv 16", "attention.mechanism=queries", "attention.queries=2"});
        row("compatibility", {"model.trunk=conv 8, pool, conv 16", "attention.mechanism=jetley", "attention.depths=2"});
        row("compatibility, dot product",
            {"model.trunk=conv 8, pool, conv 16", "attention.mechanism=jetley-dot", "attention.depths=2"});
    }
    void everyNetworkLearnsABatchByHeart()
    {
        QFETCH(const QStringList, settings);
        Config config = configOf({{"train.optimiser", "adam"}});
        for (const QString& setting : settings) {
            const QStringList parts = setting.split('=');
            setFromText(config, parts[0].toStdString(), parts[1].toStdString());
        }
        Run run = startRun(config, randomImages(12, 3));
        std::vector<Index> batch(12);
        std::iota(batch.begin(), batch.end(), Index{0});
        ThreadPool pool(1);
        Workspace workspace(pool);
        LearnerMemory memory;
        double loss = HUGE_VAL;
        for (int step = 0; step < 400 && loss > 1e-3; ++step) {
            loss = learn(run, batch, 5e-3, workspace, memory).loss;
        }
        QVERIFY2(loss < 1e-3, std::to_string(loss).c_str());
    }

    void theNumberOfThreadsDoesNotChangeABit()
    {
        const auto trained = [](int threads) {
            Run run = startRun(kVisionTransformer, randomImages(30, 3));
            std::vector<Index> batch(30);
            std::iota(batch.begin(), batch.end(), Index{0});
            ThreadPool pool(threads);
            Workspace workspace(pool);
            LearnerMemory memory;
            for (int step = 0; step < 5; ++step) {
                learn(run, batch, 1e-3, workspace, memory);
                ++run.step;
            }
            return run.weights;
        };
        const Weights one = trained(1);
        for (const int threads : {2, 3}) {
            const Weights more = trained(threads);
            QCOMPARE(std::memcmp(one.data(), more.data(), one.size() * sizeof(Real)), 0);
        }
    }

    void mapsSayWhereTheyLie()
    {
        const auto network = makeNetwork(kVisionTransformer, {{8, 8, 1}, 3});
        const Weights weights = network->parameters().initialWeights(1);
        const Tensor image = normals({2, 8, 8, 1}, 1);
        Tape tape(false);
        const Context context{.drawn = true};
        Pass pass(tape, network->parameters(), weights, context);
        const std::vector<AttentionMap> maps =
            network->forward(pass, {tape.constant(image.data(), image.shape())}).maps;
        QCOMPARE(maps.size(), std::size_t{3}); // what the class token looked at, and two layers
        QCOMPARE(maps[0].weights.shape(), Shape({2, 1, 1, 16}));
        QVERIFY((maps[0].keys == MapGrid{4, 4}) && maps[0].extra == 0 && maps[0].layer == "pool");
        QVERIFY(std::abs(maps[0].weights.array().sum() - 2) < Real(1e-5));
        for (std::size_t layer : {1U, 2U}) {
            QCOMPARE(maps[layer].weights.shape(), Shape({2, 4, 17, 17}));
            QVERIFY((maps[layer].keys == MapGrid{4, 4}) && (maps[layer].queryGrid == MapGrid{4, 4}));
            QVERIFY(maps[layer].extra == 1 && maps[layer].shares);
            QCOMPARE(maps[layer].layer, "mix." + std::to_string(layer - 1));
        }
    }

    void anAnswerShowsEveryMap()
    {
        for (const char* mechanism : {"global", "windowed", "shifted", "linear"}) {
            Config config = kVisionTransformer;
            config.attention.mechanism = "none";
            config.mix.mechanism = mechanism;
            config.gate.mechanism = "cbam";
            const Run run = startRun(config, randomImages(3, 3));
            Tape tape;
            const Examined examined{*run.network, run.weights, *run.task, *run.data};
            const std::vector<AnswerOfSample> all =
                answers(examined, normals({3, 8, 8, 1}, 1), MapOverride::None, 1, tape);
            QCOMPARE(all.size(), std::size_t{3});
            for (const AnswerOfSample& answer : all) {
                QCOMPARE(answer.maps.size(), std::size_t{5}); // of the mean, of two layers, of two gates
                const MapOfSample &layer = answer.maps[2], &gate = answer.maps[4];
                QVERIFY(layer.layer == "mix.1" && layer.weights.shape() == Shape({4, 16, 16}));
                QVERIFY((layer.keys == MapGrid{4, 4}) && (layer.queryGrid == MapGrid{4, 4}));
                QVERIFY(layer.extra == 0 && layer.shares);
                QVERIFY(gate.layer == "gate.0.places" && !gate.shares);
                // Gates are no shares of anything: whether they lie on the object is not asked.
                Picture picture{Tensor({8, 8, 1}), 0, Box{0, 0, 4, 4}, 0};
                QVERIFY(scoreOf(layer, 0, 0, picture).evidence.has_value());
                QVERIFY(!scoreOf(gate, 0, 0, picture).evidence.has_value());
            }
        }
    }

    void gatesAreNoShares()
    {
        const Config config = configOf({{"model.trunk", "conv 8, gate, pool, conv 8"}, {"gate.mechanism", "cbam"}});
        const auto network = makeNetwork(config, {{8, 8, 1}, 3});
        const Weights weights = network->parameters().initialWeights(1);
        const Tensor image = normals({2, 8, 8, 1}, 1);
        Tape tape(false);
        const Context context;
        Pass pass(tape, network->parameters(), weights, context);
        const std::vector<AttentionMap> maps =
            network->forward(pass, {tape.constant(image.data(), image.shape())}).maps;
        QCOMPARE(maps.size(), std::size_t{3}); // of the pooling first, then the gate's two
        QVERIFY(maps[0].shares && !maps[1].shares && !maps[2].shares);
        QCOMPARE(maps[1].layer, std::string("gate.0.channels"));
        QVERIFY(maps[1].weights.shape() == Shape({2, 1, 1, 8}) && maps[1].keys.places() == 0);
        QCOMPARE(maps[2].layer, std::string("gate.0.places"));
        QVERIFY(maps[2].weights.shape() == Shape({2, 1, 1, 64}) && (maps[2].keys == MapGrid{8, 8}));
        for (const std::size_t gate : {1U, 2U}) {
            QVERIFY((maps[gate].weights.array() > 0).all() && (maps[gate].weights.array() < 1).all());
        }
    }

    void placesSideBySideHaveNoMapThatAnybodyLearned()
    {
        const Config config = configOf({{"model.trunk", "conv 4, pool"}, {"attention.mechanism", "flatten"}});
        const auto network = makeNetwork(config, {{8, 8, 1}, 3});
        const Weights weights = network->parameters().initialWeights(1);
        const Tensor image = normals({2, 8, 8, 1}, 1);
        Tape tape(false);
        const Context context;
        Pass pass(tape, network->parameters(), weights, context);
        const Output output = network->forward(pass, {tape.constant(image.data(), image.shape())});
        QCOMPARE(output.maps.size(), std::size_t{1});
        const AttentionMap& map = output.maps.front();
        QVERIFY(!map.learned && (map.keys == MapGrid{1, 1}) && (map.weights.array() == 1).all());
    }

    void withoutPositionsTheOrderOfThePatchesCannotMatter()
    {
        for (const char* positions : {"none", "learned", "sine"}) {
            Config config = kVisionTransformer;
            config.attention.mechanism = "none";
            config.mix.positions = positions;
            const auto network = makeNetwork(config, {{4, 4, 1}, 3});
            const Weights weights = network->parameters().initialWeights(1);
            const Tensor image = normals({1, 4, 4, 1}, 1);
            Tensor swapped = image; // the upper two rows of pixels below the lower two: patches change places
            std::copy_n(image.data(), 8, swapped.data() + 8);
            std::copy_n(image.data() + 8, 8, swapped.data());
            const auto logits = [&](const Tensor& x) {
                Tape tape(false);
                const Context context;
                Pass pass(tape, network->parameters(), weights, context);
                const Var y = network->forward(pass, {tape.constant(x.data(), x.shape())}).logits;
                return Tensor(y.shape(), Reals(y.data(), y.data() + y.size()));
            };
            QCOMPARE(difference(logits(image), logits(swapped)) < 1e-5, std::string_view(positions) == "none");
        }
    }
};

QTEST_APPLESS_MAIN(MechanismNetworksTest)
#include "tst_mechanism_networks.moc"
