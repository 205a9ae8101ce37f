// Far corners: patches where the evidence says, colours that agree with the label, and nothing else that tells it.
#include "core/tasks/evidence.h"
#include "tests/support/generated_samples.h"

#include <QTest>

#include <array>

using namespace fovea;

namespace {

constexpr Index kPatch = 4;

/// The hue of a patch, by its mean colour.
double hueIn(const Split& split, Index n, const Box& box)
{
    std::array<double, 3> mean{};
    for (Index i = box.top; i < box.top + box.height; ++i) {
        for (Index j = box.left; j < box.left + box.width; ++j) {
            for (Index c = 0; c < 3; ++c) {
                mean[static_cast<std::size_t>(c)] += pixel(split, n, i, j, c) / 16;
            }
        }
    }
    return hueOf(mean[0], mean[1], mean[2]);
}

} // namespace

class CornersTest : public QObject
{
    Q_OBJECT

private slots:
    void patchesLieInOppositeCornersAndNowhereElse_data()
    {
        QTest::addColumn<int>("side");
        QTest::newRow("8 x 8 patches") << 32;
        QTest::newRow("16 x 16 patches") << 64;
    }
    void patchesLieInOppositeCornersAndNowhereElse()
    {
        QFETCH(int, side);
        const auto data = samplesOf("corners", 20, {{"data.side", std::to_string(side)}, {"data.noise", "0"}});
        QVERIFY((data->image == Shape{side, side, 3}));
        for (Index n = 0; n < 20; ++n) {
            const Evidence& evidence = data->train.evidence[static_cast<std::size_t>(n)];
            QCOMPARE(evidence.boxes.size(), std::size_t{2});
            const Box &upper = evidence.boxes[0], &lower = evidence.boxes[1];
            QCOMPARE(upper.top, Index{0});
            QCOMPARE(lower.top, side - kPatch);
            QVERIFY(upper.left == 0 || upper.left == side - kPatch);
            QCOMPARE(lower.left, side - kPatch - upper.left);
            QVERIFY(upper.height == kPatch && upper.width == kPatch && lower.height == kPatch && lower.width == kPatch);
            for (Index i = 0; i < side; ++i) {
                for (Index j = 0; j < side; ++j) {
                    const bool black = pixel(data->train, n, i, j, 0) == 0 && pixel(data->train, n, i, j, 1) == 0 &&
                                       pixel(data->train, n, i, j, 2) == 0;
                    QCOMPARE(black, !covers(evidence, i, j));
                }
            }
        }
    }

    void theLabelSaysWhetherTheColoursAreTheSame()
    {
        const auto data = samplesOf("corners", 200, {{"data.noise", "0"}});
        for (Index n = 0; n < 200; ++n) {
            const auto at = static_cast<std::size_t>(n);
            const Evidence& evidence = data->train.evidence[at];
            double apart =
                std::abs(hueIn(data->train, n, evidence.boxes[0]) - hueIn(data->train, n, evidence.boxes[1]));
            apart = std::min(apart, 360 - apart);
            QVERIFY2(data->train.labels[at] == 1 ? apart < 0.01 : apart > 89.9, std::to_string(apart).c_str());
        }
    }

    void onePatchAloneTellsNothing()
    {
        constexpr Index kImages = 4000;
        constexpr int kBins = 12;
        const auto data = samplesOf("corners", kImages);
        for (std::size_t patch = 0; patch < 2; ++patch) {
            std::vector<int> hues(2 * kBins);
            for (Index n = 0; n < kImages; ++n) {
                const auto at = static_cast<std::size_t>(n);
                const double hue = hueIn(data->train, n, data->train.evidence[at].boxes[patch]);
                ++hues[static_cast<std::size_t>(data->train.labels[at] * kBins) + binOf(hue, 360, kBins)];
            }
            QVERIFY2(unevenness(hues) < oneInAThousand(2 * kBins - 1), std::to_string(unevenness(hues)).c_str());
        }
    }

    void theDiagonalTellsNothing()
    {
        constexpr int kImages = 4000;
        const auto data = samplesOf("corners", kImages);
        std::vector<int> counts(4);
        for (std::size_t n = 0; n < kImages; ++n) {
            ++counts[static_cast<std::size_t>(2 * data->train.labels[n]) +
                     (data->train.evidence[n].boxes[0].left == 0 ? 0 : 1)];
        }
        QVERIFY2(unevenness(counts) < oneInAThousand(3), std::to_string(unevenness(counts)).c_str());
    }

    void brightnessTellsNothing()
    {
        constexpr Index kImages = 2000;
        const auto data = samplesOf("corners", kImages);
        const Index size = data->image.size();
        double difference = 0; // of the mean brightness under the two labels, in deviations of a mean
        for (Index n = 0; n < kImages; ++n) {
            double sum = 0;
            for (Index p = 0; p < size; ++p) {
                sum += static_cast<double>(data->train.images.reals[static_cast<std::size_t>(n * size + p)]);
            }
            const double deviations = sum / (0.05 * std::sqrt(static_cast<double>(size)));
            difference += (data->train.labels[static_cast<std::size_t>(n)] == 1 ? 1 : -1) * deviations;
        }
        QVERIFY(std::abs(difference) < 4 * std::sqrt(static_cast<double>(kImages)));
    }

    void chanceCountsBothPatches()
    {
        const auto data = samplesOf("corners", 2);
        const EvidenceScore chance = evidenceChance({8, 8}, data->image, data->train.evidence[0]);
        QCOMPARE(chance.hit, 2.0 / 64);
        QCOMPARE(chance.strictHit, 2.0 / 64);
        QCOMPARE(chance.mass, 2.0 / 64);
    }
};

QTEST_APPLESS_MAIN(CornersTest)
#include "tst_corners.moc"
