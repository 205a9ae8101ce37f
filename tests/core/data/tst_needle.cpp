// The needle: glyphs, places, labels, and the ideal observer that no network may beat.
#include "core/data/catalog.h"
#include "tests/support/generated_samples.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

using namespace fovea;

namespace {

constexpr Index kSide = 32, kPixels = kSide * kSide;

std::shared_ptr<const Dataset> needle(double signal, int samples, int test = 1, int threads = 1)
{
    Config config;
    config.data.signal = signal;
    config.data.samples = samples;
    config.data.validation = 10;
    config.data.test = test;
    ThreadPool pool(threads);
    return makeDataset(config, pool);
}

/// What the signal added to image i: the same draw with and without it, divided by its strength.
std::vector<double> addedTo(const Split& with, const Split& without, Index i, double signal)
{
    std::vector<double> added(static_cast<std::size_t>(kPixels));
    for (Index p = 0; p < kPixels; ++p) {
        const auto at = static_cast<std::size_t>(i * kPixels + p);
        added[static_cast<std::size_t>(p)] =
            (static_cast<double>(with.images.reals[at]) - static_cast<double>(without.images.reals[at])) / signal;
    }
    return added;
}

bool inside(const Box& box, Index pixel)
{
    const Index row = pixel / kSide - box.top, column = pixel % kSide - box.left;
    return row >= 0 && row < box.height && column >= 0 && column < box.width;
}

} // namespace

class NeedleTest : public QObject
{
    Q_OBJECT

private slots:
    void glyphsHaveNormOneAndTheirPixels()
    {
        const auto with = needle(20, 40), without = needle(0, 40);
        const std::array<int, 4> counts = {9, 9, 16, 8}; // plus, cross, square, diamond
        for (Index i = 0; i < 40; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const Box& box = with->train.evidence[at].boxes.front();
            const std::vector<double> added = addedTo(with->train, without->train, i, 20);
            double squares = 0;
            int pixels = 0;
            for (Index p = 0; p < kPixels; ++p) {
                const double value = added[static_cast<std::size_t>(p)];
                squares += value * value;
                pixels += std::abs(value) > 0.1 ? 1 : 0;
                QVERIFY(inside(box, p) || value == 0); // nothing outside of the evidence box
            }
            QVERIFY(std::abs(squares - 1) < 1e-5);
            QCOMPARE(pixels, counts[static_cast<std::size_t>(with->train.labels[at])]);
            QCOMPARE(box.height, Index{5});
            QCOMPARE(box.width, Index{5});
            QVERIFY(box.top >= 0 && box.top <= 27 && box.left >= 0 && box.left <= 27);
        }
    }

    void glyphsCorrelateAsTheyShould()
    {
        const auto with = needle(20, 4), without = needle(0, 4);
        std::array<std::array<double, 25>, 4> glyphs{};
        for (Index k = 0; k < 4; ++k) {
            const Box& box = with->train.evidence[static_cast<std::size_t>(k)].boxes.front();
            const std::vector<double> added = addedTo(with->train, without->train, k, 20);
            for (Index i = 0; i < 25; ++i) {
                glyphs[static_cast<std::size_t>(k)][static_cast<std::size_t>(i)] =
                    added[static_cast<std::size_t>((box.top + i / 5) * kSide + box.left + i % 5)];
            }
        }
        const std::array<double, 6> expected = {.11, .33, .47, .33, .47, .35};
        std::size_t pair = 0;
        for (std::size_t a = 0; a < 4; ++a) {
            for (std::size_t b = a + 1; b < 4; ++b, ++pair) {
                double product = 0;
                for (std::size_t i = 0; i < 25; ++i) {
                    product += glyphs[a][i] * glyphs[b][i];
                }
                QVERIFY2(std::abs(product - expected[pair]) < 0.006, std::to_string(product).c_str());
            }
        }
    }

