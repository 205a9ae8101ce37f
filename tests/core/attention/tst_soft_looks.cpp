// Looks with a derivative, each against what its equations say of numbers that were put into it by hand: a choice from a grid,
// soft filters, a window. The image is not square, so that no side can stand for the other.
#include "core/attention/catalog.h"
#include "core/ops/retina.h"
#include "tests/support/values.h"

#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

constexpr Index kHeight = 12, kWidth = 8, kSize = 4;

LookConfig configOf(const char* mechanism)
{
    LookConfig config;
    config.mechanism = mechanism;
    config.hidden = 3;
    config.size = kSize;
    config.grid = 3;
    config.temperature = 1.5;
    config.lastTemperature = 0.5;
    return config;
}

/// A look whose place is what the bias says, whatever the state.
struct Looker
{
    ParameterTable table;
    std::unique_ptr<Look> look;
    Weights weights;
    Gradients gradients;
    Tape tape;
    Tensor images, states;

    Looker(const LookConfig& config, const Reals& place, Index count = 2)
        : look(lookNamed(config.mechanism).make({table, config, {kHeight, kWidth, 1}}))
        , weights((table.layOut(), table.initialWeights(1)))
        , gradients(table.layout(), nullptr)
        , images(normals({count, kHeight, kWidth, 1}, 5))
        , states(normals({count, 3}, 6))
    {
        std::fill_n(slot("look.place.weight"), sizeOf("look.place.weight"), Real(0));
        std::copy(place.begin(), place.end(), slot("look.place.bias"));
    }

    int index(std::string_view name) const
    {
        int p = 0;
        while (table[p].name != name) {
            ++p;
        }
        return p;
    }
    Real* slot(std::string_view name) { return weights.data() + table.slot(index(name)).offset; }
    Index sizeOf(std::string_view name) const { return table.slot(index(name)).size; }

    Glimpse operator()(const Context& context = {}, Index time = 0)
    {
        gradients.clear();
        tape.restart(true, &gradients);
        Pass pass(tape, table, weights, context);
        return look->look(pass, {tape.constant(images.data(), images.shape())},
                          tape.constant(states.data(), states.shape()), time);
    }
};

double at(Var x, Index i)
{
    return static_cast<double>(x.data()[i]);
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-4 * std::max(1.0, std::abs(b));
}

} // namespace

class SoftLooksTest : public QObject
{
    Q_OBJECT

private slots:
    void aPlaceOfAGridIsSeenWhereItLies()
    {
        for (Index n = 0; n < 9; ++n) {
            Reals e(9);
            e[static_cast<std::size_t>(n)] = 3;
            Looker looker(configOf("gumbel"), e);
            const Glimpse glimpse = looker({}, 2);
            const double x = (2.0 * static_cast<double>(n % 3) + 1) / 3 - 1,
                         y = (2.0 * static_cast<double>(n / 3) + 1) / 3 - 1;
            const Tensor places({2, 2}, {Real(x), Real(y), Real(x), Real(y)});
            const Var wanted = retina(looker.tape, looker.tape.constant(looker.images.data(), looker.images.shape()),
                                      looker.tape.constant(places.data(), places.shape()), kSize, 1);
            for (Index i = 0; i < wanted.size(); ++i) {
                QVERIFY(near(at(glimpse.seen, i), at(wanted, i)));
            }
            for (Index b = 0; b < 2; ++b) {
                QVERIFY(near(at(glimpse.where, 2 * b), x) && near(at(glimpse.where, 2 * b + 1), y));
                QVERIFY(near(at(glimpse.window, 6 * b + 2), x) && near(at(glimpse.window, 6 * b + 5), y));
                QVERIFY(at(glimpse.map->weights, 9 * b + n) == 1);
            }
            QVERIFY(glimpse.map->layer == "look.2" && (glimpse.map->keys == MapGrid{3, 3}));
        }
    }

