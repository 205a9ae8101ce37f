// Every set of kernels that this processor can run against the plain loops, over sizes that fit no vector; and what all of
// them promise: rows of a softmax sum to one, a NaN stays visible. Products: tst_products.cpp; functions: tst_functions.cpp.
#include "tests/support/kernel_sets.h"

#include <array>

using namespace fovea;
using kernels::Kernels;

namespace {

constexpr double kEpsilon = std::numeric_limits<float>::epsilon();

/// Numbers whose sums are exact.
Reals quarters(Index count)
{
    Reals x = numbers(count, 4);
    for (float& v : x) {
        v = std::round(v) / 4;
    }
    return x;
}

} // namespace

class KernelsTest : public QObject
{
    Q_OBJECT

private slots:
    void thereIsASetAndOneIsActive()
    {
        QVERIFY(!kernels::available().empty());
        QCOMPARE(kernels::available().front()->name, "baseline");
        const auto sets = kernels::available();
        QVERIFY(std::find(sets.begin(), sets.end(), &kernels::active()) != sets.end());
    }

    void softmaxIsThatOfThePlainLoops_data() { everySet(); }
    void softmaxIsThatOfThePlainLoops()
    {
        QFETCH(const Kernels*, set);
        for (int round = 0; round < 200; ++round) {
            const Index rows = among({1, 2, 5}),
                        cols = among({1, 2, 7, 8, 15, 16, 17, 33, 49, 64, 81, 100, 112, 196, 676});
            const float scale = static_cast<float>(among({1, 1, 4})) / 2;
            Reals x = numbers(rows * cols, 3);
            const Reals dy = numbers(rows * cols), before = numbers(rows * cols);
            for (float& v : x) {
                v -= round % 2 == 0 ? 0.0f : 1000.0f; // far below zero, where what pads a row must not count
            }
            Reals y(x.size()), plain(x.size());
            set->softmax(rows, cols, scale, x.data(), y.data());
            kernels::plain().softmax(rows, cols, scale, x.data(), plain.data());
            const double rounding = 1e-6 + static_cast<double>(cols) * kEpsilon / 2; // of the plain loop's long sum
            QVERIFY(difference(y, plain) < rounding);
            for (const bool add : {false, true}) {
                Reals dx = before, dxPlain = before;
                set->softmaxBackward(rows, cols, scale, plain.data(), dy.data(), dx.data(), add);
                kernels::plain().softmaxBackward(rows, cols, scale, plain.data(), dy.data(), dxPlain.data(), add);
                QVERIFY(difference(dx, dxPlain) < 2 * rounding);
            }
        }
    }

    void layerNormIsThatOfThePlainLoops_data() { everySet(); }
    void layerNormIsThatOfThePlainLoops()
    {
        QFETCH(const Kernels*, set);
        for (int round = 0; round < 200; ++round) {
            const Index rows = among({1, 2, 5}), cols = among({1, 2, 7, 8, 15, 16, 17, 33, 64, 196});
            const Reals x = numbers(rows * cols, 3), gamma = numbers(cols), beta = numbers(cols);
            const Reals dy = numbers(rows * cols), before = numbers(rows * cols);
            Reals hat(x.size()), hatPlain(x.size()), y(x.size()), plain(x.size());
            Reals inverse(static_cast<std::size_t>(rows)), inversePlain(static_cast<std::size_t>(rows));
            set->layerNorm(rows, cols, 1e-3f, x.data(), gamma.data(), beta.data(), hat.data(), inverse.data(),
                           y.data());
            kernels::plain().layerNorm(rows, cols, 1e-3f, x.data(), gamma.data(), beta.data(), hatPlain.data(),
                                       inversePlain.data(), plain.data());
            QVERIFY(difference(y, plain) < 2e-5 && difference(hat, hatPlain) < 2e-5 &&
                    difference(inverse, inversePlain) < 2e-5);
            for (const bool add : {false, true}) {
                Reals dx = before, dxPlain = before;
                set->layerNormBackward(rows, cols, gamma.data(), hatPlain.data(), inversePlain.data(), dy.data(),
                                       dx.data(), add);
                kernels::plain().layerNormBackward(rows, cols, gamma.data(), hatPlain.data(), inversePlain.data(),
                                                   dy.data(), dxPlain.data(), add);
                QVERIFY(difference(dx, dxPlain) < 1e-4);
            }
            Reals sums = numbers(cols), sumsPlain = sums;
            set->addColumnProducts(rows, cols, x.data(), dy.data(), sums.data());
            kernels::plain().addColumnProducts(rows, cols, x.data(), dy.data(), sumsPlain.data());
            QVERIFY(difference(sums, sumsPlain) < 2e-6);
        }
    }

