// The derivatives of all gates and all ways of mixing, by their inputs and by their parameters, their maps among the results;
// and of what they are made of. The mechanisms are those of the catalogs: a new row is checked without another line here.
#include "core/attention/catalog.h"
#include "core/attention/positions.h"
#include "core/networks/network.h"
#include "core/networks/transformer.h"
#include "core/ops/elementwise.h"
#include "core/ops/heads.h"
#include "core/ops/normalisation.h"
#include "core/ops/rearrange.h"
#include "tests/support/gradient_check.h"

using namespace fovea;

namespace {

/// Numbers for all parameters that are neither zeros nor ones.
void fillWeights(Computation& c)
{
    c.table.layOut();
    const Tensor values = normals({c.table.arraySize()}, 77, 0.7);
    c.weights.assign(values.data(), values.data() + values.size());
}

QString text(std::string_view key)
{
    return QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
}

const std::vector<MapGrid> kGrids = {{2, 3}, {4, 3}, {1, 1}};

/// A way of mixing on tokens of width 4; its map is among the results.
Computation mixing(const MixMechanism& row, const MapGrid& grid, Index extra, int heads, int window,
                   const Context& context)
{
    MixConfig config;
    config.depth = 1;
    config.heads = heads;
    config.window = window;
    Computation c{{normals({2, extra + grid.places(), 4}, 1)}, {}};
    const std::shared_ptr<Mix> mix = row.make({c.table, "mix.1", config, 4, grid, extra, 1});
    c.forward = [mix](Pass& pass, const Vars& v) {
        const Mixed mixed = mix->mix(pass, v[0]);
        return mixed.map ? Vars{mixed.tokens, mixed.map->weights} : Vars{mixed.tokens};
    };
    c.context = context;
    fillWeights(c);
    return c;
}

} // namespace

class GradientsMechanismsTest : public QObject
{
    Q_OBJECT

private slots:
    void productsOfHeadsAreRight()
    {
        for (const auto& [N, M, d, heads] : std::vector<std::array<Index, 4>>{
                 {3, 3, 4, 2}, {2, 5, 6, 3}, {1, 4, 4, 1}, {4, 1, 4, 4}, {1, 1, 1, 1}, {17, 18, 2, 2}}) {
            verifyGradient({normals({2, N, d}, 1), normals({2, M, d}, 2)},
                           [h = heads](Tape& t, const Vars& v) { return headScores(t, v[0], v[1], h); });
            verifyGradient({normals({1, N, d}, 1), normals({3, M, d}, 2)}, // the same queries for all samples
                           [h = heads](Tape& t, const Vars& v) { return headScores(t, v[0], v[1], h); });
            verifyGradient({normals({2, heads, N, M}, 1), normals({2, M, d}, 2)},
                           [](Tape& t, const Vars& v) { return headMix(t, v[0], v[1]); });
            verifyGradient({normals({2, N, d}, 1), normals({2, N, d}, 2)},
                           [h = heads](Tape& t, const Vars& v) { return headOuter(t, v[0], v[1], h); });
            verifyGradient({normals({2, N, d}, 1), normals({2, heads, d / heads, d / heads}, 2)},
                           [](Tape& t, const Vars& v) { return headApply(t, v[0], v[1]); });
        }
    }

    void productsOfHeadsAddToAGradientThatIsThere()
    {
        verifyGradient({normals({2, 3, 4}, 1)}, [](Tape& t, const Vars& v) { return headScores(t, v[0], v[0], 2); });
        verifyGradient({normals({2, 3, 4}, 1)}, [](Tape& t, const Vars& v) { return headOuter(t, v[0], v[0], 2); });
        verifyGradient({normals({1, 3, 4}, 1)}, [](Tape& t, const Vars& v) { // queries shared, and used twice
            return headScores(t, v[0], concatenate(t, {v[0], v[0]}, 0), 2);
        });
        verifyGradient({normals({2, 3, 4}, 1), normals({2, 2, 3, 3}, 2)}, [](Tape& t, const Vars& v) {
            const Var o = headMix(t, v[1], v[0]);
            return headMix(t, v[1], add(t, o, v[0]));
        });
        verifyGradient({normals({2, 3, 4}, 1), normals({2, 2, 2, 2}, 2)}, [](Tape& t, const Vars& v) {
            return headApply(t, add(t, headApply(t, v[0], v[1]), v[0]), v[1]);
        });
    }