    // The largest of e + γ is place n as often as softmax(e) says; without chance the largest e is taken.
    void placesAreChosenAsOftenAsTheySay()
    {
        constexpr Index kDraws = 3000;
        const Reals e{0, 1, -1, 0.5, 2, 0, -0.5, 0, 1};
        double sum = 0;
        for (const Real one : e) {
            sum += std::exp(static_cast<double>(one));
        }
        for (const bool training : {false, true}) {
            Looker looker(configOf("gumbel"), e, kDraws);
            const Glimpse glimpse = looker({.training = training, .rollouts = training ? 0 : 1});
            for (Index n = 0; n < 9; ++n) {
                double share = 0;
                for (Index b = 0; b < kDraws; ++b) {
                    const double chosen = at(glimpse.map->weights, 9 * b + n);
                    QVERIFY(chosen == 0 || chosen == 1);
                    share += chosen / kDraws;
                }
                const double p = std::exp(static_cast<double>(e[static_cast<std::size_t>(n)])) / sum;
                QVERIFY2(std::abs(share - p) < 4 * std::sqrt(p * (1 - p) / kDraws),
                         qPrintable(QString("place %1: %2 is not %3").arg(n).arg(share).arg(p)));
            }
        }
        Looker looker(configOf("gumbel"), e);
        QVERIFY(at(looker({.seed = 3}).map->weights, 4) == 1 && at(looker({.seed = 4}).map->weights, 13) == 1);
    }

    // de = y ⊙ (dŷ − ⟨y, dŷ⟩) / τ, and τ falls along the run.
    void aChoiceLearnsAtTheTemperatureOfTheMoment()
    {
        const Reals e{0, 1, -1, 0.5, 2, 0, -0.5, 0, 1};
        for (const auto& [progress, tau] : {std::pair{0.0, 1.5}, {0.4, 1.1}, {1.0, 0.5}, {1.5, 0.5}}) {
            Looker looker(configOf("gumbel"), e);
            const Glimpse glimpse = looker({.progress = progress});
            const Tensor g = normals({2, 9}, 8);
            for (Index i = 0; i < 18; ++i) {
                glimpse.map->weights.gradData()[i] += g[i];
            }
            looker.tape.backward();
            double sum = 0;
            for (const Real one : e) {
                sum += std::exp(static_cast<double>(one) / tau);
            }
            for (Index n = 0; n < 9; ++n) {
                double wanted = 0;
                for (Index b = 0; b < 2; ++b) {
                    double mean = 0;
                    for (Index m = 0; m < 9; ++m) {
                        mean += std::exp(static_cast<double>(e[static_cast<std::size_t>(m)]) / tau) / sum *
                                static_cast<double>(g[9 * b + m]);
                    }
                    wanted += std::exp(static_cast<double>(e[static_cast<std::size_t>(n)]) / tau) / sum *
                              (static_cast<double>(g[9 * b + n]) - mean) / tau;
                }
                QVERIFY(near(static_cast<double>(looker.gradients.of(looker.index("look.place.bias"))[n]), wanted));
            }
        }
    }

    void aUniformMapSeesTheMeanOfAllPlaces()
    {
        Looker looker(configOf("gumbel"), {9, 0, 0, 0, 0, 0, 0, 0, 0});
        const Glimpse glimpse = looker({.maps = MapOverride::Uniform});
        QVERIFY(near(at(glimpse.where, 0), 0) && near(at(glimpse.where, 1), 0));
        QVERIFY(near(at(glimpse.map->weights, 3), 1.0 / 9));
    }