    void normalisedColumnsAreThoseOfThePlainLoops_data() { everySet(); }
    void normalisedColumnsAreThoseOfThePlainLoops()
    {
        QFETCH(const Kernels*, set);
        for (int round = 0; round < 100; ++round) {
            const Index rows = among({0, 1, 2, 3, 4, 5, 11, 49}), cols = among({1, 2, 7, 8, 15, 16, 17, 33, 64, 100});
            const Reals x = numbers(rows * cols, 3), dy = numbers(rows * cols), before = numbers(rows * cols);
            const Reals mean = numbers(cols), inverse = numbers(cols), gamma = numbers(cols), beta = numbers(cols);
            Reals hat(x.size()), hatPlain(x.size()), y(x.size()), plain(x.size());
            set->normaliseColumns(rows, cols, mean.data(), inverse.data(), gamma.data(), beta.data(), x.data(),
                                  hat.data(), y.data());
            kernels::plain().normaliseColumns(rows, cols, mean.data(), inverse.data(), gamma.data(), beta.data(),
                                              x.data(), hatPlain.data(), plain.data());
            QVERIFY(difference(y, plain) < 2e-5 && difference(hat, hatPlain) < 2e-5);
            for (const bool add : {false, true}) {
                Reals dx = before, dxPlain = before;
                set->normaliseColumnsBackward(rows, cols, gamma.data(), inverse.data(), mean.data(), beta.data(),
                                              hatPlain.data(), dy.data(), dx.data(), add);
                kernels::plain().normaliseColumnsBackward(rows, cols, gamma.data(), inverse.data(), mean.data(),
                                                          beta.data(), hatPlain.data(), dy.data(), dxPlain.data(), add);
                QVERIFY(difference(dx, dxPlain) < 1e-4);
            }
            Reals squares = numbers(cols), squaresPlain = squares;
            set->addColumnSquares(rows, cols, x.data(), mean.data(), squares.data());
            kernels::plain().addColumnSquares(rows, cols, x.data(), mean.data(), squaresPlain.data());
            QVERIFY(difference(squares, squaresPlain) < 1e-5);
        }
    }

    void rowsOfSoftmaxSumToOneWhateverTheLogits_data() { everySet(); }
    void rowsOfSoftmaxSumToOneWhateverTheLogits()
    {
        QFETCH(const Kernels*, set);
        for (const double size : {0.0, 1.0, 100.0, 1e4, 1e30}) {
            for (const Index cols : {1, 2, 5, 16, 49, 676, 5000}) {
                const Reals x = numbers(cols, size);
                Reals y(x.size());
                set->softmax(1, cols, 1, x.data(), y.data());
                double sum = 0;
                for (const float v : y) {
                    QVERIFY(v >= 0 && v <= 1.000001f);
                    sum += static_cast<double>(v);
                }
                QVERIFY2(std::abs(sum - 1) < 1e-6, std::to_string(sum).c_str());
            }
        }
        Reals x{1e4f, -1e4f, 0}, y(3);
        set->softmax(1, 3, 1, x.data(), y.data());
        QVERIFY(y[0] == 1 && y[1] < 1e-37f && y[2] < 1e-37f);
    }

