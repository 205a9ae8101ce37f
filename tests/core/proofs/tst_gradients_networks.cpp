// Whole networks, from the image to the loss: finite differences, and the three ways that a batch can take (whole, in
// chunks, with the factors of a wide layer put off) that must all end in one gradient.
#include "core/attention/catalog.h"
#include "core/attention/class_token.h"
#include "core/layers/layers.h"
#include "core/networks/network.h"
#include "core/ops/elementwise.h"
#include "core/ops/losses.h"
#include "core/ops/product.h"
#include "core/tasks/task.h"
#include "tests/support/gradient_check.h"

using namespace fovea;

namespace {

/// A network with its task, and numbers for it.
struct Subject
{
    std::shared_ptr<const Network> network;
    std::shared_ptr<const Task> task;
    std::vector<int> labels;
    Tensor images;
    Weights weights;

    Subject(std::string_view mechanism, int classes, int hidden, Index batch, double temperature = 1,
            bool coordinates = false)
        : task(makeClassify(classes)), images(normals({batch, 9, 8, 1}, 5))
    {
        Config config;
        config.model.trunk = "conv 4, pool, conv 4 3x3 valid, norm 2";
        config.model.hidden = hidden;
        config.attention.mechanism = mechanism;
        config.attention.hidden = 3;
        config.attention.temperature = temperature;
        config.attention.coordinates = coordinates;
        config.attention.heads = 2;
        config.mix.heads = 2;
        config.mix.depth = readsClassToken(config.attention) ? 1 : 0;
        network = makeNetwork(config, {{9, 8, 1}, task->answers()});
        const Tensor values = normals({network->parameters().arraySize()}, 7, 0.6);
        weights.assign(values.data(), values.data() + values.size());
        for (Index b = 0; b < batch; ++b) {
            labels.push_back(static_cast<int>(b % classes));
        }
    }

    /// Loss of samples [first, first + count), and what else the network gives.
    Vars forward(Pass& pass, Var image, Index first, Real smoothing) const
    {
        const Output output = network->forward(pass, {image});
        const std::span<const int> some(labels.data() + first, static_cast<std::size_t>(image.dim(0)));
        Vars all{task->loss(pass.tape, output.logits, some, smoothing), output.logits};
        for (const AttentionMap& map : output.maps) {
            all.push_back(map.weights);
        }
        return all;
    }

    /// The gradient of the summed loss by all parameters, in chunks of these sizes.
    Reals gradient(const std::vector<Index>& chunks, const Context& context) const
    {
        Tape tape;
        Gradients gradients(network->parameters().layout(), nullptr);
        gradients.clear();
        Index first = 0;
        for (const Index count : chunks) {
            tape.restart(true, &gradients, first);
            Pass pass(tape, network->parameters(), weights, context);
            const Var image =
                tape.constant(images.data() + first * images.shape().ofOne().size(), images.shape().withFirst(count));
            forward(pass, image, first, 0)[0].gradArray() += 1;
            tape.backward();
            first += count;
        }
        const ParameterSlot& last = network->parameters().layout().back();
        return {gradients.data(), gradients.data() + last.offset + last.size};
    }
};

const Context kLearning{.training = true, .seed = 4, .step = 2, .dropout = 0.3};

/// ‖a − b‖∞ / ‖b‖∞
double difference(const Reals& a, const Reals& b)
{
    const ConstArrayView x(a.data(), static_cast<Index>(a.size())), y(b.data(), static_cast<Index>(b.size()));
    return (x - y).abs().maxCoeff() / y.abs().maxCoeff();
}

QString text(std::string_view key)
{
    return QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
}

} // namespace

