// Convolution, ReLU and pooling as one operation against the three of them, and its derivative against differences.
#include "core/ops/convolution_pooled.h"
#include "core/ops/elementwise.h"
#include "core/ops/pooling.h"
#include "tests/support/gradient_check.h"

using namespace fovea;

namespace {

struct Setup
{
    int channels, size, stride, padding, h, w;
};

std::vector<Tensor> operands(const Setup& s)
{
    return {normals({2, s.h, s.w, s.channels}, 11), normals({s.size, s.size, s.channels, 5}, 12), normals({5}, 13)};
}

Window windowOf(const Setup& s)
{
    return {.size = s.size, .stride = s.stride, .padding = s.padding};
}

} // namespace

class ConvolutionPooledTest : public QObject
{
    Q_OBJECT

private slots:
    void isThreeOperationsInOne_data() { setups(); }
    void isThreeOperationsInOne()
    {
        QFETCH(const int, row);
        const Setup s = kSetups[row];
        const Window window = windowOf(s);
        const auto results = [&](auto forward) { // value and gradients, one behind the other
            const std::vector<Tensor> in = operands(s);
            Tape tape;
            tape.restart(true);
            const Var x = tape.input(in[0].data(), in[0].shape()), W = tape.input(in[1].data(), in[1].shape()),
                      b = tape.input(in[2].data(), in[2].shape());
            const Var y = forward(tape, x, W, b);
            y.gradArray() = array(normals(y.shape(), 14));
            tape.backward();
            std::vector<double> all(y.data(), y.data() + y.size());
            for (const Var v : {x, W, b}) {
                all.insert(all.end(), v.gradData(), v.gradData() + v.size());
            }
            return all;
        };
        const std::vector<double> fused =
            results([&](Tape& tape, Var x, Var W, Var b) { return convolveReluPool(tape, x, W, b, window); });
        const std::vector<double> plain = results([&](Tape& tape, Var x, Var W, Var b) {
            return maxPool(tape, relu(tape, convolve(tape, x, W, b, window)));
        });
        QCOMPARE(fused.size(), plain.size());
        for (std::size_t i = 0; i < fused.size(); ++i) {
            QVERIFY2(std::abs(fused[i] - plain[i]) < 1e-12,
                     qPrintable(QString("number %1: %2 and %3").arg(i).arg(fused[i]).arg(plain[i])));
        }
    }

    void itsGradientIsRight_data() { setups(); }
    void itsGradientIsRight()
    {
        QFETCH(const int, row);
        const Setup s = kSetups[row];
        verifyGradient(operands(s), [&](Tape& tape, const Vars& v) {
            return convolveReluPool(tape, v[0], v[1], v[2], windowOf(s));
        });
    }

    void itsGradientAddsToWhatIsThere()
    {
        const Setup s = kSetups[1];
        verifyGradient({operands(s), [&](Pass& pass, const Vars& v) {
                            return Vars{convolveReluPool(pass.tape, v[0], v[1], v[2], windowOf(s)),
                                        convolveReluPool(pass.tape, v[0], v[1], v[2], windowOf(s))};
                        }});
    }

private:
    static constexpr Setup kSetups[] = {{1, 3, 1, 1, 6, 6}, {4, 3, 1, 1, 6, 6}, {6, 3, 1, 0, 7, 5}, {6, 3, 2, 1, 9, 8},
                                        {1, 5, 1, 2, 5, 7}, {7, 5, 1, 2, 4, 4}, {20, 1, 1, 0, 4, 5}};
    static void setups()
    {
        QTest::addColumn<int>("row");
        for (int i = 0; i < static_cast<int>(std::size(kSetups)); ++i) {
            const Setup& s = kSetups[i];
            QTest::addRow("%d channels, window %d, stride %d, padding %d, %d x %d", s.channels, s.size, s.stride,
                          s.padding, s.h, s.w)
                << i;
        }
    }
};

QTEST_APPLESS_MAIN(ConvolutionPooledTest)
#include "tst_convolution_pooled.moc"
