// Winograd's convolution against the sum that defines one, over many shapes, and its derivative against differences.
#include "core/ops/elementwise.h"
#include "core/ops/winograd.h"
#include "tests/support/gradient_check.h"

using namespace fovea;

namespace {

struct Shapes
{
    Index height, width, channels, results, padding;

    std::vector<Tensor> operands() const
    {
        return {normals({2, height, width, channels}, 1), normals({3, 3, channels, results}, 2), normals({results}, 3)};
    }
};

/// Shapes with even and odd sides, borders of every width, and channels that fill no vector.
std::vector<Shapes> shapes()
{
    std::vector<Shapes> all;
    for (Index padding = 0; padding < 3; ++padding) {
        for (const auto& [height, width] : {std::pair<Index, Index>{6, 6}, {7, 7}, {9, 8}, {6, 11}}) {
            for (const auto& [channels, results] : {std::pair<Index, Index>{8, 8}, {9, 17}, {13, 10}}) {
                all.push_back({height, width, channels, results, padding});
            }
        }
    }
    all.push_back({19, 21, 8, 9, 1}); // more squares than are done at once
    return all;
}

/// y[i, j, o] of sample n, as convolution.h defines it.
double definition(const Shapes& s, const std::vector<Tensor>& in, Index n, Index i, Index j, Index o)
{
    double sum = in[2].data()[o];
    for (Index u = 0; u < 3; ++u) {
        for (Index v = 0; v < 3; ++v) {
            const Index row = i + u - s.padding, col = j + v - s.padding;
            for (Index c = 0; c < s.channels && row >= 0 && row < s.height && col >= 0 && col < s.width; ++c) {
                sum += in[0].data()[((n * s.height + row) * s.width + col) * s.channels + c] *
                       in[1].data()[((u * 3 + v) * s.channels + c) * s.results + o];
            }
        }
    }
    return sum;
}

} // namespace

class WinogradTest : public QObject
{
    Q_OBJECT

private slots:
    void itIsTheSumThatDefinesAConvolution()
    {
        for (const Shapes& s : shapes()) {
            const std::vector<Tensor> in = s.operands();
            Tape tape(false);
            const Var x = tape.constant(in[0].data(), in[0].shape()), W = tape.constant(in[1].data(), in[1].shape()),
                      b = tape.constant(in[2].data(), in[2].shape());
            const Window window{.size = 3, .padding = s.padding};
            QVERIFY(goesByWinograd(ConvolutionSizes(x, W, window)));
            const Var y = convolve(tape, x, W, b, window);
            for (Index at = 0; at < y.size(); ++at) {
                const Index o = at % y.dim(3), j = at / y.dim(3) % y.dim(2), i = at / y.dim(3) / y.dim(2) % y.dim(1);
                const double wanted = definition(s, in, at / (y.size() / y.dim(0)), i, j, o);
                QVERIFY2(std::abs(y.data()[at] - wanted) < 1e-12 * (1 + std::abs(wanted)),
                         qPrintable(QString("%1 and %2").arg(y.data()[at]).arg(wanted)));
            }
        }
    }

    void itsGradientIsRight()
    {
        for (const Shapes& s : {Shapes{6, 6, 8, 8, 0}, Shapes{7, 5, 8, 9, 1}, Shapes{5, 6, 9, 8, 2}}) {
            const Window window{.size = 3, .padding = s.padding};
            verifyGradient(s.operands(),
                           [&](Tape& tape, const Vars& v) { return convolve(tape, v[0], v[1], v[2], window); });
        }
    }

    /// dW[u, v, c, o] = Σ x dy over both samples and all places, of which there are more than are done at once.
    void weightsOfALargeImageCollectFromAllPlaces()
    {
        const Shapes s{19, 21, 8, 9, 1};
        const std::vector<Tensor> in = s.operands();
        Tape tape;
        tape.restart(true);
        const Var x = tape.constant(in[0].data(), in[0].shape()), W = tape.input(in[1].data(), in[1].shape());
        const Var y = convolve(tape, x, W, {}, {.size = 3, .padding = 1});
        const Tensor dy = normals(y.shape(), 4);
        y.gradArray() = ConstArrayView(dy.data(), y.size());
        tape.backward();
        for (Index at = 0; at < W.size(); ++at) {
            const Index o = at % 9, c = at / 9 % 8, v = at / 72 % 3, u = at / 216;
            double wanted = 0;
            for (Index n = 0; n < 2; ++n) {
                for (Index i = std::max<Index>(0, 1 - u); i < std::min<Index>(19, 20 - u); ++i) {
                    for (Index j = std::max<Index>(0, 1 - v); j < std::min<Index>(21, 22 - v); ++j) {
                        wanted += in[0].data()[((n * 19 + i + u - 1) * 21 + j + v - 1) * 8 + c] *
                                  dy.data()[((n * 19 + i) * 21 + j) * 9 + o];
                    }
                }
            }
            QVERIFY(std::abs(W.gradData()[at] - wanted) < 1e-11);
        }
    }

    /// A gradient that other uses of x have begun is added to.
    void gradientsOfTwoUsesAreAdded()
    {
        const Shapes s{6, 5, 8, 8, 1};
        verifyGradient(s.operands(), [](Tape& tape, const Vars& v) {
            const Var once = convolve(tape, v[0], v[1], v[2], {.size = 3, .padding = 1});
            return convolve(tape, add(tape, v[0], once), v[1], {}, {.size = 3, .padding = 1});
        });
    }

    void tinyImagesAndFewChannelsGoTheDirectWay()
    {
        Tape tape(false);
        const auto goes = [&](Index side, Index channels, Index results, Index size, Index stride) {
            const Tensor x({1, side, side, channels}), W({size, size, channels, results});
            return goesByWinograd(ConvolutionSizes(tape.constant(x.data(), x.shape()),
                                                   tape.constant(W.data(), W.shape()), {size, stride, 0}));
        };
        QVERIFY(goes(8, 8, 8, 3, 1));
        QVERIFY(!goes(3, 8, 8, 3, 1) && !goes(8, 7, 8, 3, 1) && !goes(8, 8, 7, 3, 1) && !goes(8, 8, 8, 5, 1) &&
                !goes(8, 8, 8, 3, 2));
    }
};

QTEST_APPLESS_MAIN(WinogradTest)
#include "tst_winograd.moc"