    void rowsTakenTwiceGetTheSumOfTheirGradients()
    {
        const std::vector<int> rows{3, 0, 3, 1, 2};
        verifyGradient({normals({2, 4, 3}, 1)}, [&](Tape& t, const Vars& v) { return takeRows(t, v[0], rows); });
    }

    void weightsAmongAllTokensComeFromTheirGroups()
    {
        const std::vector<int> tokens{4, 0, 3, 5};
        verifyGradient({normals({2, 2, 3, 2, 2}, 1)},
                       [&](Tape& t, const Vars& v) { return amongAll(t, v[0], tokens, 6); });
    }

    void sumsAndInversesAreRight()
    {
        verifyGradient({distinct({3, 4}, 1)}, [](Tape& t, const Vars& v) { return inverse(t, v[0]); });
        verifyGradient({normals({3, 4}, 1)}, [](Tape& t, const Vars& v) { return add(t, v[0], v[0]); });
        verifyGradient({normals({3, 4}, 1), normals({3, 4}, 2)},
                       [](Tape& t, const Vars& v) { return add(t, add(t, v[0], v[1]), v[0]); });
    }

    void layerNormalisationAddsToAGradientThatIsThere()
    {
        for (const Index C : {2, 5, 16, 19}) {
            verifyGradient({normals({3, C}, 1), normals({C}, 2), normals({C}, 3)}, [](Tape& t, const Vars& v) {
                return add(t, v[0], layerNorm(t, layerNorm(t, v[0], v[1], v[2], 1e-2), v[1], v[2], 1e-2));
            });
        }
    }

