// Odd one out: one bar of sixteen leans otherwise, the label is its quarter, and nothing but the comparison tells.
#include "core/tasks/evidence.h"
#include "tests/support/generated_samples.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace fovea;

namespace {

constexpr Index kCell = 8, kCells = 4;

/// A bar as its pixels show it: middle, angle and colour by the moments of its ink.
struct SeenBar
{
    double row = 0, column = 0; ///< from the middle of its cell, in pixels
    double angle = 0;           ///< 0 … 180
    double hue = 0, ink = 0;
};

/// The bar in the cell with this number. Hues have one brightness, so the sum of channels is the ink.
SeenBar seenBar(const Split& split, Index n, Index cell)
{
    SeenBar bar;
    std::array<double, 3> colour{};
    double rows = 0, columns = 0, rowRow = 0, rowColumn = 0, columnColumn = 0;
    for (Index i = 0; i < kCell; ++i) {
        for (Index j = 0; j < kCell; ++j) {
            double ink = 0;
            for (Index c = 0; c < 3; ++c) {
                const double value = pixel(split, n, cell / kCells * kCell + i, cell % kCells * kCell + j, c);
                colour[static_cast<std::size_t>(c)] += value;
                ink += value / 1.5;
            }
            const double row = static_cast<double>(i) - 3.5, column = static_cast<double>(j) - 3.5;
            bar.ink += ink;
            rows += ink * row;
            columns += ink * column;
            rowRow += ink * row * row;
            rowColumn += ink * row * column;
            columnColumn += ink * column * column;
        }
    }
    bar.row = rows / bar.ink;
    bar.column = columns / bar.ink;
    bar.hue = hueOf(colour[0], colour[1], colour[2]);
    const double xx = columnColumn / bar.ink - bar.column * bar.column, yy = rowRow / bar.ink - bar.row * bar.row,
                 xy = rowColumn / bar.ink - bar.row * bar.column;
    bar.angle = 0.5 * std::atan2(-2 * xy, xx - yy) * 180 / 3.14159265358979; // rows count downwards
    bar.angle += bar.angle < 0 ? 180 : 0;
    return bar;
}

/// Between two directions, 0 … 90 degrees.
double angleBetween(double a, double b)
{
    const double apart = std::abs(a - b);
    return std::min(apart, 180 - apart);
}

Index cellOf(const Box& box)
{
    return box.top / kCell * kCells + box.left / kCell;
}

const Settings kClean = {{"data.noise", "0"}, {"data.jitter", "0"}};

} // namespace

class OddOneOutTest : public QObject
{
    Q_OBJECT

private slots:
    void oneBarLeansOtherwise_data()
    {
        QTest::addColumn<int>("difference");
        for (const int degrees : {90, 45, 20}) {
            QTest::addRow("%d", degrees) << degrees;
        }
    }
    void oneBarLeansOtherwise()
    {
        QFETCH(int, difference);
        Settings settings = kClean;
        settings.emplace_back("data.difference", std::to_string(difference));
        const auto data = samplesOf("odd-one-out", 60, settings);
        for (Index n = 0; n < 60; ++n) {
            const Evidence& evidence = data->train.evidence[static_cast<std::size_t>(n)];
            QCOMPARE(evidence.boxes.size(), std::size_t{1});
            const Index odd = cellOf(evidence.boxes[0]), other = odd == 0 ? 1 : 0;
            const double theirs = seenBar(data->train, n, other).angle;
            for (Index cell = 0; cell < kCells * kCells; ++cell) {
                const double apart = angleBetween(seenBar(data->train, n, cell).angle, theirs);
                QVERIFY2(std::abs(apart - (cell == odd ? difference : 0)) < 4, std::to_string(apart).c_str());
            }
        }
    }

    void theLabelIsTheQuarterOfTheOddBar()
    {
        const auto data = samplesOf("odd-one-out", 200);
        for (std::size_t n = 0; n < 200; ++n) {
            const Box& box = data->train.evidence[n].boxes[0];
            QVERIFY(box.top % kCell == 0 && box.left % kCell == 0 && box.height == kCell && box.width == kCell);
            QCOMPARE(data->train.labels[n], static_cast<int>(box.top / 16 * 2 + box.left / 16));
        }
    }

