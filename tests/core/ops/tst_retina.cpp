// The retina against a straightforward sum, wherever a gaze falls between pixels: what is shown as a frame is what is seen.
#include "core/ops/retina.h"
#include "tests/support/values.h"

#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

constexpr Index kGazes = 240; // of two images, half of them each

/// All over the image and beyond its edges, most of them between pixels.
Tensor gazes(double reach)
{
    Tensor places({kGazes, 2});
    for (Index i = 0; i < kGazes; ++i) {
        places[2 * i] = static_cast<Real>(reach * std::sin(0.37 + 1.7 * static_cast<double>(i)));
        places[2 * i + 1] = static_cast<Real>(reach * std::cos(0.11 + 2.3 * static_cast<double>(i)));
    }
    return places;
}

double pixels(Real gaze, Index length)
{
    return (static_cast<double>(gaze) + 1) / 2 * static_cast<double>(length);
}

/// The whole pixel that is nearest to p − s/2.
Index nearestStart(double p, Index side)
{
    Index best = -1000;
    for (Index start = best; start < 1000; ++start) {
        const double middle = static_cast<double>(start) + static_cast<double>(side) / 2;
        if (std::abs(middle - p) < std::abs(static_cast<double>(best) + static_cast<double>(side) / 2 - p)) {
            best = start;
        }
    }
    return best;
}

Tensor seen(const Tensor& image, const Tensor& places, Index size, Index scales)
{
    Tape tape(false);
    const Var y = retina(tape, tape.constant(image.data(), image.shape()), tape.constant(places.data(), places.shape()),
                         size, scales);
    return Tensor(y.shape(), Reals(y.data(), y.data() + y.size()));
}

} // namespace

class RetinaTest : public QObject
{
    Q_OBJECT

private slots:
    void eachCellIsTheMeanOfItsPixels()
    {
        const Index H = 9, W = 7, C = 2;
        const Tensor image = normals({2, H, W, C}, 1), places = gazes(1.4);
        const auto pixel = [&](Index b, Index row, Index col, Index c) {
            const bool inside = row >= 0 && row < H && col >= 0 && col < W;
            return inside ? static_cast<double>(image[((b * H + row) * W + col) * C + c]) : 0;
        };
        for (const Index size : {1, 3, 4}) {
            const Tensor y = seen(image, places, size, 3);
            QCOMPARE(y.shape(), Shape({kGazes, 3, size, size, C}));
            Index at = 0;
            for (Index r = 0; r < kGazes; ++r) {
                for (Index step = 1; step <= 4; step *= 2) {
                    const Index left = nearestStart(pixels(places[2 * r], W), size * step);
                    const Index top = nearestStart(pixels(places[2 * r + 1], H), size * step);
                    for (Index cell = 0; cell < size * size * C; ++cell, ++at) {
                        const Index i = cell / C / size, j = cell / C % size, c = cell % C;
                        double sum = 0;
                        for (Index a = 0; a < step * step; ++a) {
                            sum += pixel(r / (kGazes / 2), top + i * step + a / step, left + j * step + a % step, c);
                        }
                        const double mean = sum / static_cast<double>(step * step);
                        QVERIFY2(std::abs(static_cast<double>(y[at]) - mean) < 1e-5,
                                 qPrintable(QString("gaze %1, step %2, cell %3").arg(r).arg(step).arg(cell)));
                    }
                }
            }
        }
    }

    // On an image whose pixels say where they lie: what is seen lies around the gaze, as near as whole pixels allow, and on
    // neither side more often.
    void whatIsSeenLiesAroundTheGaze()
    {
        const Index side = 64;
        Tensor image({2, side, side, 2});
        for (Index i = 0; i < 2 * side * side; ++i) {
            image[2 * i] = static_cast<Real>(i % side) + Real(0.5);
            image[2 * i + 1] = static_cast<Real>(i / side % side) + Real(0.5);
        }
        const Tensor places = gazes(0.45); // no square reaches the edge
        for (const Index size : {3, 4}) {
            const Tensor y = seen(image, places, size, 3);
            for (Index k = 0; k < 3; ++k) {
                double off[2] = {0, 0};
                for (Index r = 0; r < kGazes; ++r) {
                    for (Index c = 0; c < 2; ++c) {
                        double mean = 0;
                        for (Index cell = 0; cell < size * size; ++cell) {
                            mean += static_cast<double>(y[((r * 3 + k) * size * size + cell) * 2 + c]) /
                                    static_cast<double>(size * size);
                        }
                        const double away = mean - pixels(places[2 * r + c], side);
                        QVERIFY(std::abs(away) < 0.501);
                        off[c] += away / kGazes;
                    }
                }
                QVERIFY2(std::abs(off[0]) < 0.1 && std::abs(off[1]) < 0.1, qPrintable(QString("scale %1").arg(k)));
            }
        }
    }
};

QTEST_APPLESS_MAIN(RetinaTest)
#include "tst_retina.moc"
