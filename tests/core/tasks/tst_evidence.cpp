// Evidence scores: does a map look where the evidence is, and what would chance have scored?
#include "core/tasks/evidence.h"
#include "tests/support/values.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace fovea;

namespace {

const Shape kImage{32, 32, 1};

Reals uniform(const MapGrid& grid)
{
    return Reals(static_cast<std::size_t>(grid.places()), Real(1) / static_cast<Real>(grid.places()));
}

Reals oneCell(const MapGrid& grid, Index place)
{
    Reals weights(static_cast<std::size_t>(grid.places()), Real(0));
    weights[static_cast<std::size_t>(place)] = 1;
    return weights;
}

/// The same scores pixel by pixel: each pixel is cut in 21 × 21 points, each point belongs to a cell and to the box or
/// not. Grids of these tests have borders on such points.
EvidenceScore countedPointByPoint(Index place, const MapGrid& grid, const Box& box)
{
    constexpr Index kFine = 21;
    Index inCell = 0, inBoth = 0;
    const auto cellOf = [](Index point, Index cells, Index pixels) {
        return (2 * point + 1) * cells / (2 * kFine * pixels);
    };
    const auto in = [](Index point, Index from, Index length) {
        return point >= from * kFine && point < (from + length) * kFine;
    };
    for (Index y = 0; y < 32 * kFine; ++y) {
        if (cellOf(y, grid.h, 32) != place / grid.w) {
            continue;
        }
        for (Index x = 0; x < 32 * kFine; ++x) {
            if (cellOf(x, grid.w, 32) == place % grid.w) {
                ++inCell;
                inBoth += in(y, box.top, box.height) && in(x, box.left, box.width) ? 1 : 0;
            }
        }
    }
    return {inBoth > 0 ? 1.0 : 0.0, 0, static_cast<double>(inBoth) / static_cast<double>(inCell)};
}

/// Pixels of the image in any of the boxes, counted one by one.
double pixelsIn(const Evidence& evidence)
{
    int count = 0;
    for (Index i = 0; i < 32; ++i) {
        for (Index j = 0; j < 32; ++j) {
            count += std::any_of(evidence.boxes.begin(), evidence.boxes.end(),
                                 [&](const Box& box) {
                                     return i >= box.top && i < box.top + box.height && j >= box.left &&
                                            j < box.left + box.width;
                                 })
                         ? 1
                         : 0;
        }
    }
    return count;
}

bool close(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

} // namespace

class EvidenceTest : public QObject
{
    Q_OBJECT

private slots:
    void aMapOnTheEvidenceScoresOne()
    {
        const MapGrid grid{8, 8}; // cells of 4 × 4 pixels
        const EvidenceScore score = evidenceScore(oneCell(grid, 8 * 2 + 3).data(), grid, kImage, Box{8, 12, 5, 5});
        QCOMPARE(score.hit, 1.0);
        QCOMPARE(score.strictHit, 1.0);
        QCOMPARE(score.mass, 1.0); // the cell lies inside of the box
    }

    void aMapBesideTheEvidenceScoresNothing()
    {
        const MapGrid grid{8, 8};
        const EvidenceScore score = evidenceScore(oneCell(grid, 0).data(), grid, kImage, Box{8, 12, 5, 5});
        QCOMPARE(score.hit, 0.0);
        QCOMPARE(score.strictHit, 0.0);
        QCOMPARE(score.mass, 0.0);
    }

    void touchingIsNotOverlapping()
    {
        const MapGrid grid{8, 8};
        const Box box{8, 12, 4, 4}; // exactly the cell (2, 3)
        int hits = 0;
        for (Index place = 0; place < grid.places(); ++place) {
            hits += evidenceScore(oneCell(grid, place).data(), grid, kImage, box).hit > 0 ? 1 : 0;
        }
        QCOMPARE(hits, 1);
    }

