// The factors of a wide layer's gradient, and what is known of it before they are multiplied out.
#include "core/autograd/gradients.h"
#include "tests/support/values.h"

#include <QTest>

using namespace fovea;

class GradientsTest : public QObject
{
    Q_OBJECT

private slots:
    void noNumberOfAWideGradientIsBeyondItsBound()
    {
        constexpr Index kBatch = 6, kIn = 5, kOut = 3;
        const std::vector<ParameterSlot> layout{{.offset = 0, .size = kIn * kOut, .wide = true}};
        WideFactorList factors{{0, Tensor({kBatch, kIn}), Tensor({kBatch, kOut}), std::vector<double>(kBatch)}};
        Gradients gradients(layout, &factors);
        for (const double size : {1e-3, 1.0, 1e15}) {
            Tensor x = normals({kBatch, kIn}, 3, size), dy = normals({kBatch, kOut}, 4, size);
            for (Index sample = 0; sample < kBatch; sample += 2) { // in parts, as a batch comes
                gradients.defer(0, sample, {x.data() + sample * kIn, 2, kIn}, {dy.data() + sample * kOut, 2, kOut});
            }
            for (Index sample = 0; sample < kBatch; ++sample) {
                const double largest = static_cast<double>(
                    (matrix(x).row(sample).transpose() * matrix(dy).row(sample)).cwiseAbs().maxCoeff());
                const double bound = factors[0].bound[static_cast<std::size_t>(sample)];
                QVERIFY(bound >= largest && bound <= kIn * kOut * largest * 1.001);
            }
        }
    }

    void aNaNAmongTheFactorsHasNoBound()
    {
        const std::vector<ParameterSlot> layout{{.offset = 0, .size = 2, .wide = true}};
        for (const bool inX : {true, false}) {
            WideFactorList factors{{0, Tensor({1, 2}), Tensor({1, 1}), std::vector<double>(1)}};
            Tensor x({1, 2}), dy({1, 1});
            (inX ? x : dy)[0] = std::numeric_limits<Real>::quiet_NaN();
            Gradients(layout, &factors).defer(0, 0, matrix(x), matrix(dy));
            QVERIFY(!(factors[0].bound[0] < 1e12));
        }
    }
};

QTEST_APPLESS_MAIN(GradientsTest)
#include "tst_gradients.moc"