    void softmaxOverOneNumberIsExactlyOneWithoutGradient_data() { everySet(); }
    void softmaxOverOneNumberIsExactlyOneWithoutGradient()
    {
        QFETCH(const Kernels*, set);
        for (const float value : {0.0f, -0.0f, 1.0f, -3.7f, 1e4f, -1e4f, 1e38f, -1e38f, 1e-40f}) {
            for (const float scale : {0.1f, 1.0f, 7.0f}) {
                const Reals x(9, value), dy = numbers(9, 100);
                Reals y(9), dx(9, kNaN);
                set->softmax(9, 1, scale, x.data(), y.data());
                set->softmaxBackward(9, 1, scale, y.data(), dy.data(), dx.data(), false);
                QVERIFY(std::all_of(y.begin(), y.end(), [](float v) { return v == 1.0f; }));
                QVERIFY(std::all_of(dx.begin(), dx.end(), [](float v) { return v == 0.0f; }));
            }
        }
    }

    void aNaNInSoftmaxSpoilsItsRowAndNoOther_data() { everySet(); }
    void aNaNInSoftmaxSpoilsItsRowAndNoOther()
    {
        QFETCH(const Kernels*, set);
        for (const std::size_t bad : {19U, 22U, 27U, 37U}) { // in row 1
            Reals x = numbers(3 * 19), y(x.size());
            x[bad] = kNaN;
            set->softmax(3, 19, 1, x.data(), y.data());
            for (std::size_t i = 0; i < y.size(); ++i) {
                QCOMPARE(std::isnan(y[i]), i / 19 == 1);
            }
        }
    }

    void theLargerWinsAsInThePlainLoops_data() { everySet(); }
    void theLargerWinsAsInThePlainLoops()
    {
        QFETCH(const Kernels*, set);
        for (const Index n : {1, 3, 8, 15, 16, 17, 32, 100}) {
            std::array<Reals, 5> x;
            for (Reals& values : x) {
                values = numbers(n);
                for (float& v : values) {
                    const auto kind = chance().below(12);
                    v = kind == 0 ? kNaN : kind == 1 ? -HUGE_VALF : kind < 6 ? std::round(v) : v; // ties too
                }
            }
            Reals y = x[0], plain = x[0];
            std::vector<std::uint8_t> winner(y.size(), 9), plainWinner(y.size(), 9);
            for (std::uint8_t number = 1; number < 5; ++number) {
                set->keepLarger(n, x[number].data(), y.data(), winner.data(), number);
                kernels::plain().keepLarger(n, x[number].data(), plain.data(), plainWinner.data(), number);
            }
            QVERIFY(winner == plainWinner);
            QCOMPARE(difference(y, plain), 0.0);
            const Reals dy = numbers(n), before = numbers(n);
            Reals dx = before, dxPlain = before;
            set->addToWinner(n, dy.data(), winner.data(), 2, dx.data());
            kernels::plain().addToWinner(n, dy.data(), winner.data(), 2, dxPlain.data());
            QVERIFY(sameBits(dx, dxPlain));

            set->reluOfLargest(n, x[0].data(), x[1].data(), x[2].data(), x[3].data(), x[4].data(), y.data(),
                               winner.data());
            kernels::plain().reluOfLargest(n, x[0].data(), x[1].data(), x[2].data(), x[3].data(), x[4].data(),
                                           plain.data(), plainWinner.data());
            QVERIFY(winner == plainWinner);
            QCOMPARE(difference(y, plain), 0.0);
        }
    }

    void aNaNWinsAgainstEveryNumber_data() { everySet(true); }
    void aNaNWinsAgainstEveryNumber()
    {
        QFETCH(const Kernels*, set);
        for (std::size_t bad = 0; bad < 4; ++bad) {
            std::array<Reals, 4> x{Reals{1}, Reals{2}, Reals{0}, Reals{3}};
            x[bad][0] = kNaN;
            Reals y{-HUGE_VALF}, bias{0};
            std::uint8_t winner = 9;
            for (std::uint8_t number = 0; number < 4; ++number) {
                set->keepLarger(1, x[number].data(), y.data(), &winner, number);
            }
            QVERIFY(std::isnan(y[0]));
            set->reluOfLargest(1, x[0].data(), x[1].data(), x[2].data(), x[3].data(), bias.data(), y.data(), &winner);
            QVERIFY(std::isnan(y[0]));
        }
    }