    void aStrictHitNeedsTheCellsCentre()
    {
        const MapGrid grid{8, 8};
        const Box corner{9, 13, 5, 5}; // overlaps four cells, holds the centres of (2, 3) and of no other: 10, 14
        const auto score = [&](Index place) {
            return evidenceScore(oneCell(grid, place).data(), grid, kImage, corner);
        };
        QCOMPARE(score(8 * 2 + 3).hit, 1.0);
        QCOMPARE(score(8 * 2 + 3).strictHit, 1.0);
        QCOMPARE(score(8 * 3 + 4).hit, 1.0); // pixels 12 … 15 and 16 … 19: centre 14, 18
        QCOMPARE(score(8 * 3 + 4).strictHit, 0.0);
        QVERIFY(close(score(8 * 3 + 4).mass, 2.0 * 2 / 16));
    }

    void tiesShare()
    {
        const MapGrid grid{2, 2};
        const Box box{0, 0, 5, 5}; // in the first of four cells
        const Reals three = {Real(0.3), Real(0.3), Real(0.3), Real(0.1)};
        QVERIFY(close(evidenceScore(three.data(), grid, kImage, box).hit, 1.0 / 3));
        const Reals others = {Real(0.2), Real(0.4), Real(0.4), Real(0)};
        QCOMPARE(evidenceScore(others.data(), grid, kImage, box).hit, 0.0);
    }

    void aUniformMapScoresChanceExactly_data() { addGrids(); }
    void aUniformMapScoresChanceExactly()
    {
        const MapGrid grid = fetched();
        for (const Box& box : boxes()) {
            const EvidenceScore score = evidenceScore(uniform(grid).data(), grid, kImage, box);
            const EvidenceScore chance = evidenceChance(grid, kImage, box);
            QCOMPARE(score.hit, chance.hit);
            QCOMPARE(score.strictHit, chance.strictHit);
            QVERIFY(std::abs(score.mass - chance.mass) < 1e-6);
            QVERIFY(std::abs(chance.mass - static_cast<double>(box.height * box.width) / 1024) < 1e-12);
        }
    }

    void chanceIsTheMeanOverAllCells_data() { addGrids(); }
    void chanceIsTheMeanOverAllCells()
    {
        const MapGrid grid = fetched();
        const auto n = static_cast<double>(grid.places());
        for (const Box& box : boxes()) {
            EvidenceScore mean;
            for (Index place = 0; place < grid.places(); ++place) {
                const EvidenceScore score = evidenceScore(oneCell(grid, place).data(), grid, kImage, box);
                mean.hit += score.hit / n;
                mean.strictHit += score.strictHit / n;
                mean.mass += score.mass / n;
            }
            const EvidenceScore chance = evidenceChance(grid, kImage, box);
            QVERIFY(close(chance.hit, mean.hit));
            QVERIFY(close(chance.strictHit, mean.strictHit));
            QVERIFY(close(chance.mass, mean.mass));
        }
    }

    void cellsAreLaidEvenlyOverTheImage_data()
    {
        QTest::addColumn<int>("h");
        QTest::addColumn<int>("w");
        QTest::newRow("fits") << 4 << 8;
        QTest::newRow("cuts pixels") << 3 << 7;
    }
    void cellsAreLaidEvenlyOverTheImage()
    {
        const MapGrid grid = fetched();
        for (const Box& box : boxes()) {
            for (Index place = 0; place < grid.places(); ++place) {
                const EvidenceScore score = evidenceScore(oneCell(grid, place).data(), grid, kImage, box);
                const EvidenceScore counted = countedPointByPoint(place, grid, box);
                QCOMPARE(score.hit, counted.hit);
                QVERIFY(close(score.mass, counted.mass));
            }
        }
    }

