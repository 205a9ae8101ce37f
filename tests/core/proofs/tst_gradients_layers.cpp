// The derivatives of layers and attention mechanisms, by their inputs and by their parameters. The mechanisms are those of
// the catalog: a new row is checked without another line here.
#include "core/attention/catalog.h"
#include "core/attention/class_token.h"
#include "core/layers/layers.h"
#include "tests/support/gradient_check.h"

#include <set>

using namespace fovea;

namespace {

/// Numbers for all parameters that are neither zeros nor ones.
void fillWeights(Computation& c)
{
    c.table.layOut();
    const Tensor values = normals({c.table.arraySize()}, 77, 0.7);
    c.weights.assign(values.data(), values.data() + values.size());
}

/// A layer made by `make(table)` on random inputs.
template<class Make>
void verifyLayer(const Shape& x, Make make)
{
    Computation c{{normals(x, 1)}, {}};
    const auto layer = make(c.table);
    c.forward = [layer](Pass& pass, const Vars& v) { return Vars{layer(pass, v[0])}; };
    fillWeights(c);
    verifyGradient(std::move(c));
}

/// One setting of a mechanism.
struct Setting
{
    int hidden;
    bool coordinates;
    double temperature;
};

Computation mechanism(const Mechanism& row, const Setting& setting, const Context& context = {})
{
    constexpr Index kH = 2, kW = 3, kC = 4;
    AttentionConfig config;
    config.heads = 2;
    config.queries = 2;
    config.mechanism = row.key;
    config.hidden = setting.hidden;
    config.coordinates = setting.coordinates;
    config.temperature = setting.temperature;
    Computation c;
    c.context = context;
    const std::shared_ptr<Pool> pool = row.make({c.table, config, kH * kW, kC});
    const Index extra = readsClassToken(config) ? 1 : 0;
    c.inputs = {normals({3, extra + kH * kW, kC}, 1)};
    c.forward = [pool, extra](Pass& pass, const Vars& v) {
        const Pooled pooled = pool->pool(pass, {.tokens = v[0], .grid = {kH, kW}, .extra = extra});
        Vars all{pooled.features};
        for (const AttentionMap& map : pooled.maps) {
            all.push_back(map.weights);
        }
        return all;
    };
    fillWeights(c);
    return c;
}

/// What a mechanism's result does not depend on, although the mechanism has it.
std::vector<std::string> unused(std::string_view key, const ParameterTable& table)
{
    std::vector<std::string> names;
    for (int p = 0; p < table.count(); ++p) {
        // The essay's weight never matters; an offset moves all scores alike, which a softmax does not see.
        if ((key == "essay" && table[p].name == "attention.score.weight") || table[p].name == "attention.score.bias") {
            names.push_back(table[p].name);
        }
    }
    return names;
}

} // namespace

class GradientsLayersTest : public QObject
{
    Q_OBJECT

private slots:
    void linearIsRight()
    {
        verifyLayer({4, 3}, [](ParameterTable& t) { return Linear(t, "l", 3, 5); });
        verifyLayer({2, 4, 3}, [](ParameterTable& t) { return Linear(t, "l", 3, 1, {.bias = false}); });
    }

    void convolutionIsRight()
    {
        for (const Index in : {1, 7}) {
            verifyLayer({2, 5, 6, in}, [=](ParameterTable& t) {
                return Conv2d(t, "c", in, 3, {.size = 3, .stride = 2, .padding = 1}, Initialiser::named("he"));
            });
        }
    }

    void convolutionReluPooledIsRight()
    {
        for (const Index in : {1, 7}) {
            verifyLayer({2, 5, 6, in}, [=](ParameterTable& t) {
                return [c = Conv2d(t, "c", in, 3, {.size = 3, .padding = 1}, Initialiser::named("he"))](
                           Pass& pass, Var x) { return c.reluPooled(pass, x); };
            });
        }
    }

    void normalisationIsRight()
    {
        verifyLayer({2, 3, 6}, [](ParameterTable& t) { return LayerNorm(t, "n", 6); });
        verifyLayer({2, 3, 2, 6}, [](ParameterTable& t) { return GroupNorm(t, "n", 6, 3); });
    }

    void embeddingIsRight()
    {
        Computation c;
        const Embedding embedding(c.table, "e", 4, 3, 1);
        c.forward = [embedding](Pass& pass, const Vars&) {
            const std::vector<int> ids{1, 3, 1, 0, 2};
            return Vars{embedding(pass, ids)};
        };
        fillWeights(c);
        verifyGradient(std::move(c));
    }

    void aLayerUsedTwiceAddsUpItsGradients()
    {
        verifyLayer({4, 3}, [](ParameterTable& t) {
            return [l = Linear(t, "l", 3, 3)](Pass& pass, Var x) { return l(pass, l(pass, x)); };
        });
        verifyLayer({2, 4, 4, 3}, [](ParameterTable& t) {
            return [l = Conv2d(t, "c", 3, 3, {.padding = 1}, Initialiser::named("he"))](Pass& pass, Var x) {
                return l(pass, l(pass, x));
            };
        });
    }

    void everyMechanismIsRight_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("hidden");
        QTest::addColumn<bool>("coordinates");
        QTest::addColumn<double>("temperature");
        for (const Mechanism& row : mechanisms()) {
            const auto key = QString::fromUtf8(row.key.data(), static_cast<qsizetype>(row.key.size()));
            for (const int hidden : {0, 5}) {
                for (const bool coordinates : {false, true}) {
                    for (const double temperature : {1.0, 0.5, 2.0}) {
                        QTest::addRow("%s, L = %d, %s, temperature %g", qPrintable(key), hidden,
                                      coordinates ? "coordinates" : "no coordinates", temperature)
                            << key << hidden << coordinates << temperature;
                    }
                }
            }
        }
    }
    void everyMechanismIsRight()
    {
        QFETCH(const QString, key);
        QFETCH(const int, hidden);
        QFETCH(const bool, coordinates);
        QFETCH(const double, temperature);
        Computation c = mechanism(mechanismNamed(key.toStdString()), {hidden, coordinates, temperature});
        const std::vector<std::string> vanishing = unused(key.toStdString(), c.table);
        verifyGradient(std::move(c), vanishing);
    }

    void underAUniformMapNoParameterOfAScoreLearns()
    {
        for (const Mechanism& row : mechanisms()) {
            Computation c = mechanism(row, {5, true, 1}, {.maps = MapOverride::Uniform});
            std::vector<std::string> ofTheScore;
            for (int p = 0; p < c.table.count(); ++p) {
                const std::string& name = c.table[p].name;
                if (!name.starts_with("attention.value") && !name.starts_with("attention.out")) {
                    ofTheScore.push_back(name);
                }
            }
            verifyGradient(std::move(c), ofTheScore);
        }
    }

    void cleanupTestCase() { qInfo("worst error %.2g", worstGradientError()); }
};

QTEST_APPLESS_MAIN(GradientsLayersTest)
#include "tst_gradients_layers.moc"
