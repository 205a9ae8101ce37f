// Frames lie where the network looked: at whole pixels for a retina, wherever a window lies for the others.
#include "core/ops/retina.h"
#include "tests/ui/views/shown_looks.h"
#include "ui/paint/glimpse_windows.h"
#include "ui/paint/run_colours.h"

#include <QPainter>
#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

constexpr int kZoom = 10;

QImage painted(const std::vector<GlimpseOfSample>& looks, const GlimpseMarks& marks)
{
    QImage image(32 * kZoom, 32 * kZoom, QImage::Format_RGB32);
    image.fill(QColor(100, 100, 100));
    QPainter painter(&image);
    paintGlimpses(painter, image.rect(), {32, 32}, looks, marks);
    return image;
}

/// The brightest tone within two pixels of a place: a line that is there is white.
int brightestNear(const QImage& image, double x, double y)
{
    int most = 0;
    for (int dy = -2; dy <= 2; ++dy) {
        for (int dx = -2; dx <= 2; ++dx) {
            const QPoint at(qRound(x * kZoom) + dx, qRound(y * kZoom) + dy);
            most = image.rect().contains(at) ? std::max(most, qGray(image.pixel(at))) : most;
        }
    }
    return most;
}

int darkestNear(const QImage& image, double x, double y)
{
    int least = 255;
    for (int dy = -2; dy <= 2; ++dy) {
        for (int dx = -2; dx <= 2; ++dx) {
            const QPoint at(qRound(x * kZoom) + dx, qRound(y * kZoom) + dy);
            least = image.rect().contains(at) ? std::min(least, qGray(image.pixel(at))) : least;
        }
    }
    return least;
}

int countOf(const QImage& image, const QColor& colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += image.pixelColor(x, y) == colour ? 1 : 0;
        }
    }
    return count;
}

} // namespace

class TestGlimpseWindows : public QObject
{
    Q_OBJECT

private slots:
    // The frame is the pixels that the retina cut out, not those that its gaze would like to have had.
    void aRetinasFrameIsWhatItCutOut()
    {
        for (const double x : {4.0, 10.3, 15.5, 21.49, 27.9}) {
            Tape tape(false);
            Tensor image({1, 32, 32, 1});
            for (Index i = 0; i < image.size(); ++i) {
                image[i] = static_cast<Real>(i % 32); // each pixel is its column
            }
            const Tensor gaze({1, 2}, {static_cast<Real>(2 * x / 32 - 1), Real(0)});
            const Var seen = retina(tape, tape.constant(image.data(), image.shape()),
                                    tape.constant(gaze.data(), gaze.shape()), 4, 1);
            const QPolygonF frame = frameOf(lookAt(x, 16, 4), 0, lookingAt("glimpses", 4), {32, 32});
            QCOMPARE(frame.boundingRect().left(), static_cast<double>(seen.data()[0]));
            QCOMPARE(frame.boundingRect().width(), 4.0);
        }
    }

    void coarserFramesAreTwiceAsWideAroundTheSamePlace()
    {
        const LookConfig look = lookingAt("glimpses", 8, 3);
        const GlimpseOfSample at = lookAt(16, 12, 8, 3);
        QCOMPARE(frameOf(at, 0, look, {32, 32}).boundingRect(), QRectF(12, 8, 8, 8));
        QCOMPARE(frameOf(at, 1, look, {32, 32}).boundingRect(), QRectF(8, 4, 16, 16));
        QCOMPARE(frameOf(at, 2, look, {32, 32}).boundingRect(), QRectF(0, -4, 32, 32));
    }

    void aTurnedWindowIsAQuadrilateral()
    {
        GlimpseOfSample look;
        look.window = {0, -0.5, 0, 0.5, 0, 0}; // a quarter turn: u runs down, v to the left
        const QPolygonF frame = frameOf(look, 0, lookingAt("transformer", 16), {32, 32});
        QCOMPARE(frame[0], QPointF(24, 8)); // its upper left corner lies at the upper right
        QCOMPARE(frame[1], QPointF(24, 24));
        QCOMPARE(frame[2], QPointF(8, 24));
        QCOMPARE(frame[3], QPointF(8, 8));
    }

