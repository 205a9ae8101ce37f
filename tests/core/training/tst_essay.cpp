// The essay's experiment, as written: what its attention layer does, and that this is nothing.
#include "core/networks/trunk.h"
#include "core/ops/elementwise.h"
#include "core/ops/linear.h"
#include "core/settings/presets.h"
#include "core/training/answer.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <algorithm>

using namespace fovea;

namespace {

Config essay()
{
    return configOf(*findPreset("essay"));
}

/// The essay's network without its attention layer, from its own operations: convolution, dense, answer.
Reals logitsWithoutTheLayer(const Run& run, const Tensor& images)
{
    ParameterTable table;
    const Trunk trunk(table, run.config, run.data->image);
    table.layOut();
    const ParameterTable& whole = run.network->parameters();
    Weights weights(static_cast<std::size_t>(table.arraySize()));
    for (int p = 0; p < table.count(); ++p) {
        const Reals values = valuesOf(whole, table[p].name, run.weights);
        std::copy(values.begin(), values.end(), weights.begin() + table.slot(p).offset);
    }
    const Reals W = valuesOf(whole, "hidden.weight", run.weights), b = valuesOf(whole, "hidden.bias", run.weights);
    const Reals V = valuesOf(whole, "answer.weight", run.weights), c = valuesOf(whole, "answer.bias", run.weights);
    const Index hidden = run.config.model.hidden, features = static_cast<Index>(W.size()) / hidden;

    Tape tape(false);
    const Context context;
    Pass pass(tape, table, weights, context);
    const Var map = trunk(pass, tape.constant(images.data(), images.shape())).map;
    const Var x = map.as({images.dim(0), features});
    const Var z =
        relu(tape, linear(tape, x, tape.constant(W.data(), {features, hidden}), tape.constant(b.data(), {hidden})));
    const Var y = linear(tape, z, tape.constant(V.data(), {hidden, 1}), tape.constant(c.data(), {1}));
    return {y.data(), y.data() + y.size()};
}

Reals logits(const Run& run, const Tensor& images, MapOverride maps)
{
    Tape tape(false);
    const Context context{.maps = maps};
    Pass pass(tape, run.network->parameters(), run.weights, context);
    const Output output = run.network->forward(pass, {tape.constant(images.data(), images.shape())});
    return {output.logits.data(), output.logits.data() + output.logits.size()};
}

} // namespace

class EssayTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        run_ = trainer_.start(essay());
        initial_ = run_.weights;
        trainer_.advance(run_, 16); // an epoch of 13 batches, and three more
        first_ = imagesOf(*run_.data, run_.data->test, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
    }

    void hasTheEssaysNumberOfParameters()
    {
        const ParameterTable& table = run_.network->parameters();
        QCOMPARE(table.learned(), Index{1'406'529});
        const auto count = [&](const char* name) { return valuesOf(table, name, run_.weights).size(); };
        QCOMPARE(count("trunk.0.weight") + count("trunk.0.bias"), std::size_t{320});
        QCOMPARE(count("attention.score.weight"), std::size_t{21'632});
        QCOMPARE(count("hidden.weight") + count("hidden.bias"), std::size_t{1'384'512});
        QCOMPARE(count("answer.weight") + count("answer.bias"), std::size_t{65});
    }

    void hasTheEssaysImagesAndBatches()
    {
        QCOMPARE(run_.data->train.size(), Index{800});
        QCOMPARE(run_.data->validation.size(), Index{200});
        QCOMPARE(run_.data->test.size(), Index{200});
        QCOMPARE(run_.epoch, 1); // 13 batches ended it
        QCOMPARE(run_.seen, Index{3 * 64});
        QCOMPARE(run_.config.train.epochs, 10);
        QCOMPARE(run_.config.train.epsilon, 1e-7);
        const auto [least, most] = std::minmax_element(first_.data(), first_.data() + first_.size());
        QVERIFY(*least < 1 && *most > 254); // as they are, not rescaled
    }

    void attentionIsExactlyOne()
    {
        Tape tape(false);
        const std::vector<AnswerOfSample> all =
            answers({*run_.network, run_.weights, *run_.task, *run_.data}, first_, MapOverride::None, 0, tape);
        QCOMPARE(all.size(), std::size_t{16});
        for (const AnswerOfSample& answer : all) {
            QCOMPARE(answer.maps.size(), std::size_t{1});
            QCOMPARE(answer.maps[0].weights.size(), Index{1});
            QVERIFY(answer.maps[0].weights[0] == 1.0f);
        }
    }

    void itsGradientIsExactlyZeroAndItsWeightsStay()
    {
        const ParameterTable& table = run_.network->parameters();
        const Delivery delivery = trainer_.mailbox.take();
        QCOMPARE(delivery.steps.size(), std::size_t{16});
        for (const StepRecord& record : delivery.steps) {
            QVERIFY(record.gradientNorm > 0);
            for (int p = 0; p < table.count(); ++p) {
                if (table[p].name == "attention.score.weight") {
                    QVERIFY(record.parameterNorms[static_cast<std::size_t>(p)] == 0);
                }
            }
        }
        const char* name = "attention.score.weight";
        QVERIFY(sameBits(valuesOf(table, name, run_.weights), valuesOf(table, name, initial_)));
        QVERIFY(!sameBits(valuesOf(table, "answer.weight", run_.weights), valuesOf(table, "answer.weight", initial_)));
    }

    void withoutTheLayerTheAnswersAreTheSameBits()
    {
        const Reals own = logits(run_, first_, MapOverride::None);
        QVERIFY(sameBits(logitsWithoutTheLayer(run_, first_), own));
        QVERIFY(sameBits(logits(run_, first_, MapOverride::Uniform), own));
        QVERIFY(sameBits(logits(run_, first_, MapOverride::Shuffled), own));
        QVERIFY(*std::max_element(own.begin(), own.end()) != *std::min_element(own.begin(), own.end()));
    }

    void anotherMechanismLeavesTheRestOfTheNetworkAsItWas()
    {
        Config config = smallNeedle();
        const Run soft = trainer_.start(config);
        config.attention.mechanism = "gated";
        const Run gated = trainer_.start(config);
        for (const char* name : {"trunk.0.weight", "trunk.2.weight", "answer.weight"}) {
            QVERIFY(sameBits(valuesOf(soft.network->parameters(), name, soft.weights),
                             valuesOf(gated.network->parameters(), name, gated.weights)));
        }
    }

private:
    Practice trainer_;
    Run run_;
    Weights initial_;
    Tensor first_;
};

QTEST_APPLESS_MAIN(EssayTest)
#include "tst_essay.moc"
