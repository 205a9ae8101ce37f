// The derivatives of operations over windows, and of those that move numbers, against finite differences.
#include "core/ops/convolution.h"
#include "core/ops/pooling.h"
#include "core/ops/rearrange.h"
#include "tests/support/gradient_check.h"

using namespace fovea;

class GradientsPlacesTest : public QObject
{
    Q_OBJECT

private slots:
    void convolutionIsRight_data()
    {
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("stride");
        QTest::addColumn<int>("padding");
        for (const int channels : {1, 3, 6}) { // windows are copied where size · channels < 16
            for (const auto& [size, stride, padding] : std::vector<std::array<int, 3>>{{3, 1, 0},
                                                                                       {3, 1, 1},
                                                                                       {3, 1, 2},
                                                                                       {3, 2, 0},
                                                                                       {3, 2, 1},
                                                                                       {3, 2, 2},
                                                                                       {3, 3, 1},
                                                                                       {1, 1, 0},
                                                                                       {1, 2, 0},
                                                                                       {2, 1, 1},
                                                                                       {2, 2, 0},
                                                                                       {5, 2, 2},
                                                                                       {5, 1, 4}}) {
                QTest::addRow("%d channels, window %d, stride %d, padding %d", channels, size, stride, padding)
                    << channels << size << stride << padding;
            }
        }
    }
    void convolutionIsRight()
    {
        QFETCH(const int, channels);
        QFETCH(const int, size);
        QFETCH(const int, stride);
        QFETCH(const int, padding);
        const Window window{.size = size, .stride = stride, .padding = padding};
        for (const auto& [h, w] : {std::pair{5, 5}, std::pair{6, 5}, std::pair{5, 8}}) {
            verifyGradient({normals({2, h, w, channels}, 1), normals({size, size, channels, 3}, 2), normals({3}, 3)},
                           [=](Tape& tape, const Vars& v) { return convolve(tape, v[0], v[1], v[2], window); });
        }
    }

    void convolutionIsRightWithoutBiasAndForManyResults()
    {
        for (const Index channels : {1, 6}) {
            verifyGradient({normals({1, 4, 4, channels}, 1), normals({3, 3, channels, 19}, 2)},
                           [](Tape& tape, const Vars& v) { return convolve(tape, v[0], v[1], {}, {.size = 3}); });
        }
    }

    void convolutionAddsToAGradientThatIsThere()
    {
        for (const Index channels : {1, 6}) {
            verifyGradient({{normals({1, 4, 4, channels}, 1), normals({3, 3, channels, 2}, 2), normals({2}, 3)},
                            [](Pass& pass, const Vars& v) {
                                return Vars{convolve(pass.tape, v[0], v[1], v[2], {.size = 3}),
                                            convolve(pass.tape, v[0], v[1], v[2], {.size = 3, .padding = 1})};
                            }});
        }
    }

    void poolingIsRight()
    {
        for (const auto& [size, stride, padding] : std::vector<std::array<Index, 3>>{
                 {2, 2, 0}, {2, 1, 0}, {3, 2, 0}, {3, 1, 1}, {3, 2, 1}, {3, 3, 0}, {1, 2, 0}, {4, 2, 3}}) {
            const Window window{.size = size, .stride = stride, .padding = padding};
            for (const auto& [h, w] : {std::pair{6, 6}, std::pair{5, 7}}) {
                verifyGradient({distinct({2, h, w, 3}, 1)},
                               [=](Tape& tape, const Vars& v) { return maxPool(tape, v[0], window); });
                if (padding == 0) {
                    verifyGradient({normals({2, h, w, 3}, 1)},
                                   [=](Tape& tape, const Vars& v) { return averagePool(tape, v[0], window); });
                }
            }
        }
    }

    void theFirstOfEqualPixelsGetsTheGradientOfAMaximum()
    {
        Tape tape;
        const Tensor x({1, 2, 2, 1}, {1, 4, 4, 4});
        const Var in = tape.input(x.data(), x.shape());
        tape.backward(maxPool(tape, in));
        QVERIFY((in.gradArray() == ConstArrayView(Reals{0, 1, 0, 0}.data(), 4)).all());
    }

    void concatenationIsRightAlongEachDimension()
    {
        for (const int dim : {0, 1, 2, -1}) {
            Shape a{2, 3, 4}, b{2, 3, 4};
            a = dim == 0 ? Shape{1, 3, 4} : dim == 1 ? Shape{2, 5, 4} : Shape{2, 3, 1};
            verifyGradient({normals(a, 1), normals(b, 2), normals(a, 3)},
                           [=](Tape& tape, const Vars& v) { return concatenate(tape, v, dim); });
        }
        verifyGradient({normals({2, 3}, 1)}, [](Tape& tape, const Vars& v) {
            return concatenate(tape, {v[0], v[0]}, 0);
        });
    }

    void slicesAreRightAlongEachDimension()
    {
        for (const int dim : {0, 1, 2, -1}) {
            verifyGradient({normals({4, 5, 3}, 1)},
                           [=](Tape& tape, const Vars& v) { return slice(tape, v[0], dim, 1, 2); });
        }
        verifyGradient({normals({4, 5}, 1)}, [](Tape& tape, const Vars& v) { // overlapping
            return concatenate(tape, {slice(tape, v[0], 1, 0, 3), slice(tape, v[0], 1, 2, 3)});
        });
    }

    void exchangeOfDimensionsIsRight()
    {
        for (int a = 0; a < 4; ++a) {
            for (int b = 0; b < 4; ++b) {
                if (a != b) {
                    verifyGradient({normals({2, 3, 4, 5}, 1)},
                                   [=](Tape& tape, const Vars& v) { return swapDims(tape, v[0], a, b); });
                }
            }
        }
        verifyGradient({normals({2, 3, 4}, 1)}, [](Tape& tape, const Vars& v) { return swapDims(tape, v[0], -1, -2); });
    }

    void rowsLookedUpTwiceGetTheSumOfTheirGradients()
    {
        const std::vector<int> ids{3, 0, 3, 1, 3, 2};
        verifyGradient({normals({4, 3}, 1)}, [&](Tape& tape, const Vars& v) { return lookUp(tape, v[0], ids); });
    }

    void cleanupTestCase() { qInfo("worst error %.2g", worstGradientError()); }
};

QTEST_APPLESS_MAIN(GradientsPlacesTest)
#include "tst_gradients_places.moc"