    // Pixel (column, row) is seen by filter i at its distance from g + (i − 3/2) δ, in pixels counted from 0.
    void filtersLieWhereTheirFiveNumbersSay()
    {
        const double gx = 0.2, gy = -0.3, logVariance = 0.4, logDistance = -1.1, logGain = 0.7;
        Looker looker(configOf("draw"), {Real(gx), Real(gy), Real(logVariance), Real(logDistance), Real(logGain)});
        const Glimpse glimpse = looker();
        const double delta = 11.0 / 3 * std::exp(logDistance); // (max(H, W) − 1) / (N − 1)
        const auto filters = [&](double g, Index length) {
            std::vector<std::vector<double>> F(kSize, std::vector<double>(static_cast<std::size_t>(length)));
            for (Index i = 0; i < kSize; ++i) {
                const double middle =
                    static_cast<double>(length) / 2 * (g + 1) - 0.5 + (static_cast<double>(i) - 1.5) * delta;
                std::vector<double>& row = F[static_cast<std::size_t>(i)];
                double sum = 0;
                for (std::size_t a = 0; a < row.size(); ++a) {
                    row[a] = std::exp(-std::pow(static_cast<double>(a) - middle, 2) / (2 * std::exp(logVariance)));
                    sum += row[a];
                }
                for (double& one : row) {
                    one /= sum;
                }
            }
            return F;
        };
        const auto Fx = filters(gx, kWidth), Fy = filters(gy, kHeight);
        for (Index cell = 0; cell < 2 * kSize * kSize; ++cell) {
            const auto i = static_cast<std::size_t>(cell / kSize % kSize), j = static_cast<std::size_t>(cell % kSize);
            double wanted = 0;
            for (Index a = 0; a < kHeight * kWidth; ++a) {
                wanted += std::exp(logGain) * Fy[i][static_cast<std::size_t>(a / kWidth)] *
                          Fx[j][static_cast<std::size_t>(a % kWidth)] *
                          static_cast<double>(looker.images[cell / (kSize * kSize) * kHeight * kWidth + a]);
            }
            QVERIFY(near(at(glimpse.seen, cell), wanted));
        }
        const double window[6] = {4 * delta / kWidth, 0, gx, 0, 4 * delta / kHeight, gy};
        for (Index i = 0; i < 6; ++i) {
            QVERIFY(near(at(glimpse.window, i), window[i]));
        }
    }

    void aWindowMovesATenthOfWhatItIsTold()
    {
        LookConfig config = configOf("transformer");
        Looker scaled(config, {-3, 2, -1});
        const Glimpse moved = scaled();
        const double theta[6] = {0.7, 0, 0.2, 0, 0.7, -0.1};
        config.transform = "affine";
        Looker affine(config, {-3, 2, -1, 1, -4, 5});
        const Glimpse turned = affine();
        const double thetaOfAll[6] = {0.7, 0.2, -0.1, 0.1, 0.6, 0.5};
        for (Index i = 0; i < 12; ++i) {
            QVERIFY(near(at(moved.window, i), theta[i % 6]) && near(at(moved.where, i), theta[i % 6]));
            QVERIFY(near(at(turned.window, i), thetaOfAll[i % 6]));
        }
    }

    void aWindowThatHasNotLearnedIsTheWholeImage()
    {
        for (const char* transform : {"scaled", "affine"}) {
            LookConfig config = configOf("transformer");
            config.transform = transform;
            ParameterTable table;
            const std::shared_ptr<Look> look = lookNamed("transformer").make({table, config, {kHeight, kWidth, 1}});
            table.layOut();
            const Weights weights = table.initialWeights(1);
            const Tensor image = normals({1, kHeight, kWidth, 1}, 5);
            Tape tape(false);
            const Context context;
            Pass pass(tape, table, weights, context);
            const Glimpse glimpse = look->look(pass, {tape.constant(image.data(), image.shape())}, {}, 0);
            for (Index i = 0; i < 6; ++i) {
                QCOMPARE(at(glimpse.window, i), i == 0 || i == 4 ? 1.0 : 0.0);
            }
        }
    }
};

QTEST_APPLESS_MAIN(SoftLooksTest)
#include "tst_soft_looks.moc"