class GradientsNetworksTest : public QObject
{
    Q_OBJECT

private slots:
    void everyNetworkIsRightEndToEnd_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("classes");
        QTest::addColumn<int>("hidden");
        for (const Mechanism& row : mechanisms()) {
            for (const int classes : {2, 3}) {
                for (const int hidden : {0, 5}) {
                    QTest::addRow("%s, %d classes, %d hidden", qPrintable(text(row.key)), classes, hidden)
                        << text(row.key) << classes << hidden;
                }
            }
        }
    }
    void everyNetworkIsRightEndToEnd()
    {
        QFETCH(const QString, key);
        QFETCH(const int, classes);
        QFETCH(const int, hidden);
        const Subject s(key.toStdString(), classes, hidden, 3, 0.7, true);
        Computation c{{s.images}, [&s](Pass& pass, const Vars& v) { return s.forward(pass, v[0], 0, 0.1); }};
        c.table = s.network->parameters();
        c.weights = s.weights;
        c.context = kLearning;
        std::vector<std::string> vanishing;
        if (key == "essay") {
            vanishing = {"attention.score.weight"};
        } else if (key == "soft" || key == "gated" || key == "sequence") {
            vanishing = {"attention.score.bias"};
        }
        verifyGradient(std::move(c), vanishing);
    }

    void theEssaysWeightGetsAGradientOfExactlyZero()
    {
        const Subject s("essay", 2, 5, 4);
        const ParameterTable& table = s.network->parameters();
        const Reals gradient = s.gradient({4}, kLearning);
        for (int p = 0; p < table.count(); ++p) {
            const ConstArrayView g(gradient.data() + table.slot(p).offset, table.slot(p).size);
            QCOMPARE((g == 0).all(), table[p].name == "attention.score.weight");
        }
    }

    void chunksOfABatchGiveTheGradientOfTheWhole()
    {
        for (const Mechanism& row : mechanisms()) {
            const Subject s(row.key, 3, 5, 6);
            const Reals whole = s.gradient({6}, kLearning); // dropout goes by a sample's place in the batch
            for (const std::vector<Index>& chunks : {std::vector<Index>{1, 2, 3}, {5, 1}, {1, 1, 1, 1, 1, 1}}) {
                QVERIFY(difference(s.gradient(chunks, kLearning), whole) < 1e-12);
            }
            QVERIFY(difference(s.gradient({6}, {}), whole) > 1e-3); // and dropout was there
        }
    }

    void aWideLayersFactorsGiveTheGradientOfTheDirectWay()
    {
        constexpr Index kIn = 2048, kOut = 64, kBatch = 5; // just wide
        ParameterTable table;
        const Linear layer(table, "l", kIn, kOut, {.oneRowPerSample = true});
        table.layOut();
        QVERIFY(table[0].wide && !table[1].wide);
        QVERIFY(table.narrowSize() < table.arraySize());
        const Weights weights = table.initialWeights(1);
        const Tensor x = normals({kBatch, kIn}, 1), u = normals({kBatch, kOut}, 2);
        const auto run = [&](Gradients& gradients, const std::vector<Index>& chunks) {
            gradients.clear();
            Tape tape;
            Index first = 0;
            for (const Index count : chunks) {
                tape.restart(true, &gradients, first);
                Pass pass(tape, table, weights, {});
                const Var y = fovea::tanh(tape, layer(pass, tape.constant(x.data() + first * kIn, {count, kIn})));
                y.gradArray() += ConstArrayView(u.data() + first * kOut, count * kOut);
                tape.backward();
                first += count;
            }
        };
        Gradients direct(table.layout(), nullptr);
        run(direct, {kBatch});
        WideFactorList factors{{0, Tensor({kBatch, kIn}), Tensor({kBatch, kOut}), std::vector<double>(kBatch)}};
        Gradients deferred(table.layout(), &factors);
        QVERIFY(deferred.defers(0) && !deferred.defers(1) && !direct.defers(0));
        run(deferred, {2, 1, 2});
        Tensor dW({kIn, kOut});
        multiplyTransposedA(matrix(dW), matrix(factors[0].x), matrix(factors[0].dy), false);

        const ConstArrayView wanted(direct.of(0), kIn * kOut), wantedBias(direct.of(1), kOut);
        QVERIFY(wanted.abs().maxCoeff() > 0.1);
        QVERIFY((array(dW) - wanted).abs().maxCoeff() < 1e-12);
        QVERIFY((ConstArrayView(deferred.of(1), kOut) - wantedBias).abs().maxCoeff() < 1e-12);
    }

    void theLossOfATaskIsOneNumberASample()
    {
        for (const TaskRow& row : tasks()) {
            for (const int classes : {2, 3, 10}) {
                const auto task = row.make(classes);
                const std::vector<int> labels{1, 0, classes - 1};
                verifyGradient({normals({3, task->answers()}, 3)}, [&](Tape& tape, const Vars& v) {
                    const Var loss = task->loss(tape, v[0], labels, 0.05);
                    FOVEA_CHECK(loss.shape() == Shape({3}), loss.shape().text());
                    return loss;
                });
            }
        }
    }

    void cleanupTestCase() { qInfo("worst error %.2g", worstGradientError()); }
};

QTEST_APPLESS_MAIN(GradientsNetworksTest)
#include "tst_gradients_networks.moc"
