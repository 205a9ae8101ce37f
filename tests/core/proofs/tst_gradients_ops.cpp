// Each operation's derivative against finite differences. Those over windows and places: tst_gradients_places.cpp.
#include "core/ops/dropout.h"
#include "core/ops/elementwise.h"
#include "core/ops/linear.h"
#include "core/ops/losses.h"
#include "core/ops/normalisation.h"
#include "core/ops/softmax.h"
#include "core/ops/weighted_sum.h"
#include "tests/support/gradient_check.h"

using namespace fovea;

class GradientsOpsTest : public QObject
{
    Q_OBJECT

private slots:
    void linearIsRight()
    {
        for (const Shape& x : {Shape{5, 3}, Shape{1, 3}, Shape{2, 3, 3}, Shape{40, 3}}) {
            verifyGradient({normals(x, 1), normals({3, 4}, 2), normals({4}, 3)},
                           [](Tape& tape, const Vars& v) { return linear(tape, v[0], v[1], v[2]); });
            verifyGradient({normals(x, 1), normals({3, 1}, 2)},
                           [](Tape& tape, const Vars& v) { return linear(tape, v[0], v[1]); });
        }
        verifyGradient({normals({2, 30}, 1), normals({30, 20}, 2), normals({20}, 3)}, // turns dy, not W
                       [](Tape& tape, const Vars& v) { return linear(tape, v[0], v[1], v[2]); });
    }

    void functionsOfOneNumberAreRight()
    {
        using Function = Var (*)(Tape&, Var);
        for (const Function f :
             {Function(relu), Function(fovea::tanh), Function(sigmoid), Function(gelu), Function(fovea::exp)}) {
            verifyGradient({distinct({7, 9}, 1)}, [f](Tape& tape, const Vars& v) { return f(tape, v[0]); });
        }
        verifyGradient({normals({3, 4}, 1)}, [](Tape& tape, const Vars& v) { return scale(tape, v[0], -2.5); });
    }

    void sumsAndProductsFollowRepeatedDimensions()
    {
        const std::vector<std::pair<Shape, Shape>> shapes = {{{2, 3, 4}, {2, 3, 4}},
                                                             {{2, 3, 4}, {4}},
                                                             {{2, 3, 4}, {2, 3, 1}},
                                                             {{2, 3, 4}, {1, 3, 4}},
                                                             {{2, 3, 4}, {3, 1}},
                                                             {{2, 1, 4}, {1, 3, 1}},
                                                             {{2, 3, 4}, {1}},
                                                             {{2, 3, 2, 3, 2}, {2, 1, 2, 1, 2}},
                                                             {{2, 1}, {1, 3}},
                                                             {{5}, {1}},
                                                             {{1}, {1}},
                                                             {{2, 3, 4}, {2, 1, 1}}};
        for (const auto& [x, y] : shapes) {
            for (const bool turned : {false, true}) {
                const std::vector<Tensor> both{normals(turned ? y : x, 1), normals(turned ? x : y, 2)};
                verifyGradient(both, [](Tape& tape, const Vars& v) { return add(tape, v[0], v[1]); });
                verifyGradient(both, [](Tape& tape, const Vars& v) { return multiply(tape, v[0], v[1]); });
            }
        }
    }

    void reductionsAreRightOverEachDimension()
    {
        for (const int dim : {0, 1, 2, 3, -1, -2}) {
            verifyGradient({normals({2, 3, 4, 2}, 1)},
                           [=](Tape& tape, const Vars& v) { return mean(tape, v[0], dim); });
            verifyGradient({normals({2, 3, 4, 2}, 1)}, [=](Tape& tape, const Vars& v) { return sum(tape, v[0], dim); });
            verifyGradient({distinct({2, 3, 4, 2}, 1)},
                           [=](Tape& tape, const Vars& v) { return fovea::max(tape, v[0], dim); });
        }
    }

    void theFirstOfEqualMaximaGetsTheGradient()
    {
        Tape tape;
        const Tensor x({5}, {1, 3, 2, 3, 3});
        const Var in = tape.input(x.data(), x.shape());
        tape.backward(fovea::max(tape, in, 0));
        QVERIFY((in.gradArray() == ConstArrayView(Reals{0, 1, 0, 0, 0}.data(), 5)).all());
    }

    void softmaxIsRightAtEachTemperature()
    {
        for (const Real temperature : {1.0, 0.25, 3.0}) {
            verifyGradient({normals({4, 7}, 1)},
                           [=](Tape& tape, const Vars& v) { return softmax(tape, v[0], temperature); });
            verifyGradient({normals({2, 3, 5}, 1)},
                           [=](Tape& tape, const Vars& v) { return softmax(tape, v[0], temperature); });
        }
        verifyGradient({normals({4, 7}, 1)}, [](Tape& tape, const Vars& v) { return logSoftmax(tape, v[0]); });
    }

