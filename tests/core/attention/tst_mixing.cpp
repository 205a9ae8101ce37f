// What mixing promises: rows that sum to one, windows that do not hear of each other, linear attention that is the attention
// it shows. Whole networks: tests/core/networks/tst_mechanism_networks.cpp.
#include "core/attention/catalog.h"
#include "tests/support/values.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace fovea;

namespace {

/// One layer of mixing with weights of its own, on tokens of width 8.
struct Layer
{
    MixConfig config;
    MapGrid grid;
    Index extra;
    ParameterTable table;
    std::unique_ptr<Mix> mix;
    Weights weights;

    Layer(const char* mechanism, const MapGrid& grid_, int window = 2, Index layer = 0, Index extra_ = 0)
        : grid(grid_), extra(extra_)
    {
        config.mechanism = mechanism;
        config.depth = 2;
        config.heads = 2;
        config.window = window;
        mix = mixNamed(mechanism).make({table, "mix.0", config, 8, grid, extra, layer});
        table.layOut();
        const Tensor values = normals({table.arraySize()}, 3, 0.5);
        weights.assign(values.data(), values.data() + values.size());
    }

    /// Zeros the displacement numbers, so that windows have no preference.
    void forgetDisplacements()
    {
        for (int p = 0; p < table.count(); ++p) {
            if (table[p].name.ends_with("displacement")) {
                std::fill_n(weights.data() + table.slot(p).offset, table.slot(p).size, Real(0));
            }
        }
    }

    struct Result
    {
        Tensor tokens, map; ///< (B × N × 8), (B × 2 × N × N)
    };
    Result operator()(const Tensor& x, const Context& context = {.drawn = true}) const
    {
        Tape tape(false);
        Pass pass(tape, table, weights, context);
        const Mixed mixed = mix->mix(pass, tape.constant(x.data(), x.shape()));
        const auto copy = [](Var v) { return Tensor(v.shape(), Reals(v.data(), v.data() + v.size())); };
        return {copy(mixed.tokens), mixed.map ? copy(mixed.map->weights) : Tensor()};
    }
};

double difference(const Tensor& a, const Tensor& b)
{
    double most = a.shape() == b.shape() ? 0 : HUGE_VAL;
    for (Index i = 0; i < a.size() && most < HUGE_VAL; ++i) {
        most = std::max(most, std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])));
    }
    return most;
}

/// x (B × N × C) with its tokens in another order.
Tensor reordered(const Tensor& x, const std::vector<int>& order)
{
    Tensor y(x.shape());
    const Index N = x.dim(1), C = x.dim(2);
    for (Index i = 0; i < x.dim(0) * N; ++i) {
        std::copy_n(x.data() + (i / N * N + order[static_cast<std::size_t>(i % N)]) * C, C, y.data() + i * C);
    }
    return y;
}

} // namespace

class MixingTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsOfEveryMapSumToOne_data() { addMechanisms(); }
    void rowsOfEveryMapSumToOne()
    {
        QFETCH(const QString, key);
        for (const MapGrid& grid : {MapGrid{4, 4}, MapGrid{5, 3}, MapGrid{1, 1}}) {
            for (const double size : {0.1, 1.0, 30.0}) {
                const Layer layer(qPrintable(key), grid, grid.h == 1 ? 1 : 2, 1);
                const Index N = grid.places();
                const Layer::Result result = layer(normals({3, N, 8}, 1, size));
                QCOMPARE(result.map.shape(), Shape({3, 2, N, N}));
                for (Index row = 0; row < 6 * N; ++row) {
                    const Real* weights = result.map.data() + row * N;
                    QVERIFY(std::all_of(weights, weights + N, [](Real a) { return a >= 0; }));
                    QVERIFY(std::abs(std::accumulate(weights, weights + N, 0.0) - 1) < 1e-5);
                }
            }
        }
    }

    void aSingleTokenLooksAtItselfAlone_data() { addMechanisms(); }
    void aSingleTokenLooksAtItselfAlone()
    {
        QFETCH(const QString, key);
        const Layer layer(qPrintable(key), {1, 1}, 1);
        const Layer::Result result = layer(normals({2, 1, 8}, 1));
        QVERIFY(std::all_of(result.map.data(), result.map.data() + result.map.size(),
                            [](Real a) { return std::abs(a - 1) < Real(1e-6); }));
    }

    void equalTokensAreLookedAtAlike()
    {
        for (const char* key : {"global", "linear"}) {
            const Layer layer(key, {3, 4});
            Tensor x({2, 12, 8});
            const Tensor one = normals({8}, 1);
            for (Index i = 0; i < 24; ++i) {
                std::copy_n(one.data(), 8, x.data() + i * 8);
            }
            const Layer::Result result = layer(x);
            QVERIFY(std::all_of(result.map.data(), result.map.data() + result.map.size(),
                                [](Real a) { return std::abs(a - Real(1) / 12) < Real(1e-6); }));
        }
    }

    void anotherOrderOfTheTokensIsAnotherOrderOfTheResults()
    {
        const std::vector<int> order{5, 2, 0, 3, 1, 4};
        for (const char* key : {"global", "linear"}) {
            const Layer layer(key, {2, 3});
            const Tensor x = normals({2, 6, 8}, 1);
            QVERIFY(difference(layer(reordered(x, order)).tokens, reordered(layer(x).tokens, order)) < 1e-5);
        }
    }

    void aWindowAsLargeAsTheMapIsSelfAttention()
    {
        Layer windows("windowed", {4, 4}, 4);
        windows.forgetDisplacements();
        Layer global("global", {4, 4});
        for (int p = 0; p < global.table.count(); ++p) { // the same weights under the same names
            for (int q = 0; q < windows.table.count(); ++q) {
                if (windows.table[q].name == global.table[p].name) {
                    std::copy_n(windows.weights.data() + windows.table.slot(q).offset, global.table.slot(p).size,
                                global.weights.data() + global.table.slot(p).offset);
                }
            }
        }
        const Tensor x = normals({2, 16, 8}, 1);
        QVERIFY(difference(windows(x).tokens, global(x).tokens) < 1e-6);
        QVERIFY(difference(windows(x).map, global(x).map) < 1e-6);
    }

    void nothingIsHeardBeyondTheWindow()
    {
        // 6 × 6 places in windows of 4: cut after 4; shifted, after 2.
        for (const auto& [key, layer, cut] : {std::tuple{"windowed", Index{1}, Index{4}},
                                              {"shifted", Index{0}, Index{4}},
                                              {"shifted", Index{1}, Index{2}}}) {
            const Layer mixing(key, {6, 6}, 4, layer);
            const Tensor map = mixing(normals({1, 36, 8}, 1)).map;
            const auto together = [cut = cut](Index i, Index j) {
                const auto window = [cut](Index along) { return along < cut ? 0 : 1 + (along - cut) / 4; };
                return window(i / 6) == window(j / 6) && window(i % 6) == window(j % 6);
            };
            for (Index i = 0; i < 36; ++i) {
                for (Index j = 0; j < 36; ++j) {
                    QCOMPARE(map[i * 36 + j] > 0, together(i, j)); // exactly zero elsewhere
                }
            }
        }
    }

    void shiftedWindowsCarryNewsAcrossWhereFixedOnesDoNot()
    {
        for (const char* key : {"windowed", "shifted"}) {
            const Layer first(key, {8, 8}, 4, 0), second(key, {8, 8}, 4, 1);
            const Tensor x = normals({1, 64, 8}, 1);
            Tensor other = x;
            other[27 * 8] += 1; // place (3, 3), beside the border of four windows
            const Tensor before = second(first(x).tokens).tokens, after = second(first(other).tokens).tokens;
            const auto changed = [&](Index place) { return before[place * 8] != after[place * 8]; };
            QVERIFY(changed(0));
            QCOMPARE(changed(36), std::string_view(key) == "shifted"); // place (4, 4), in another window
            QVERIFY(!changed(63));                                     // the far corner hears nothing in two layers
        }
    }

    void watchingDoesNotChangeTheResult_data() { addMechanisms(); }
    void watchingDoesNotChangeTheResult()
    {
        QFETCH(const QString, key);
        const Layer layer(qPrintable(key), {3, 3}, 2);
        const Tensor x = normals({2, 9, 8}, 1);
        const Layer::Result seen = layer(x, {.drawn = true}), unseen = layer(x, {});
        QVERIFY(seen.tokens == unseen.tokens);
        QVERIFY(!seen.map.empty());
        QCOMPARE(unseen.map.empty(), key != "global"); // not made where nobody looks and nothing needs it
    }

    void theSwitchReplacesEveryMap_data() { addMechanisms(); }
    void theSwitchReplacesEveryMap()
    {
        QFETCH(const QString, key);
        const Layer layer(qPrintable(key), {4, 4}, 2);
        const Tensor x = normals({2, 16, 8}, 1);
        const Tensor own = layer(x).map, uniform = layer(x, {.maps = MapOverride::Uniform, .drawn = true}).map;
        const Tensor shuffled = layer(x, {.maps = MapOverride::Shuffled, .drawn = true}).map;
        const bool windowed = key == "windowed" || key == "shifted";
        const Real alike = windowed ? Real(1) / 4 : Real(1) / 16;
        QVERIFY(std::all_of(uniform.data(), uniform.data() + uniform.size(),
                            [=](Real a) { return std::abs(a - alike) < Real(1e-6) || (windowed && a == 0); }));
        QVERIFY(difference(own, shuffled) > 1e-3);
        for (Index row = 0; row < own.size() / 16; ++row) { // the same weights in another order
            std::vector<Real> a(own.data() + row * 16, own.data() + row * 16 + 16);
            std::vector<Real> b(shuffled.data() + row * 16, shuffled.data() + row * 16 + 16);
            std::sort(a.begin(), a.end());
            std::sort(b.begin(), b.end());
            QVERIFY(a == b);
        }
    }

private:
    static void addMechanisms()
    {
        QTest::addColumn<QString>("key");
        for (const MixMechanism& row : mixMechanisms()) {
            const QString key = QString::fromUtf8(row.key.data(), static_cast<qsizetype>(row.key.size()));
            QTest::newRow(qPrintable(key)) << key;
        }
    }
};

QTEST_APPLESS_MAIN(MixingTest)
#include "tst_mixing.moc"