    void whatWinnersSayAboutWeightsIsThatOfThePlainLoops_data() { everySet(); }
    void whatWinnersSayAboutWeightsIsThatOfThePlainLoops()
    {
        QFETCH(const Kernels*, set);
        for (int round = 0; round < 200; ++round) {
            const Index places = among({0, 1, 5, 49}), size = among({1, 4, 9, 14, 15, 25, 27}),
                        O = among({1, 3, 8, 16, 19, 32, 40});
            const Index step = size + 2;
            const Reals windows = quarters(4 * step * places + size), dy = quarters(places * O),
                        before = quarters(size * O);
            std::vector<std::int32_t> start(static_cast<std::size_t>(places));
            std::vector<std::uint8_t> winner(dy.size());
            for (std::size_t t = 0; t < start.size(); ++t) {
                start[t] = static_cast<std::int32_t>(4 * step * static_cast<Index>(t));
            }
            for (std::uint8_t& w : winner) {
                w = static_cast<std::uint8_t>(chance().below(5));
            }
            Reals ours = before, plain = before;
            const auto run = [&](const Kernels& kernels, Reals& dW) {
                kernels.winnerProduct({places,
                                       size,
                                       O,
                                       windows.data(),
                                       start.data(),
                                       {0, step, 2 * step, 3 * step},
                                       dy.data(),
                                       winner.data(),
                                       dW.data()});
            };
            run(*set, ours);
            run(kernels::plain(), plain);
            QVERIFY(difference(ours, plain) == 0.0); // exact, on quarters
        }
    }

    // On quarters every sum is exact, so that the order of additions cannot matter, and there are ties among the places.
    void winogradsTransformsAreThoseOfThePlainLoops_data() { everySet(); }
    void winogradsTransformsAreThoseOfThePlainLoops()
    {
        QFETCH(const Kernels*, set);
        for (const Index n : {1, 5, 8, 16, 19, 64, 100}) {
            const Index row = 6 * n, apart = n + 3;
            const Reals d = quarters(4 * row), g = quarters(9 * n), m = quarters(16 * apart), bias = quarters(n);
            const auto transformed = [&](const Kernels& kernels) {
                Reals v(static_cast<std::size_t>(16 * apart)), u(static_cast<std::size_t>(16 * n));
                kernels.winogradInput(n, d.data(), row, n, v.data(), apart);
                kernels.winogradWeights(n, g.data(), u.data());
                v.insert(v.end(), u.begin(), u.end());
                return v;
            };
            QCOMPARE(difference(transformed(*set), transformed(kernels::plain())), 0.0);
            Reals y(bias.size()), plain(bias.size());
            std::vector<std::uint8_t> winner(y.size(), 9), plainWinner(y.size(), 9);
            set->winogradPool(n, m.data(), apart, bias.data(), y.data(), winner.data());
            kernels::plain().winogradPool(n, m.data(), apart, bias.data(), plain.data(), plainWinner.data());
            QVERIFY(winner == plainWinner);
            QCOMPARE(difference(y, plain), 0.0);
        }
    }