    void softmaxOverOneNumberHasNoGradientAtAll()
    {
        verifyGradient(
            {{normals({6, 1}, 1)}, [](Pass& pass, const Vars& v) { return Vars{softmax(pass.tape, v[0], 0.5)}; }},
            {"input 0 (6 × 1)"});
        Tape tape;
        const Tensor x = normals({6, 1}, 1);
        const Var in = tape.input(x.data(), x.shape()), y = softmax(tape, in);
        y.gradArray() += ConstArrayView(normals({6}, 2).data(), 6);
        tape.backward();
        QVERIFY((y.array() == 1).all());
        QVERIFY((in.gradArray() == 0).all());
    }

    void crossEntropyIsRight()
    {
        const std::vector<int> labels{2, 0, 4, 2};
        for (const Real smoothing : {0.0, 0.1, 1.0}) {
            for (const double deviation : {1.0, 8.0}) {
                verifyGradient({normals({4, 5}, 1, deviation)},
                               [&](Tape& tape, const Vars& v) { return crossEntropy(tape, v[0], labels, smoothing); });
            }
        }
    }

    void binaryCrossEntropyIsRight()
    {
        const std::vector<int> labels{1, 0, 1, 1, 0};
        for (const Real smoothing : {0.0, 0.2}) {
            for (const double deviation : {1.0, 8.0}) {
                verifyGradient({normals({5, 1}, 1, deviation)}, [&](Tape& tape, const Vars& v) {
                    return binaryCrossEntropy(tape, v[0], labels, smoothing);
                });
            }
        }
    }

    void layerNormIsRight()
    {
        for (const Shape& x : {Shape{3, 6}, Shape{2, 3, 6}}) {
            verifyGradient({normals(x, 1), normals({6}, 2), normals({6}, 3)},
                           [](Tape& tape, const Vars& v) { return layerNorm(tape, v[0], v[1], v[2]); });
        }
    }

    void groupNormIsRightForEachNumberOfGroups()
    {
        for (const Index groups : {1, 2, 3, 6}) {
            verifyGradient({normals({2, 3, 2, 6}, 1), normals({6}, 2), normals({6}, 3)},
                           [=](Tape& tape, const Vars& v) { return groupNorm(tape, v[0], v[1], v[2], groups, 1e-3); });
        }
    }

    void dropoutIsRight()
    {
        verifyGradient({normals({4, 5}, 1)},
                       [](Tape& tape, const Vars& v) { return dropout(tape, v[0], 0.4, {.seed = 3, .step = 2}); });
        verifyGradient({normals({4, 5}, 1)}, [](Tape& tape, const Vars& v) { return dropout(tape, v[0], 0, {}); });
    }

    void weightedSumIsRight()
    {
        verifyGradient({normals({3, 4}, 1), normals({3, 4, 2}, 2)},
                       [](Tape& tape, const Vars& v) { return weightedSum(tape, v[0], v[1]); });
        verifyGradient({normals({1, 1}, 1), normals({1, 1, 1}, 2)},
                       [](Tape& tape, const Vars& v) { return weightedSum(tape, v[0], v[1]); });
    }

    void aValueUsedTwiceAddsUpItsGradients()
    {
        verifyGradient({normals({3, 4}, 1)}, [](Tape& tape, const Vars& v) { return multiply(tape, v[0], v[0]); });
        verifyGradient({normals({3, 3}, 1)}, [](Tape& tape, const Vars& v) { return linear(tape, v[0], v[0]); });
        // Each way of adding to a gradient that is there already, and each way of being the first.
        using Function = Var (*)(Tape&, Var);
        const std::vector<Function> ways = {fovea::tanh,
                                            sigmoid,
                                            gelu,
                                            fovea::exp,
                                            [](Tape& t, Var x) { return softmax(t, x, 2); },
                                            logSoftmax,
                                            [](Tape& t, Var x) { return scale(t, x, 3); },
                                            [](Tape& t, Var x) { return linear(t, x, x); }};
        for (const Function first : ways) {
            for (const Function second : ways) {
                verifyGradient({normals({3, 3}, 1)}, [=](Tape& tape, const Vars& v) {
                    return add(tape, first(tape, v[0]), second(tape, v[0]));
                });
            }
        }
    }

    void aReshapeSharesValueAndGradient()
    {
        verifyGradient({normals({2, 6}, 1)}, [](Tape& tape, const Vars& v) {
            const Var turned = v[0].as({3, 4});
            return add(tape, softmax(tape, turned), scale(tape, v[0], 2).as({3, 4}));
        });
        Tape tape;
        const Tensor x = normals({2, 6}, 1);
        const Var in = tape.input(x.data(), x.shape()), seen = in.as({12, 1});
        QCOMPARE(seen.data(), in.data());
        QCOMPARE(seen.gradData(), in.gradData());
    }

    void cleanupTestCase() { qInfo("worst error %.2g", worstGradientError()); }
};

QTEST_APPLESS_MAIN(GradientsOpsTest)
#include "tst_gradients_ops.moc"