    void eachCellIsEquallyOftenTheOddOne()
    {
        const auto data = samplesOf("odd-one-out", 4000);
        std::vector<int> cells(kCells * kCells);
        for (const Evidence& evidence : data->train.evidence) {
            ++cells[static_cast<std::size_t>(cellOf(evidence.boxes[0]))];
        }
        QVERIFY2(unevenness(cells) < oneInAThousand(15), std::to_string(unevenness(cells)).c_str());
    }

    void neitherColourNorAngleOfABarTells()
    {
        constexpr Index kImages = 4000;
        constexpr int kBins = 8;
        const auto data = samplesOf("odd-one-out", kImages, kClean);
        // In one cell of each quarter: is its bar the odd one's quarter's, by its colour or angle?
        std::vector<int> hues(4 * kBins), angles(4 * kBins), oddHues(kBins), oddAngles(kBins);
        for (Index n = 0; n < kImages; ++n) {
            const auto at = static_cast<std::size_t>(n);
            const SeenBar odd = seenBar(data->train, n, cellOf(data->train.evidence[at].boxes[0]));
            const SeenBar first = seenBar(data->train, n, 0);
            const auto row = static_cast<std::size_t>(data->train.labels[at] * kBins);
            ++oddHues[binOf(odd.hue, 360, kBins)];
            ++oddAngles[binOf(odd.angle, 180, kBins)];
            ++hues[row + binOf(first.hue, 360, kBins)];
            ++angles[row + binOf(first.angle, 180, kBins)];
        }
        QVERIFY2(unevenness(oddHues) < oneInAThousand(kBins - 1), std::to_string(unevenness(oddHues)).c_str());
        QVERIFY2(unevenness(oddAngles) < oneInAThousand(kBins - 1), std::to_string(unevenness(oddAngles)).c_str());
        QVERIFY2(dependence(hues, kBins) < oneInAThousand(3 * (kBins - 1)),
                 std::to_string(dependence(hues, kBins)).c_str());
        QVERIFY2(dependence(angles, kBins) < oneInAThousand(3 * (kBins - 1)),
                 std::to_string(dependence(angles, kBins)).c_str());
    }

    void theBrightestQuarterIsAnyQuarter()
    {
        constexpr Index kImages = 4000;
        const auto data = samplesOf("odd-one-out", kImages);
        int right = 0;
        for (Index n = 0; n < kImages; ++n) {
            std::array<double, 4> quarters{};
            for (Index cell = 0; cell < kCells * kCells; ++cell) {
                quarters[static_cast<std::size_t>(cell / kCells / 2 * 2 + cell % kCells / 2)] +=
                    seenBar(data->train, n, cell).ink;
            }
            const auto brightest = std::max_element(quarters.begin(), quarters.end()) - quarters.begin();
            right += brightest == data->train.labels[static_cast<std::size_t>(n)] ? 1 : 0;
        }
        QVERIFY2(std::abs(right - 0.25 * kImages) < 4 * std::sqrt(0.1875 * kImages), std::to_string(right).c_str());
    }

    void barsLieUpToTheJitterOffTheirPlaces()
    {
        const auto data = samplesOf("odd-one-out", 40, {{"data.noise", "0"}, {"data.jitter", "1"}});
        double least = 0, most = 0;
        for (Index n = 0; n < 40; ++n) {
            for (Index cell = 0; cell < kCells * kCells; ++cell) {
                const SeenBar bar = seenBar(data->train, n, cell);
                least = std::min({least, bar.row, bar.column});
                most = std::max({most, bar.row, bar.column});
            }
        }
        QVERIFY2(least > -1.01 && least < -0.9 && most < 1.01 && most > 0.9, // by whole pixels
                 (std::to_string(least) + " … " + std::to_string(most)).c_str());
    }

    void chanceIsTheCellsShare()
    {
        const auto data = samplesOf("odd-one-out", 2);
        const EvidenceScore chance = evidenceChance({8, 8}, data->image, data->train.evidence[0]);
        QCOMPARE(chance.hit, 4.0 / 64);
        QCOMPARE(chance.mass, 1.0 / 16);
    }
};

QTEST_APPLESS_MAIN(OddOneOutTest)
#include "tst_odd_one_out.moc"
