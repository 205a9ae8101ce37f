// Augmentation: each kind does what it says, from its own stream, and to training images only.
#include "core/data/augment.h"
#include "core/training/answer.h"
#include "tests/support/small_run.h"
#include "tests/support/values.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace fovea;

namespace {

constexpr Index kH = 6, kW = 7, kC = 2;
constexpr Real kOutside = -9;
const Shape kShape{kH, kW, kC};

Tensor changed(const AugmentConfig& config, std::uint64_t draw, const Tensor& image = distinct(kShape, 1))
{
    Tensor copy = image;
    Stream stream(draw, Purpose::Augment);
    augment(config, copy.shape(), kOutside, stream, copy.data());
    return copy;
}

Real at(const Tensor& image, Index i, Index j, Index c)
{
    const bool inside = i >= 0 && i < image.dim(0) && j >= 0 && j < image.dim(1);
    return inside ? image[(i * image.dim(1) + j) * image.dim(2) + c] : kOutside;
}

/// The image moved by (dy, dx).
Tensor moved(const Tensor& image, Index dy, Index dx)
{
    Tensor result(image.shape());
    for (Index i = 0; i < kH; ++i) {
        for (Index j = 0; j < kW; ++j) {
            for (Index c = 0; c < kC; ++c) {
                result[(i * kW + j) * kC + c] = at(image, i - dy, j - dx, c);
            }
        }
    }
    return result;
}

Tensor mirrored(const Tensor& image)
{
    Tensor result(image.shape());
    for (Index i = 0; i < kH; ++i) {
        for (Index j = 0; j < kW; ++j) {
            for (Index c = 0; c < kC; ++c) {
                result[(i * kW + j) * kC + c] = at(image, i, kW - 1 - j, c);
            }
        }
    }
    return result;
}

} // namespace

class AugmentTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingAskedChangesNothing()
    {
        QVERIFY(!augments({}));
        QVERIFY(changed({}, 1) == distinct(kShape, 1));
    }

    void theStreamDecides()
    {
        const AugmentConfig all{.shift = 2, .flip = true, .rotation = 20, .noise = 0.1, .cutout = 2};
        QVERIFY(augments(all));
        QVERIFY(changed(all, 5) == changed(all, 5));
        QVERIFY(!(changed(all, 5) == changed(all, 6)));
    }

    void shiftMovesByUpToSoManyPixelsAllAlike()
    {
        const Tensor image = distinct(kShape, 1);
        std::vector<int> counts(25);
        for (std::uint64_t draw = 0; draw < 500; ++draw) {
            const Tensor shifted = changed({.shift = 2}, draw);
            for (Index dy = -2; dy <= 2; ++dy) {
                for (Index dx = -2; dx <= 2; ++dx) {
                    counts[static_cast<std::size_t>(5 * (dy + 2) + dx + 2)] += shifted == moved(image, dy, dx) ? 1 : 0;
                }
            }
        }
        int total = 0;
        for (const int count : counts) {
            QVERIFY(count > 4); // of 20
            total += count;
        }
        QCOMPARE(total, 500); // each is exactly one of the 25
    }

    void flipMirrorsHalfOfTheImages()
    {
        const Tensor image = distinct(kShape, 1), mirror = mirrored(image);
        int flipped = 0;
        for (std::uint64_t draw = 0; draw < 400; ++draw) {
            const Tensor result = changed({.flip = true}, draw);
            QVERIFY(result == image || result == mirror);
            flipped += result == mirror ? 1 : 0;
            if (result == mirror) {
                QVERIFY(changed({.flip = true}, draw, result) == image); // twice is as it was
            }
        }
        QVERIFY(std::abs(flipped - 200) < 40); // four standard errors
    }

    void rotationTurnsAboutTheMiddle()
    {
        const Shape shape{9, 9, 1};
        Tensor image(shape);
        image[4 * 9 + 4] = 5;  // the middle
        image[4 * 9 + 8] = 10; // on its right
        std::set<int> sides;
        for (std::uint64_t draw = 0; draw < 60; ++draw) {
            const Tensor turned = changed({.rotation = 30}, draw, image);
            QVERIFY(std::abs(at(turned, 4, 4, 0) - 5) < 1e-4);
            // Where the bright pixel went: still 4 from the middle, by at most 30 degrees.
            double y = 0, x = 0, sum = 0;
            for (Index p = 0; p < shape.size(); ++p) {
                const auto light = static_cast<double>(turned[p]);
                if (light > 0 && (p / 9 != 4 || p % 9 != 4) && p % 9 > 5) {
                    y += light * static_cast<double>(p / 9 - 4);
                    x += light * static_cast<double>(p % 9 - 4);
                    sum += light;
                }
            }
            const double angle = std::atan2(y, x) * 180 / 3.14159265358979;
            QVERIFY(sum > 3 && std::abs(angle) < 34);
            QVERIFY(std::abs(std::hypot(y, x) / sum - 4) < 0.5);
            sides.insert(angle > 5 ? 1 : angle < -5 ? -1 : 0);
        }
        QVERIFY(sides.contains(1) && sides.contains(-1));
    }

    void whatComesIntoViewIsTheOutside()
    {
        const Tensor image = normals({9, 9, 1}, 3);
        bool seen = false;
        for (std::uint64_t draw = 0; draw < 20; ++draw) {
            const Tensor turned = changed({.rotation = 45}, draw, image);
            seen = seen || at(turned, 0, 0, 0) == kOutside;
        }
        QVERIFY(seen);
    }

    void noiseIsNormalOfItsDeviation()
    {
        const Tensor image({64, 64, 1});
        const Tensor noisy = changed({.noise = 0.5}, 1, image);
        double sum = 0, squares = 0;
        for (Index p = 0; p < noisy.size(); ++p) {
            sum += static_cast<double>(noisy[p]);
            squares += static_cast<double>(noisy[p]) * static_cast<double>(noisy[p]);
        }
        QVERIFY(std::abs(sum / 4096) < 4 * 0.5 / 64);
        QVERIFY(std::abs(std::sqrt(squares / 4096) - 0.5) < 4 * 0.5 / std::sqrt(2 * 4096));
    }

    void cutoutGreysOneSquareAndNothingElse()
    {
        const Tensor image = distinct({12, 12, 1}, 2); // no pixel is 0
        int whole = 0;
        for (std::uint64_t draw = 0; draw < 100; ++draw) {
            const Tensor cut = changed({.cutout = 4}, draw, image);
            Index top = 12, left = 12, bottom = -1, right = -1, zeros = 0;
            for (Index p = 0; p < cut.size(); ++p) {
                if (cut[p] == 0) {
                    ++zeros;
                    top = std::min(top, p / 12);
                    bottom = std::max(bottom, p / 12);
                    left = std::min(left, p % 12);
                    right = std::max(right, p % 12);
                } else {
                    QCOMPARE(cut[p], image[p]);
                }
            }
            const Index height = bottom - top + 1, width = right - left + 1;
            QVERIFY(zeros >= 4 && zeros == height * width && height <= 4 && width <= 4); // at the border a part of it
            whole += zeros == 16 ? 1 : 0;
        }
        QVERIFY(whole > 30);
    }

    void validationAndTestAreNeverAugmented()
    {
        Config config = smallNeedle();
        Practice trainer;
        const Run plain = trainer.start(config);
        config.augment = {.shift = 3, .flip = true, .rotation = 30, .noise = 1, .cutout = 8};
        const Run augmented = trainer.start(config);
        for (const auto split : {&Dataset::train, &Dataset::validation, &Dataset::test}) {
            const auto measured = [&](const Run& run) {
                return *evaluate({*run.network, run.weights, *run.task, *run.data}, *run.data.*split, -1,
                                 MapOverride::None, 0, trainer.workspace);
            };
            QCOMPARE(measured(augmented).loss, measured(plain).loss);
            QCOMPARE(measured(augmented).entropy, measured(plain).entropy);
        }
        const std::vector<Index> few = {0, 1, 2};
        QVERIFY(imagesOf(*augmented.data, augmented.data->test, few) == imagesOf(*plain.data, plain.data->test, few));
    }

    void trainingImagesAre()
    {
        Config config = smallNeedle();
        Practice trainer;
        Run plain = trainer.start(config);
        config.augment.noise = 1;
        Run augmented = trainer.start(config);
        trainer.advance(plain, 1);
        trainer.advance(augmented, 1);
        const Delivery delivery = trainer.mailbox.take();
        QVERIFY(delivery.steps[0].loss != delivery.steps[1].loss);
    }
};

QTEST_APPLESS_MAIN(AugmentTest)
#include "tst_augment.moc"