    void everyGateIsRight_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("channels");
        for (const GateMechanism& row : gateMechanisms()) {
            for (const int size : {0, 1, 3}) {
                for (const int channels : {3, 8}) {
                    QTest::addRow("%s, size %d, %d channels", qPrintable(text(row.key)), size, channels)
                        << text(row.key) << size << channels;
                }
            }
        }
    }
    void everyGateIsRight()
    {
        QFETCH(const QString, key);
        QFETCH(const int, size);
        QFETCH(const int, channels);
        GateConfig config;
        config.size = size;
        config.reduction = channels == 3 ? 1 : 2;
        Computation c{{distinct({2, 3, 4, channels}, 3)}, {}};
        const std::shared_ptr<Gate> gate =
            gateNamed(key.toStdString()).make({c.table, "gate.0", config, {3, 4, channels}});
        if (key == "none") {
            QVERIFY(gate == nullptr);
            return;
        }
        c.forward = [gate](Pass& pass, const Vars& v) {
            const Gated gated = gate->gate(pass, v[0]);
            Vars all{gated.map};
            for (const AttentionMap& map : gated.maps) {
                all.push_back(map.weights);
            }
            return all;
        };
        fillWeights(c);
        verifyGradient(std::move(c));
    }

    void everyWayOfMixingIsRight_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("grid");
        QTest::addColumn<int>("extra");
        QTest::addColumn<int>("heads");
        QTest::addColumn<int>("window");
        for (const MixMechanism& row : mixMechanisms()) {
            const bool windowed = row.key == "windowed" || row.key == "shifted";
            for (int grid = 0; grid < 3; ++grid) {
                for (const int heads : {1, 2, 4}) {
                    for (const int extraOrWindow : {0, 1}) {
                        const int extra = windowed ? 0 : extraOrWindow;
                        const int window = grid == 2 ? 1 : 2 + (windowed ? extraOrWindow : 0);
                        QTest::addRow("%s, grid %d, %d heads, extra %d, window %d", qPrintable(text(row.key)), grid,
                                      heads, extra, window)
                            << text(row.key) << grid << extra << heads << window;
                    }
                }
            }
        }
    }
    void everyWayOfMixingIsRight()
    {
        QFETCH(const QString, key);
        QFETCH(const int, grid);
        QFETCH(const int, extra);
        QFETCH(const int, heads);
        QFETCH(const int, window);
        const MapGrid places = kGrids[static_cast<std::size_t>(grid)];
        const MixMechanism& row = mixNamed(key.toStdString());
        // A single token looks at itself whatever its query and key are. And in linear attention a query of one feature
        // cancels: φ(q) φ(k) / Σ φ(q) φ(k).
        const bool alone = extra + places.places() == 1, cancels = key == "linear" && heads == 4;
        for (const bool drawn : {true, false}) {
            Computation c = mixing(row, places, extra, heads, window, {.drawn = drawn});
            std::vector<std::string> vanishing;
            for (int p = 0; p < c.table.count(); ++p) {
                const std::string& name = c.table[p].name;
                if (((alone || cancels) && name.ends_with("query.weight")) ||
                    (alone && (name.ends_with("key.weight") || name.ends_with("displacement")))) {
                    vanishing.push_back(name);
                }
            }
            verifyGradient(std::move(c), vanishing);
        }
    }

    void underAUniformMapNeitherQueriesNorKeysLearn()
    {
        for (const MixMechanism& row : mixMechanisms()) {
            Computation c = mixing(row, {4, 3}, 0, 2, 2, {.maps = MapOverride::Uniform, .drawn = true});
            std::vector<std::string> ofTheScore;
            for (int p = 0; p < c.table.count(); ++p) {
                const std::string& name = c.table[p].name;
                if (!name.starts_with("mix.1.value") && !name.starts_with("mix.1.out")) {
                    ofTheScore.push_back(name);
                }
            }
            verifyGradient(std::move(c), ofTheScore);
        }
    }

    void positionsAreRight()
    {
        for (const char* kind : {"learned", "sine", "none"}) {
            Computation c{{normals({2, 6, 8}, 1)}, {}};
            const auto positions = std::make_shared<Positions>(c.table, "p", kind, MapGrid{2, 3}, 8);
            c.forward = [positions](Pass& pass, const Vars& v) { return Vars{(*positions)(pass, v[0])}; };
            fillWeights(c);
            verifyGradient(std::move(c));
        }
    }

    void aTransformerIsRight_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("positions");
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("classToken");
        for (const MixMechanism& row : mixMechanisms()) {
            const bool windowed = row.key == "windowed" || row.key == "shifted";
            QTest::addRow("%s", qPrintable(text(row.key))) << text(row.key) << "learned" << 0 << false;
            QTest::addRow("%s, width 8, class token", qPrintable(text(row.key)))
                << text(row.key) << "sine" << 8 << !windowed;
        }
    }
    void aTransformerIsRight()
    {
        QFETCH(const QString, key);
        QFETCH(const QString, positions);
        QFETCH(const int, width);
        QFETCH(const bool, classToken);
        MixConfig config;
        config.mechanism = key.toStdString();
        config.depth = 2;
        config.width = width;
        config.heads = 2;
        config.window = 2;
        config.positions = positions.toStdString();
        Computation c{{normals({2, 6, 4}, 1)}, {}};
        const auto transformer = std::make_shared<Transformer>(c.table, config, MapGrid{2, 3}, 4, classToken);
        c.forward = [transformer](Pass& pass, const Vars& v) {
            const Transformed transformed = (*transformer)(pass, v[0]);
            Vars all{transformed.tokens};
            for (const AttentionMap& map : transformed.maps) {
                all.push_back(map.weights);
            }
            FOVEA_CHECK(transformed.maps.size() == 2, "a drawn pass gives the map of every layer");
            return all;
        };
        c.context.drawn = true;
        fillWeights(c);
        verifyGradient(std::move(c));
    }

    void cleanupTestCase() { qInfo("worst error %.2g", worstGradientError()); }
};

QTEST_APPLESS_MAIN(GradientsMechanismsTest)
#include "tst_gradients_mechanisms.moc"