    void severalBoxesCountAsTheirUnion()
    {
        const MapGrid grid{8, 8};
        const Box first{0, 0, 8, 8}, second{4, 4, 8, 8}, third{4, 0, 6, 6}; // the second and third overlap the first
        const Evidence all{first, second, third};
        for (const MapGrid& cells : {grid, MapGrid{32, 32}, MapGrid{3, 5}}) {
            double mass = 0;
            for (Index place = 0; place < cells.places(); ++place) {
                const EvidenceScore score = evidenceScore(oneCell(cells, place).data(), cells, kImage, all);
                bool hit = false, strict = false;
                for (const Box& box : all.boxes) {
                    const EvidenceScore one = evidenceScore(oneCell(cells, place).data(), cells, kImage, box);
                    hit = hit || one.hit > 0;
                    strict = strict || one.strictHit > 0;
                }
                QCOMPARE(score.hit > 0, hit);
                QCOMPARE(score.strictHit > 0, strict);
                mass += score.mass / static_cast<double>(cells.places());
            }
            const double pixels = pixelsIn(all);
            QVERIFY(pixels < 64 + 64 + 36); // they do overlap
            QVERIFY(close(evidenceChance(cells, kImage, all).mass, pixels / 1024));
            QVERIFY(close(mass, pixels / 1024));
        }
    }

    void theOrderOfBoxesDoesNotMatter()
    {
        const MapGrid grid{3, 5};
        const Box a{2, 3, 9, 7}, b{5, 0, 2, 20}, inside{4, 4, 3, 2};
        const EvidenceScore one = evidenceChance(grid, kImage, {a, b, inside}),
                            other = evidenceChance(grid, kImage, {inside, b, a});
        QVERIFY(close(one.mass, other.mass));
        QCOMPARE(one.hit, other.hit);
        QCOMPARE(one.strictHit, other.strictHit);
        QVERIFY(close(evidenceChance(grid, kImage, {a, a}).mass, evidenceChance(grid, kImage, a).mass));
    }

    void noBoxIsNowhere()
    {
        const EvidenceScore chance = evidenceChance({8, 8}, kImage, Evidence());
        QVERIFY(chance.hit == 0 && chance.strictHit == 0 && chance.mass == 0);
    }

    void pixelsAsCellsAreThePointingGame()
    {
        const MapGrid grid{32, 32};
        const EvidenceScore chance = evidenceChance(grid, kImage, Box{3, 4, 5, 5});
        QCOMPARE(chance.hit, 25.0 / 1024);
        QCOMPARE(chance.strictHit, 25.0 / 1024);
        QCOMPARE(chance.mass, 25.0 / 1024);
    }

    void entropyOfUniformIsTheLogarithmOfItsCells()
    {
        for (const Index n : {1, 2, 49, 64}) {
            const Reals weights(static_cast<std::size_t>(n), Real(1) / static_cast<Real>(n));
            QVERIFY(std::abs(entropy(weights.data(), n) - std::log(static_cast<double>(n))) < 1e-6);
        }
        const Reals one = oneCell({4, 4}, 5);
        QCOMPARE(entropy(one.data(), 16), 0.0);
        const Reals half = {Real(0.5), Real(0.5), Real(0)};
        QVERIFY(close(entropy(half.data(), 3), std::log(2)));
    }

    void weightsThatAreNoNumbersHaveNoScore()
    {
        Reals weights(16, Real(1) / 16);
        weights[11] = std::numeric_limits<Real>::quiet_NaN();
        const EvidenceScore score = evidenceScore(weights.data(), {4, 4}, {32, 32, 1}, Box{0, 0, 5, 5});
        QVERIFY(std::isnan(score.hit) && std::isnan(score.strictHit) && std::isnan(score.mass));
        QVERIFY(std::isnan(entropy(weights.data(), 16)));
    }

private:
    static void addGrids()
    {
        QTest::addColumn<int>("h");
        QTest::addColumn<int>("w");
        for (const int side : {1, 2, 7, 8, 28, 32}) {
            QTest::addRow("%d x %d", side, side) << side << side;
        }
        QTest::newRow("3 x 5") << 3 << 5;
    }
    static MapGrid fetched()
    {
        QFETCH(int, h);
        QFETCH(int, w);
        return {h, w};
    }
    /// In a corner, on a cell's border, within a cell, and the whole image.
    static std::vector<Box> boxes()
    {
        return {{0, 0, 5, 5}, {27, 27, 5, 5}, {8, 12, 4, 4}, {9, 2, 1, 7}, {0, 0, 32, 32}};
    }
};

QTEST_APPLESS_MAIN(EvidenceTest)
#include "tst_evidence.moc"