    void winogradsSquaresAreThoseOfThePlainLoopsUpToTheEdge_data() { everySet(); }
    void winogradsSquaresAreThoseOfThePlainLoopsUpToTheEdge()
    {
        QFETCH(const Kernels*, set);
        for (int round = 0; round < 200; ++round) {
            const Index n = among({1, 5, 8, 16, 19, 64, 100}), apart = n + 3, row = 3 * n;
            const Index rows = among({1, 2}), cols = among({1, 2});
            const Reals m = quarters(16 * apart), u = quarters(16 * n), bias = quarters(n), before = quarters(2 * row);
            const Real* const start = round % 3 == 0 ? nullptr : bias.data();
            const auto all = [&](const Kernels& kernels) {
                Reals y = before, back(static_cast<std::size_t>(16 * apart)), g(static_cast<std::size_t>(9 * n), 1);
                kernels.winogradOutput(n, m.data(), apart, start, round % 2 == 0, {y.data(), row, n, rows, cols});
                Reals dy = before;
                kernels.winogradGradient(n, {dy.data(), row, n, rows, cols}, back.data(), apart);
                kernels.winogradWeightGradient(n, u.data(), g.data());
                y.insert(y.end(), back.begin(), back.end());
                y.insert(y.end(), g.begin(), g.end());
                return y; // what lies beside the square is in it, too
            };
            QVERIFY(difference(all(*set), all(kernels::plain())) == 0.0);
        }
    }

    void sumsAndProductsOfElementsAreThoseOfThePlainLoops_data() { everySet(); }
    void sumsAndProductsOfElementsAreThoseOfThePlainLoops()
    {
        QFETCH(const Kernels*, set);
        for (const Index n : {1, 7, 16, 17, 48, 100}) { // of quarters, so that all is exact
            const Reals x = quarters(n), y = quarters(n), before = quarters(n);
            Reals z(x.size(), kNaN), plain(x.size());
            set->plus(n, x.data(), y.data(), z.data());
            kernels::plain().plus(n, x.data(), y.data(), plain.data());
            QVERIFY(z == plain);
            for (const bool add : {false, true}) {
                z = add ? before : Reals(x.size(), kNaN); // overwritten, not added to
                plain = z;
                set->times(n, x.data(), y.data(), z.data(), add);
                kernels::plain().times(n, x.data(), y.data(), plain.data(), add);
                QVERIFY(z == plain);
            }
        }
    }

    void sumsOfColumnsHaveTheBitsOfThePlainLoops_data() { everySet(); }
    void sumsOfColumnsHaveTheBitsOfThePlainLoops()
    {
        QFETCH(const Kernels*, set);
        for (const Index N : {1, 5, 8, 16, 19, 64, 100}) {
            for (const Index M : {0, 1, 2, 33}) {
                const Reals x = numbers(M * N), before = numbers(N);
                Reals ours = before, plain = before;
                set->addColumnSums(M, N, x.data(), ours.data());
                kernels::plain().addColumnSums(M, N, x.data(), plain.data());
                QVERIFY(sameBits(ours, plain));
            }
        }
    }

    void stepsOfAdamAreThoseOfThePlainLoops_data() { everySet(); }
    void stepsOfAdamAreThoseOfThePlainLoops()
    {
        QFETCH(const Kernels*, set);
        for (const Index n : {1, 7, 16, 100, 1003}) {
            const Reals start = numbers(n);
            std::array<Reals, 3> ours{start, Reals(start.size()), Reals(start.size())}, plain = ours;
            for (int t = 1; t <= 10; ++t) {
                const Reals g = numbers(n, 0.1);
                const auto step = [&](const Kernels& kernels, std::array<Reals, 3>& state) {
                    kernels.adam({.n = n,
                                  .w = state[0].data(),
                                  .g = g.data(),
                                  .m = state[1].data(),
                                  .v = state[2].data(),
                                  .beta1 = 0.9f,
                                  .beta2 = 0.99f,
                                  .epsilon = 1e-7f,
                                  .step = static_cast<float>(0.01 / (1 - std::pow(0.9, t))),
                                  .rootInverse = static_cast<float>(1 / std::sqrt(1 - std::pow(0.99, t))),
                                  .decay = 1e-3f});
                };
                step(*set, ours);
                step(kernels::plain(), plain);
            }
            for (std::size_t i = 0; i < 3; ++i) {
                QVERIFY(difference(ours[i], plain[i]) < 1e-6);
            }
        }
    }
};

QTEST_APPLESS_MAIN(KernelsTest)
#include "tst_kernels.moc"
