// Rollout and the reach of heads: rows that sum to one, the right order of layers, distances known by hand.
#include "core/explain/distance.h"
#include "core/explain/rollout.h"
#include "tests/support/values.h"

#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

/// A layer (heads × N × N) of random weights, each row summing to one.
Tensor layer(Index heads, Index N, std::uint64_t seed)
{
    Tensor a = normals({heads, N, N}, seed, 2);
    for (Index row = 0; row < heads * N; ++row) {
        double sum = 0;
        for (Index j = 0; j < N; ++j) {
            a[row * N + j] = std::exp(a[row * N + j]);
            sum += static_cast<double>(a[row * N + j]);
        }
        for (Index j = 0; j < N; ++j) {
            a[row * N + j] = static_cast<Real>(static_cast<double>(a[row * N + j]) / sum);
        }
    }
    return a;
}

/// All weight of query i on key (i + step) modulo N.
Tensor moving(Index N, Index step)
{
    Tensor a({1, N, N});
    for (Index i = 0; i < N; ++i) {
        a[i * N + (i + step) % N] = 1;
    }
    return a;
}

/// Two heads of one layer.
Tensor beside(const Tensor& a, const Tensor& b)
{
    Tensor both({2, a.dim(1), a.dim(2)});
    for (Index i = 0; i < a.size(); ++i) {
        both[i] = a[i];
        both[a.size() + i] = b[i];
    }
    return both;
}

double at(const Tensor& R, Index i, Index j)
{
    return static_cast<double>(R[i * R.dim(1) + j]);
}

} // namespace

class RolloutTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsSumToOne()
    {
        for (const Index N : {1, 2, 50, 197}) {
            const std::vector<Tensor> layers{layer(4, N, 1), layer(4, N, 2), layer(3, N, 3), layer(1, N, 4)};
            const Tensor R = rollout(layers);
            QCOMPARE(R.shape(), Shape({N, N}));
            for (Index i = 0; i < N; ++i) {
                double sum = 0;
                for (Index j = 0; j < N; ++j) {
                    QVERIFY(at(R, i, j) >= 0);
                    sum += at(R, i, j);
                }
                QVERIFY2(std::abs(sum - 1) < 1e-6, std::to_string(sum).c_str());
            }
        }
    }

    void oneLayerIsHalfAttentionAndHalfItself()
    {
        const Tensor a = layer(1, 7, 5);
        const Tensor R = rollout(std::vector<Tensor>{a});
        for (Index i = 0; i < 7; ++i) {
            for (Index j = 0; j < 7; ++j) {
                QVERIFY(std::abs(at(R, i, j) - (static_cast<double>(a[i * 7 + j]) / 2 + (i == j ? 0.5 : 0))) < 1e-7);
            }
        }
    }

    void headsCountAlike()
    {
        const Tensor R = rollout(std::vector<Tensor>{beside(moving(4, 1), moving(4, 2))});
        QCOMPARE(at(R, 0, 0), 0.5);
        QCOMPARE(at(R, 0, 1), 0.25);
        QCOMPARE(at(R, 0, 2), 0.25);
        QCOMPARE(at(R, 0, 3), 0.0);
    }

    void theLaterLayerStandsOnTheLeft()
    {
        // The first layer gathers token 1 into token 0; only then does the second take token 0 into token 2.
        Tensor first({1, 3, 3}, {0, 1, 0, 0, 1, 0, 0, 0, 1}), second({1, 3, 3}, {1, 0, 0, 0, 1, 0, 1, 0, 0});
        const Tensor R = rollout(std::vector<Tensor>{first, second});
        QCOMPARE(at(R, 2, 1), 0.25); // half of token 0, which was half of token 1 by then
        QCOMPARE(at(R, 2, 0), 0.25);
        QCOMPARE(at(R, 2, 2), 0.5);
        const Tensor turned = rollout(std::vector<Tensor>{second, first});
        QCOMPARE(at(turned, 2, 1), 0.0);
    }

    void aReadingGoesThroughToTheFirstTokens()
    {
        const std::vector<Tensor> layers{layer(2, 5, 6), layer(2, 5, 7)};
        const Tensor R = rollout(layers);
        const Tensor read = readThrough(Tensor({5}, {1, 0, 0, 0, 0}), R); // a class token
        for (Index j = 0; j < 5; ++j) {
            QVERIFY(std::abs(static_cast<double>(read[j]) - at(R, 0, j)) < 1e-7);
        }
        const Tensor mixed = readThrough(Tensor({5}, {0.5, 0, 0, 0.5, 0}), R);
        for (Index j = 0; j < 5; ++j) {
            QVERIFY(std::abs(static_cast<double>(mixed[j]) - (at(R, 0, j) + at(R, 3, j)) / 2) < 1e-7);
        }
    }

    void aHeadThatLooksWhereItStandsReachesNowhere()
    {
        const std::vector<double> reach = meanDistances(moving(12, 0), {3, 4}, 0, {24, 24, 1});
        QCOMPARE(reach.size(), std::size_t{1});
        QCOMPARE(reach[0], 0.0);
    }

    void distancesAreInPixelsOfTheImage()
    {
        // 1 × 4 places in 8 × 40 pixels lie 10 apart. Each looks at the next, the last one at the first: 10, 10, 10, 30.
        QCOMPARE(meanDistances(moving(4, 1), {1, 4}, 0, {8, 40, 1})[0], 15.0);
        // 4 × 1 places: 2 apart.
        QCOMPARE(meanDistances(moving(4, 1), {4, 1}, 0, {8, 40, 1})[0], 3.0);
        // 2 × 2 places, 3 rows and 4 columns apart: all look at the place two further on, in the other row.
        QCOMPARE(meanDistances(moving(4, 2), {2, 2}, 0, {6, 8, 1})[0], 3.0);
        QCOMPARE(uniformDistance({2, 2}, {6, 8, 1}), (0 + 4 + 3 + 5) / 4.0);
    }

    void aClassTokenIsNoPlace()
    {
        // Token 0 is no place. Query 1 gives half its weight to it and half to place 1, 10 pixels away; query 2 all to token 0.
        const Tensor a({1, 3, 3}, {1, 0, 0, 0.5, 0, 0.5, 1, 0, 0});
        QCOMPARE(meanDistances(a, {1, 2}, 1, {8, 20, 1})[0], 10.0);
    }

    void headsAreMeasuredOneByOne()
    {
        const Tensor both = beside(moving(4, 0), moving(4, 1));
        QVERIFY((meanDistances(both, {1, 4}, 0, {8, 40, 1}) == std::vector<double>{0, 15}));
    }
};

QTEST_APPLESS_MAIN(RolloutTest)
#include "tst_rollout.moc"