    void spotsLieWhereTheFiltersLie()
    {
        // Gregor et al., eqs. 19 and 20: μ_i = g + (i − (N − 1)/2) δ, in pixels that lie at whole numbers.
        constexpr int N = 4;
        const double delta = 3, g = 15.5;
        GlimpseOfSample look;
        look.window = {delta * N / 32, 0, 0, 0, delta * N / 32, 0};
        const std::vector<QPointF> spots = spotsOf(look, lookingAt("draw", N), {32, 32});
        QCOMPARE(spots.size(), std::size_t(N * N));
        for (int i = 0; i < N; ++i) {
            const double mu = g + (i - (N - 1) / 2.0) * delta;
            QVERIFY(std::abs(spots[static_cast<std::size_t>(i)].x() - (mu + 0.5)) < 1e-9);
            QVERIFY(std::abs(spots[static_cast<std::size_t>(i * N)].y() - (mu + 0.5)) < 1e-9);
        }
    }

    void onlyTheLooksMadeSoFarAreDrawnAndOneStandsOut()
    {
        const std::vector<GlimpseOfSample> looks = lookedAt().answer->glimpses;
        GlimpseMarks marks{lookingAt("glimpses")};
        const QImage all = painted(looks, marks);
        QVERIFY(brightestNear(all, 24, 22) > 150); // right side of the third frame
        QVERIFY(brightestNear(all, 8, 6) > 150);   // of the first
        QVERIFY(brightestNear(all, 28, 28) < 110); // nothing there
        marks.shown = 2;
        marks.current = 1;
        const QImage two = painted(looks, marks);
        QVERIFY(brightestNear(two, 24, 22) < 110);
        QVERIFY(brightestNear(two, 8, 6) > 150);
        QVERIFY(countOf(two, validationColour()) > countOf(all, validationColour()) + 500);
    }

    void thePathGoesFromLookToLook()
    {
        const QImage image = painted(lookedAt().answer->glimpses, {lookingAt("glimpses")});
        QVERIFY(brightestNear(image, 12, 8) > 150); // half way from the first to the second, inside no frame's line
        const QImage one = painted({lookAt(4, 4)}, {lookingAt("glimpses")});
        QVERIFY(brightestNear(one, 12, 8) < 110);
    }

    void coarseFramesAreOnlyDrawnWhereThereAreSome()
    {
        GlimpseMarks marks{lookingAt("glimpses", 8, 2)};
        const std::vector<GlimpseOfSample> looks = {lookAt(16, 16, 8, 2)};
        const auto dashes = [&] { // along the upper side of the coarse frame: white on black
            const QImage image = painted(looks, marks);
            int dark = 0;
            for (double x = 9; x < 23; x += 0.1) {
                dark += darkestNear(image, x, 8) < 60 ? 1 : 0;
            }
            return dark;
        };
        QVERIFY(dashes() > 30);
        marks.coarse = false;
        QCOMPARE(dashes(), 0);
    }

    void theChosenCellOfAGridIsFilled()
    {
        LookConfig look = lookingAt("gumbel");
        look.grid = 4; // cells of 8 × 8 pixels
        GlimpseMarks marks{look};
        marks.numbers = false;
        const QImage image = painted({lookAt(20, 12)}, marks);
        QVERIFY(qGray(image.pixel(22 * kZoom, 14 * kZoom)) > qGray(image.pixel(14 * kZoom, 14 * kZoom)) + 20);
        QVERIFY(brightestNear(image, 8, 30) > qGray(image.pixel(3 * kZoom, 30 * kZoom))); // a line of the grid
    }

    void numbersOfLooksAtOnePlaceHideNoneAnother()
    {
        const auto numbers = [](int looks) {
            std::vector<GlimpseOfSample> all;
            for (int i = 0; i < looks; ++i) {
                all.push_back(lookAt(16, 16));
            }
            GlimpseMarks marks{lookingAt("glimpses")};
            const QImage image = painted(all, marks);
            marks.numbers = false;
            const QImage without = painted(all, marks);
            int changed = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    changed += image.pixel(x, y) != without.pixel(x, y) ? 1 : 0;
                }
            }
            return changed;
        };
        const int two = numbers(2);
        QVERIFY(two > 100);
        QVERIFY(numbers(4) > 1.8 * two);
    }

    void thatAWindowMovedIsNoticed()
    {
        const std::vector<GlimpseOfSample> looks = lookedAt().answer->glimpses;
        std::vector<GlimpseOfSample> moved = looks;
        QVERIFY(sameWindows(looks, moved)); // although nobody drew them: log π is not a number
        moved[1].window[2] += 0.01;
        QVERIFY(!sameWindows(looks, moved));
        moved = looks;
        moved.pop_back();
        QVERIFY(!sameWindows(looks, moved));
    }
};

QTEST_MAIN(TestGlimpseWindows)
#include "tst_glimpse_windows.moc"
