// What operations promise besides their derivatives: a NaN reaches the loss, dropout goes by the sample, softmax competes.
#include "core/attention/catalog.h"
#include "core/attention/class_token.h"
#include "core/networks/network.h"
#include "core/ops/dropout.h"
#include "core/ops/elementwise.h"
#include "core/ops/losses.h"
#include "core/ops/pooling.h"
#include "core/ops/softmax.h"
#include "core/tasks/task.h"
#include "tests/support/values.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace fovea;

namespace {

constexpr Real kNaN = std::numeric_limits<Real>::quiet_NaN();

/// The loss of one image of 6 × 6 pixels.
Real lossOf(const Network& network, const Weights& weights, const Tensor& image)
{
    Tape tape(false);
    const Context context;
    Pass pass(tape, network.parameters(), weights, context);
    const Output output = network.forward(pass, {tape.constant(image.data(), image.shape())});
    const std::vector<int> labels{1};
    return makeClassify(3)->loss(tape, output.logits, labels, 0).data()[0];
}

} // namespace

class OpsTest : public QObject
{
    Q_OBJECT

private slots:
    // A run that diverges is noticed by its loss: nothing on the way may turn a NaN into a number.
    void aNaNInAnyPixelReachesTheLossOfEveryNetwork()
    {
        for (const Mechanism& row : mechanisms()) {
            for (const char* trunk : {"conv 9, pool, norm 3", "conv 9, norm 3, pool", "conv 2 valid, conv 8, pool"}) {
                Config config;
                config.model.trunk = trunk;
                config.model.hidden = 5;
                config.attention.mechanism = row.key;
                config.attention.heads = 1; // of 9 channels
                config.mix.heads = 1;
                config.mix.depth = readsClassToken(config.attention) ? 1 : 0;
                const auto network = makeNetwork(config, {{6, 6, 1}, 3});
                const Weights weights = network->parameters().initialWeights(1);
                Tensor image = normals({1, 6, 6, 1}, 2);
                QVERIFY(std::isfinite(lossOf(*network, weights, image)));
                for (Index pixel = 0; pixel < image.size(); ++pixel) {
                    const Real kept = image[pixel];
                    image[pixel] = kNaN;
                    QVERIFY2(std::isnan(lossOf(*network, weights, image)),
                             (std::string(row.key) + ", " + trunk).c_str());
                    image[pixel] = kept;
                }
            }
        }
    }

    void aNaNIsTheLargest()
    {
        for (Index bad = 0; bad < 4; ++bad) {
            Tensor x({1, 2, 2, 1}, {1, 4, 2, 3});
            x[bad] = kNaN;
            Tape tape;
            const Var in = tape.constant(x.data(), x.shape());
            QVERIFY(std::isnan(maxPool(tape, in).data()[0]));
            QVERIFY(std::isnan(fovea::max(tape, in.as({4}), 0).data()[0]));
        }
    }

    void aNaNLogitGivesANaNLoss()
    {
        for (Index bad = 0; bad < 3; ++bad) {
            Tensor x({1, 3}, {1, 4, 2});
            x[bad] = kNaN;
            Tape tape;
            const std::vector<int> label{1};
            QVERIFY(std::isnan(crossEntropy(tape, tape.constant(x.data(), x.shape()), label).data()[0]));
        }
        Tape tape;
        const std::vector<int> label{1};
        QVERIFY(std::isnan(binaryCrossEntropy(tape, tape.constant(&kNaN, {1, 1}), label).data()[0]));
    }

