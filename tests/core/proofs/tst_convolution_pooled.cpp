// Convolution, ReLU and pooling as one operation against the three of them, and its derivative against differences.
#include "core/ops/convolution_pooled.h"
#include "core/ops/elementwise.h"
#include "core/ops/pooling.h"
#include "tests/support/gradient_check.h"

using namespace fovea;

namespace {

struct Setup
{
    int channels, size, stride, padding, h, w, results = 5;
};

std::vector<Tensor> operands(const Setup& s)
{
    return {normals({2, s.h, s.w, s.channels}, 11), normals({s.size, s.size, s.channels, s.results}, 12),
            normals({s.results}, 13)};
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

    void reluInOneIsTwoOperations_data() { setups(); }
    void reluInOneIsTwoOperations()
    {
        QFETCH(const int, row);
        const Setup s = kSetups[row];
        verifyGradient(operands(s),
                       [&](Tape& tape, const Vars& v) { return convolveRelu(tape, v[0], v[1], v[2], windowOf(s)); });
        const std::vector<Tensor> in = operands(s);
        Tape tape(false);
        const auto constant = [&](const Tensor& t) { return tape.constant(t.data(), t.shape()); };
        const Var x = constant(in[0]), W = constant(in[1]), b = constant(in[2]);
        const Var one = convolveRelu(tape, x, W, b, windowOf(s)),
                  two = relu(tape, convolve(tape, x, W, b, windowOf(s)));
        QVERIFY((one.array() == two.array()).all());
        QVERIFY((one.array() == 0).any());
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
    static constexpr Setup kSetups[] = {{1, 3, 1, 1, 6, 6},
                                        {4, 3, 1, 1, 6, 6},
                                        {6, 3, 1, 0, 7, 5},
                                        {6, 3, 2, 1, 9, 8},
                                        {1, 5, 1, 2, 5, 7},
                                        {7, 5, 1, 2, 4, 4},
                                        {20, 1, 1, 0, 4, 5},
                                        // From eight channels on by Winograd.
                                        {8, 3, 1, 1, 6, 7, 8},
                                        {9, 3, 1, 0, 8, 9, 9},
                                        {9, 3, 1, 2, 4, 5, 11}};
    static void setups()
    {
        QTest::addColumn<int>("row");
        for (int i = 0; i < static_cast<int>(std::size(kSetups)); ++i) {
            const Setup& s = kSetups[i];
            QTest::addRow("%d channels, window %d, stride %d, padding %d, %d x %d, %d results", s.channels, s.size,
                          s.stride, s.padding, s.h, s.w, s.results)
                << i;
        }
    }
};

QTEST_APPLESS_MAIN(ConvolutionPooledTest)
#include "tst_convolution_pooled.moc"
