// Same or different: two blots that differ in exactly as many squares as asked, and neither brightness nor place tells.
#include "core/tasks/evidence.h"
#include "tests/support/generated_samples.h"

#include <QTest>

#include <array>
#include <set>

using namespace fovea;

namespace {

constexpr Index kSquares = 5;

using Squares = std::array<int, kSquares * kSquares>;

/// The squares of a blot: every other pixel of its box, in images without noise.
Squares squaresIn(const Split& split, Index n, const Box& box)
{
    Squares squares{};
    for (Index i = 0; i < kSquares * kSquares; ++i) {
        squares[static_cast<std::size_t>(i)] =
            static_cast<int>(std::lround(pixel(split, n, box.top + 2 * (i / kSquares), box.left + 2 * (i % kSquares))));
    }
    return squares;
}

int bright(const Squares& squares)
{
    return static_cast<int>(std::count(squares.begin(), squares.end(), 1));
}

int differing(const Squares& a, const Squares& b)
{
    int count = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        count += a[i] == b[i] ? 0 : 1;
    }
    return count;
}

} // namespace

class PairTest : public QObject
{
    Q_OBJECT

private slots:
    void blotsDifferInAsManySquaresAsAsked_data()
    {
        QTest::addColumn<int>("changed");
        for (const int h : {1, 3, 6, 12, 16}) {
            QTest::addRow("%d", h) << h;
        }
    }
    void blotsDifferInAsManySquaresAsAsked()
    {
        QFETCH(int, changed);
        const auto data = samplesOf("pair", 200, {{"data.noise", "0"}, {"data.changed", std::to_string(changed)}});
        for (Index n = 0; n < 200; ++n) {
            const auto at = static_cast<std::size_t>(n);
            const std::vector<Box>& boxes = data->train.evidence[at].boxes;
            const Squares a = squaresIn(data->train, n, boxes[0]), b = squaresIn(data->train, n, boxes[1]);
            QCOMPARE(differing(a, b), data->train.labels[at] == 1 ? 0 : changed);
            QVERIFY(bright(a) >= 8 && bright(a) <= 17 && bright(b) >= 8 && bright(b) <= 17);
        }
    }

    void blotsLieInTheirBoxesAndAreDrawnBetweenTheirSquares()
    {
        const auto data = samplesOf("pair", 40, {{"data.noise", "0"}});
        for (Index n = 0; n < 40; ++n) {
            const Evidence& evidence = data->train.evidence[static_cast<std::size_t>(n)];
            for (Index i = 0; i < 48; ++i) {
                for (Index j = 0; j < 48; ++j) {
                    QVERIFY(covers(evidence, i, j) || pixel(data->train, n, i, j) == 0);
                }
            }
            const Box& box = evidence.boxes[1];
            for (Index j = 1; j < 9; j += 2) { // on a row of squares, between two of them
                const double left = pixel(data->train, n, box.top, box.left + j - 1),
                             right = pixel(data->train, n, box.top, box.left + j + 1);
                QCOMPARE(pixel(data->train, n, box.top, box.left + j), (left + right) / 2);
            }
        }
    }

    void blotsAreFarApartAndInsideTheImage()
    {
        const auto data = samplesOf("pair", 1000);
        for (const Evidence& evidence : data->train.evidence) {
            QCOMPARE(evidence.boxes.size(), std::size_t{2});
            for (const Box& box : evidence.boxes) {
                QVERIFY(box.height == 9 && box.width == 9);
                QVERIFY(box.top >= 0 && box.left >= 0 && box.top + 9 <= 48 && box.left + 9 <= 48);
            }
            const auto down = static_cast<double>(evidence.boxes[0].top - evidence.boxes[1].top),
                       across = static_cast<double>(evidence.boxes[0].left - evidence.boxes[1].left);
            QVERIFY(std::hypot(down, across) >= 20);
        }
    }

    void brightSquaresTellNothing()
    {
        constexpr Index kImages = 4000;
        const auto data = samplesOf("pair", kImages, {{"data.noise", "0"}});
        std::vector<int> counts(2 * 26);
        for (Index n = 0; n < kImages; ++n) {
            const auto at = static_cast<std::size_t>(n);
            const std::vector<Box>& boxes = data->train.evidence[at].boxes;
            const int one = bright(squaresIn(data->train, n, boxes[0])),
                      two = bright(squaresIn(data->train, n, boxes[1]));
            QCOMPARE(one, two); // h is 12, even: also where the blots differ
            ++counts[static_cast<std::size_t>(data->train.labels[at] * 26 + one)];
        }
        QVERIFY2(dependence(counts, 26) < oneInAThousand(9), std::to_string(dependence(counts, 26)).c_str());
    }

    void placesTellNothing()
    {
        constexpr int kImages = 4000;
        const auto data = samplesOf("pair", kImages);
        std::vector<int> rows(2 * 4), distances(2 * 4);
        for (std::size_t n = 0; n < kImages; ++n) {
            const std::vector<Box>& boxes = data->train.evidence[n].boxes;
            const auto label = static_cast<std::size_t>(4 * data->train.labels[n]);
            ++rows[label + static_cast<std::size_t>(boxes[0].top / 10)];
            const double apart = std::hypot(static_cast<double>(boxes[0].top - boxes[1].top),
                                            static_cast<double>(boxes[0].left - boxes[1].left));
            ++distances[label + binOf(apart - 20, 36, 4)];
        }
        QVERIFY2(dependence(rows, 4) < oneInAThousand(3), std::to_string(dependence(rows, 4)).c_str());
        QVERIFY2(dependence(distances, 4) < oneInAThousand(3), std::to_string(dependence(distances, 4)).c_str());
    }

    void blotsAreNewInEachImage()
    {
        const auto data = samplesOf("pair", 1000, {{"data.noise", "0"}});
        std::set<Squares> seen;
        for (Index n = 0; n < 1000; ++n) {
            seen.insert(squaresIn(data->train, n, data->train.evidence[static_cast<std::size_t>(n)].boxes[0]));
        }
        QVERIFY(seen.size() >= 998); // of some 30 million
    }

    void chanceCountsBothBlots()
    {
        const auto data = samplesOf("pair", 2);
        const EvidenceScore chance = evidenceChance({48, 48}, data->image, data->train.evidence[0]);
        QCOMPARE(chance.hit, 2.0 * 81 / (48 * 48));
        QVERIFY(std::abs(chance.mass - 2.0 * 81 / (48 * 48)) < 1e-12);
    }
};

QTEST_APPLESS_MAIN(PairTest)
#include "tst_pair.moc"