    void lossesOfLargeLogitsAreFinite()
    {
        const std::vector<int> labels{1, 0};
        const Tensor x({2, 2}, {10'000, -10'000, 10'000, -10'000}), s({2, 1}, {-10'000, 10'000});
        Tape tape;
        const Var many = crossEntropy(tape, tape.constant(x.data(), x.shape()), labels);
        QCOMPARE(many.data()[0], Real(20'000));
        QCOMPARE(many.data()[1], Real(0));
        const Var two = binaryCrossEntropy(tape, tape.constant(s.data(), s.shape()), labels);
        QCOMPARE(two.data()[0], Real(10'000));
        QCOMPARE(two.data()[1], Real(10'000));
    }

    void theLossOfAGuessIsTheLogarithmOfTheClasses()
    {
        const Tensor zeros({1, 10});
        const std::vector<int> label{1};
        Tape tape;
        for (const Real smoothing : {Real(0), Real(0.1)}) {
            const Var many = crossEntropy(tape, tape.constant(zeros.data(), zeros.shape()), label, smoothing);
            QVERIFY(std::abs(many.data()[0] - std::log(Real(10))) < Real(1e-6));
            const Var two = binaryCrossEntropy(tape, tape.constant(zeros.data(), {1, 1}), label, smoothing);
            QVERIFY(std::abs(two.data()[0] - std::log(Real(2))) < Real(1e-6));
        }
    }

    // Of one number, softmax is 1 whatever it is: nothing comes back, and what is weighted with it stays where it is.
    void softmaxOfOneNumberCostsNothing()
    {
        const Tensor e = normals({3, 1}, 1), x = normals({3, 50}, 2);
        Tape tape;
        const Var scores = tape.input(e.data(), e.shape()), in = tape.input(x.data(), x.shape());
        const Var a = softmax(tape, scores, Real(0.5)), y = multiply(tape, a, in);
        QVERIFY((a.array() == 1).all() && !a.wantsGrad());
        QCOMPARE(y.data(), in.data());
        y.gradArray() = 2;
        tape.backward();
        QVERIFY((in.gradArray() == 2).all() && !scores.hasGrad());

        const Tensor broken({3, 1}, {1, kNaN, 2});
        const Var withNaN = softmax(tape, tape.constant(broken.data(), broken.shape()));
        QVERIFY(std::isnan(withNaN.data()[1]) && std::isnan(multiply(tape, withNaN, in).data()[50]));
    }

    void onlyOnesThatNobodyLearnsLeaveAFactorAsItIs()
    {
        const Tensor ones({2, 1}, {1, 1}), nearly({2, 1}, {1, Real(1.5)}), x = normals({2, 3}, 2);
        Tape tape;
        const Var in = tape.input(x.data(), x.shape());
        const Var learned = multiply(tape, tape.input(ones.data(), ones.shape()), in);
        const Var other = multiply(tape, tape.constant(nearly.data(), nearly.shape()), in);
        QVERIFY(learned.data() != in.data() && other.data() != in.data());
        QVERIFY((learned.array() == in.array()).all() && other.data()[3] == Real(1.5) * x[3]);
        const Tensor wide({2, 3}, {1, 1, 1, 1, 1, 1}),
            column = normals({2, 1}, 3); // the factor is the one that is repeated
        const Var repeated =
            multiply(tape, tape.constant(wide.data(), wide.shape()), tape.constant(column.data(), column.shape()));
        QVERIFY(repeated.shape() == Shape({2, 3}) && repeated.data()[5] == column[1]);
    }

    void temperatureSharpensAndFlattens()
    {
        const Tensor x({1, 3}, {1, 2, 4});
        Tape tape;
        const Var in = tape.constant(x.data(), x.shape());
        QVERIFY(softmax(tape, in, Real(0.01)).data()[2] > Real(0.999));
        const Var flat = softmax(tape, in, Real(1000));
        QVERIFY((flat.array() - Real(1) / 3).abs().maxCoeff() < Real(0.002));
        const Real seven = 7; // moves all alike, which a softmax does not see
        const Var one = softmax(tape, in), shifted = softmax(tape, add(tape, in, tape.constant(&seven, {1})));
        QVERIFY((one.array() - shifted.array()).abs().maxCoeff() < Real(1e-6));
    }

    void dropoutLeavesOutTheShareThatWasAsked()
    {
        const Tensor ones({50, 999}, Reals(50 * 999, Real(1)));
        for (const double p : {0.1, 0.5, 0.9}) {
            Tape tape;
            const Var y = dropout(tape, tape.constant(ones.data(), ones.shape()), p, {.seed = 1});
            double zeros = 0;
            for (Index i = 0; i < y.size(); ++i) {
                zeros += y.data()[i] == 0 ? 1 : 0;
                QVERIFY(y.data()[i] == 0 || std::abs(static_cast<double>(y.data()[i]) - 1 / (1 - p)) < 1e-5);
            }
            const double n = static_cast<double>(y.size());
            QVERIFY(std::abs(zeros / n - p) < 5 * std::sqrt(p * (1 - p) / n));
        }
    }

    void dropoutGoesByKeyAndPlaceInTheBatch()
    {
        const Tensor x({6, 31}, Reals(6 * 31, Real(1)));
        const auto mask = [&](Index first, Index count, const DropoutKey& key) {
            Tape tape;
            tape.restart(false, nullptr, first);
            const Var y = dropout(tape, tape.constant(x.data(), {count, 31}), 0.5, key);
            return Reals(y.data(), y.data() + y.size());
        };
        const DropoutKey key{.seed = 1, .step = 2, .layer = 3};
        const Reals whole = mask(0, 6, key), part = mask(2, 3, key);
        QVERIFY(whole == mask(0, 6, key));
        QVERIFY(std::equal(part.begin(), part.end(), whole.begin() + 2 * 31));
        for (const DropoutKey& other : {DropoutKey{2, 2, 3}, DropoutKey{1, 3, 3}, DropoutKey{1, 2, 4}}) {
            QVERIFY(whole != mask(0, 6, other));
        }
        QVERIFY(!std::equal(whole.begin(), whole.begin() + 31, whole.begin() + 31));
    }
};

QTEST_APPLESS_MAIN(OpsTest)
#include "tst_ops.moc"
