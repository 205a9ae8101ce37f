// The essay's images: labels, splits, and what a larger set or another seed changes.
#include "core/data/catalog.h"
#include "core/settings/fields.h"
#include "core/settings/presets.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fovea;

namespace {

Config brightness(int samples, int validation, int test)
{
    Config config = configOf(*findPreset("essay"));
    config.data.samples = samples;
    config.data.validation = validation;
    config.data.test = test;
    return config;
}

std::shared_ptr<const Dataset> made(const Config& config, int threads = 1)
{
    ThreadPool pool(threads);
    return makeDataset(config, pool);
}

double meanOf(const Split& split, Index i)
{
    const Index n = split.images.shape.size();
    const Real* pixels = split.images.reals.data() + i * n;
    double sum = 0;
    for (Index p = 0; p < n; ++p) {
        sum += static_cast<double>(pixels[p]);
    }
    return sum / static_cast<double>(n);
}

bool sameSplit(const Split& a, const Split& b)
{
    return sameBits(a.images.reals, b.images.reals) && a.labels == b.labels;
}

/// Image i of one split is the image j of another.
bool sameImage(const Split& a, Index i, const Split& b, Index j)
{
    const Index n = a.images.shape.size();
    return std::memcmp(a.images.reals.data() + i * n, b.images.reals.data() + j * n,
                       static_cast<std::size_t>(n) * sizeof(Real)) == 0;
}

} // namespace

class BrightnessTest : public QObject
{
    Q_OBJECT

private slots:
    void labelsSayWhetherTheMeanExceeds127()
    {
        const auto data = made(brightness(500, 100, 100));
        for (const Split* split : {&data->train, &data->validation, &data->test}) {
            for (Index i = 0; i < split->size(); ++i) {
                QCOMPARE(split->labels[static_cast<std::size_t>(i)], meanOf(*split, i) > 127 ? 1 : 0);
            }
        }
        QVERIFY((data->image == Shape{28, 28, 1}));
        QVERIFY(data->train.evidence.empty() && !data->bounds); // there is no place to look
    }

    void pixelsAreUniformFrom0To255AndNotRescaled()
    {
        const auto data = made(brightness(200, 1, 1));
        const Reals& pixels = data->train.images.reals;
        const auto [least, most] = std::minmax_element(pixels.begin(), pixels.end());
        QVERIFY(*least >= 0 && *least < 0.1f && *most < 255.001f && *most > 254.9f);
        const PixelStatistics statistics = pixelStatistics(data->train.images); // of 156,800 pixels
        QVERIFY(std::abs(statistics.mean - 127.5) < 4 * 73.6 / std::sqrt(156'800));
        QVERIFY(std::abs(statistics.deviation - 255 / std::sqrt(12)) < 0.5);
        QCOMPARE(data->scale.centre, 0.0f);
        QCOMPARE(data->scale.factor, 1.0f);
    }

    void theMajorityIs57AndAHalfPercent()
    {
        const auto data = made(brightness(10'000, 1, 1), 2);
        const auto ones = std::count(data->train.labels.begin(), data->train.labels.end(), 1);
        const double share = static_cast<double>(ones) / 10'000;
        QVERIFY2(std::abs(share - 0.575) < 4 * 0.005, std::to_string(share).c_str()); // four standard errors
    }

    void validationIsTheEndOfWhatTrainingWasDrawnFrom()
    {
        const auto all = made(brightness(1000, 1, 200)), data = made(brightness(800, 200, 200));
        for (Index i = 0; i < 800; ++i) {
            QVERIFY(sameImage(data->train, i, all->train, i));
        }
        for (Index i = 0; i < 200; ++i) {
            QVERIFY(sameImage(data->validation, i, all->train, 800 + i));
        }
        QVERIFY(sameSplit(data->test, all->test));
    }

    void splitsAreDisjoint()
    {
        const auto data = made(brightness(300, 100, 100));
        std::vector<Real> firstPixels; // of 24 random bits each
        for (const Split* split : {&data->train, &data->validation, &data->test}) {
            for (Index i = 0; i < split->size(); ++i) {
                firstPixels.push_back(split->images.reals[static_cast<std::size_t>(i * 784)]);
            }
        }
        std::sort(firstPixels.begin(), firstPixels.end());
        const auto twice = std::adjacent_find(firstPixels.begin(), firstPixels.end());
        QVERIFY(twice == firstPixels.end());
    }

    void aLargerSetStartsWithTheSmallerOne()
    {
        const auto small = made(brightness(100, 1, 50)), large = made(brightness(200, 1, 80));
        for (Index i = 0; i < 100; ++i) {
            QVERIFY(sameImage(small->train, i, large->train, i));
        }
        for (Index i = 0; i < 50; ++i) {
            QVERIFY(sameImage(small->test, i, large->test, i));
        }
    }

    void theSeedDecidesAndTheThreadsDoNot()
    {
        Config config = brightness(200, 50, 50);
        const auto data = made(config), again = made(config, 3);
        QVERIFY(sameSplit(data->train, again->train) && sameSplit(data->validation, again->validation) &&
                sameSplit(data->test, again->test));
        config.seed = 1;
        QVERIFY(!sameSplit(made(config)->train, data->train));
        config.seed = 0;
        config.attention.mechanism = "soft"; // nothing of the network
        config.model.trunk = "conv 8";
        QVERIFY(sameSplit(made(config)->train, data->train));
    }

    void pixelsAreScaledAsAsked()
    {
        Config config = brightness(400, 1, 1);
        config.data.pixels = "unit";
        const auto unit = made(config);
        Reals image(784);
        readImage(unit->train.images, 3, unit->scale, image.data());
        for (std::size_t p = 0; p < image.size(); ++p) {
            const double expected = static_cast<double>(unit->train.images.reals[3 * 784 + p]) / 255;
            QVERIFY(std::abs(static_cast<double>(image[p]) - expected) < 1e-6);
        }
        config.data.pixels = "standard";
        const auto standard = made(config);
        double sum = 0, squares = 0;
        for (Index i = 0; i < 400; ++i) {
            readImage(standard->train.images, i, standard->scale, image.data());
            for (const Real pixel : image) {
                sum += static_cast<double>(pixel);
                squares += static_cast<double>(pixel) * static_cast<double>(pixel);
            }
        }
        const double n = 400 * 784;
        QVERIFY(std::abs(sum / n) < 1e-4);
        QVERIFY(std::abs(squares / n - 1) < 1e-3);
        QVERIFY(sameSplit(unit->train, standard->train)); // stored as they were made
    }
};

QTEST_APPLESS_MAIN(BrightnessTest)
#include "tst_brightness.moc"