    void noiseIsStandardNormal()
    {
        const PixelStatistics statistics = pixelStatistics(needle(0, 200)->train.images); // of 204,800 pixels
        QVERIFY(std::abs(statistics.mean) < 4 / std::sqrt(204'800));
        QVERIFY(std::abs(statistics.deviation - 1) < 4 / std::sqrt(2 * 204'800));
    }

    void labelsAreBalanced()
    {
        const auto data = needle(7, 1000);
        for (int label = 0; label < 4; ++label) {
            QCOMPARE(std::count(data->train.labels.begin(), data->train.labels.end(), label), std::ptrdiff_t{250});
        }
    }

    void placesAreUniformWhateverTheLabel()
    {
        const auto data = needle(7, 8000, 1, 2);
        std::vector<int> rows(28), columns(28), quarters(4 * 4);
        std::set<std::pair<Index, Index>> places;
        for (std::size_t i = 0; i < 8000; ++i) {
            const Box& box = data->train.evidence[i].boxes.front();
            ++rows[static_cast<std::size_t>(box.top)];
            ++columns[static_cast<std::size_t>(box.left)];
            ++quarters[static_cast<std::size_t>(4 * data->train.labels[i] + 2 * (box.top / 14) + box.left / 14)];
            places.emplace(box.top, box.left);
        }
        // 27 and 15 degrees of freedom: 1 in 1,000 exceeds 55.5 and 37.7.
        QVERIFY2(unevenness(rows) < 55.5, std::to_string(unevenness(rows)).c_str());
        QVERIFY2(unevenness(columns) < 55.5, std::to_string(unevenness(columns)).c_str());
        QVERIFY2(unevenness(quarters) < 37.7, std::to_string(unevenness(quarters)).c_str());
        QVERIFY(places.size() > 780); // of 784: 8,000 draws leave out one place in 27,000
    }

    void splitsDifferAndGrowAtTheirEnd()
    {
        const auto small = needle(7, 50, 20), large = needle(7, 100, 40);
        const auto first = [](const Split& split, Index count) {
            const auto end = split.images.reals.begin() + count * kPixels;
            return Reals(split.images.reals.begin(), end);
        };
        QVERIFY(sameBits(first(large->train, 50), small->train.images.reals));
        QVERIFY(sameBits(first(large->test, 20), small->test.images.reals));
        QVERIFY(!sameBits(first(large->train, 10), first(large->test, 10)));
        QVERIFY(!sameBits(first(large->train, 10), first(large->validation, 10)));
        QVERIFY(!sameBits(first(large->validation, 10), first(large->test, 10)));
    }

    void theNetworkIsGivenAThird()
    {
        const auto data = needle(7, 3);
        Reals image(static_cast<std::size_t>(kPixels));
        readImage(data->train.images, 2, data->scale, image.data());
        for (std::size_t p = 0; p < image.size(); ++p) {
            QVERIFY(std::abs(image[p] - data->train.images.reals[2 * image.size() + p] / 3) < 1e-6f);
        }
    }

    void ceilingsAreThoseOfAnIndependentSimulation_data()
    {
        // 20,000 images drawn and judged by a program of its own, with the standard library's generator.
        QTest::addColumn<double>("signal");
        QTest::addColumn<double>("label");
        QTest::addColumn<double>("place");
        QTest::newRow("3") << 3.0 << 0.4577 << 0.4711;
        QTest::newRow("4") << 4.0 << 0.7138 << 0.7610;
        QTest::newRow("5") << 5.0 << 0.9028 << 0.9418;
        QTest::newRow("6") << 6.0 << 0.9819 << 0.9930;
        QTest::newRow("7") << 7.0 << 0.9974 << 0.9994;
    }
    void ceilingsAreThoseOfAnIndependentSimulation()
    {
        QFETCH(double, signal);
        QFETCH(double, label);
        QFETCH(double, place);
        const auto data = needle(signal, 1, 1000, 2);
        ThreadPool pool(2);
        const std::vector<Bound> bounds = data->bounds(data->test, {kSide, kSide}, pool);
        double correct = 0, hit = 0;
        for (const Bound& bound : bounds) {
            correct += bound.correct ? 0.001 : 0;
            hit += bound.hit ? 0.001 : 0;
        }
        const auto fits = [](double share, double expected) { // within three standard errors
            return std::abs(share - expected) < 3 * std::sqrt(expected * (1 - expected) / 1000);
        };
        QVERIFY2(fits(correct, label), std::to_string(correct).c_str());
        QVERIFY2(fits(hit, place), std::to_string(hit).c_str());
    }

    void theIdealObserverGuessesWhereThereIsNothing()
    {
        const auto data = needle(0, 1, 400);
        ThreadPool pool(2);
        double correct = 0;
        for (const Bound& bound : data->bounds(data->test, {8, 8}, pool)) {
            correct += bound.correct ? 1.0 / 400 : 0;
        }
        QVERIFY(std::abs(correct - 0.25) < 0.09); // four standard errors
    }
};

QTEST_APPLESS_MAIN(NeedleTest)
#include "tst_needle.moc"
