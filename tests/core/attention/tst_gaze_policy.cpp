// Gazes drawn by chance: how far they stray, whose chance it is, and who chooses where the network does not.
#include "core/attention/catalog.h"
#include "tests/support/values.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <set>

using namespace fovea;

namespace {

constexpr Index kRows = 1500, kUnits = 6;

LookConfig policyOf(const char* gaze = "learned")
{
    LookConfig config;
    config.mechanism = "glimpses";
    config.gaze = gaze;
    config.hidden = kUnits;
    config.size = 4;
    config.sigma = 0.6;
    config.sigmaEnd = 0.2;
    return config;
}

/// Looks at images of 12 × 10 pixels, one row of states each.
struct Looker
{
    ParameterTable table;
    std::unique_ptr<Look> look;
    Weights weights;
    Tape tape;
    Tensor images, states, evidence;
    Index rollouts = 1, time = 1;

    explicit Looker(const LookConfig& config, Index images_ = kRows, Index rollouts_ = 1)
        : images({images_, 12, 10, 1})
        , states(normals({images_ * rollouts_, kUnits}, 3))
        , evidence(normals({images_, 2, 2}, 4, 0.3))
        , rollouts(rollouts_)
    {
        look = lookNamed("glimpses").make({table, config, {12, 10, 1}});
        table.layOut();
        const Tensor values = normals({table.arraySize()}, 77, 0.4);
        weights.assign(values.data(), values.data() + values.size());
    }

    Glimpse operator()(const Context& context, Index firstSample = 0, bool told = true)
    {
        tape.restart(false, nullptr, firstSample);
        Pass pass(tape, table, weights, context);
        const LookInput scene{tape.constant(images.data(), images.shape()),
                              told ? tape.constant(evidence.data(), evidence.shape()) : Var(), rollouts};
        return look->look(pass, scene, tape.constant(states.data(), states.shape()), time);
    }

    /// All gazes, x and y of each row.
    std::vector<double> gazes(const Context& context, Index firstSample = 0, bool told = true)
    {
        const Glimpse glimpse = (*this)(context, firstSample, told);
        return {glimpse.where.data(), glimpse.where.data() + glimpse.where.size()};
    }
};

double correlation(const std::vector<double>& z, std::size_t i, std::size_t j)
{
    double sum = 0;
    for (std::size_t r = 0; r + 1 < z.size(); r += 2) {
        sum += z[r + i] * z[r + j];
    }
    return 2 * sum / static_cast<double>(z.size());
}

} // namespace

class GazePolicyTest : public QObject
{
    Q_OBJECT

private slots:
    void gazesStrayFromTheAimByTheSigmaOfTheMoment()
    {
        Looker looker(policyOf());
        const std::vector<double> aim = looker.gazes({});
        for (const bool training : {false, true}) {
            for (const auto& [progress, sigma] :
                 {std::pair{-0.5, 0.6}, {0.0, 0.6}, {0.25, 0.5}, {1.0, 0.2}, {1.7, 0.2}}) {
                std::vector<double> z =
                    looker.gazes({.training = training, .progress = progress, .rollouts = training ? 0 : 1});
                for (std::size_t i = 0; i < z.size(); ++i) {
                    z[i] = (z[i] - aim[i]) / sigma;
                }
                QVERIFY(std::abs(correlation(z, 0, 0) - 1) < 0.12); // three standard errors of 1,500 draws
                QVERIFY(std::abs(correlation(z, 1, 1) - 1) < 0.12);
                QVERIFY(std::abs(correlation(z, 0, 1)) < 0.08); // x and y on their own
            }
        }
    }

    void aTestWithoutChanceGoesWhereTheNetworkAims()
    {
        Looker looker(policyOf());
        const std::vector<double> aim = looker.gazes({});
        QCOMPARE(aim, looker.gazes({.seed = 5, .step = 9, .progress = 0}));
        for (const double one : aim) {
            QVERIFY(std::abs(one) <= 1);
        }
    }

    // A gaze may fall outside: it is not clipped, and its density is that of where it fell, under the σ it was drawn with.
    void densitiesAreThoseOfWhereGazesFell()
    {
        Looker looker(policyOf());
        const std::vector<double> aim = looker.gazes({});
        const Glimpse glimpse = looker({.training = true, .progress = 0.25});
        Index outside = 0;
        for (Index r = 0; r < kRows; ++r) {
            const double x = static_cast<double>(glimpse.where.data()[2 * r]),
                         y = static_cast<double>(glimpse.where.data()[2 * r + 1]);
            const double dx = x - aim[static_cast<std::size_t>(2 * r)],
                         dy = y - aim[static_cast<std::size_t>(2 * r + 1)];
            const double wanted = -(dx * dx + dy * dy) / (2 * 0.25) - std::log(2 * std::numbers::pi * 0.25);
            QVERIFY(std::abs(static_cast<double>(glimpse.logPi.data()[r]) - wanted) < 1e-4);
            outside += std::abs(x) > 1 || std::abs(y) > 1 ? 1 : 0;
            const Real* const w = glimpse.window.data() + 6 * r; // the frame is where the gaze is, not the aim
            QVERIFY(w[2] == glimpse.where.data()[2 * r] && w[5] == glimpse.where.data()[2 * r + 1]);
            QVERIFY(w[0] == Real(0.4) && w[4] == Real(4) / 12 && w[1] == 0 && w[3] == 0); // 4 of 10 × 12 pixels
        }
        QVERIFY(outside > 20);
    }

    void everyDrawHasAChanceOfItsOwn()
    {
        Looker looker(policyOf(), 6, 3);
        looker.states = Tensor({18, kUnits}); // the same aim in each row
        std::set<double> places;
        std::size_t drawn = 0;
        const auto draw = [&](const Context& context) {
            for (looker.time = 0; looker.time < 3; ++looker.time) {
                const std::vector<double> gazes = looker.gazes(context);
                places.insert(gazes.begin(), gazes.end());
                drawn += gazes.size();
            }
        };
        for (const std::uint64_t step : {0U, 1U, 2U}) {
            draw({.training = true, .step = step, .progress = 0});
        }
        draw({.progress = 0, .rollouts = 3}); // a test is none of the steps
        draw({.training = true, .seed = 1, .progress = 0});
        QVERIFY2(places.size() + 3 > drawn, qPrintable(QString("%1 of %2").arg(places.size()).arg(drawn)));
    }

    void chanceIsTheSamplesNotTheChunks()
    {
        Looker whole(policyOf(), 6, 3), last(policyOf(), 2, 3);
        std::copy_n(whole.states.data() + 12 * kUnits, 6 * kUnits, last.states.data()); // the states of samples 4 and 5
        for (const bool training : {false, true}) {
            const Context context{.training = training, .progress = 0, .rollouts = training ? 0 : 3};
            const std::vector<double> all = whole.gazes(context), some = last.gazes(context, 4);
            for (std::size_t i = 0; i < some.size(); ++i) {
                QVERIFY(std::abs(some[i] - all[24 + i]) < 1e-5);
            }
        }
        // and a test's chance does not depend on how far the run is
        QCOMPARE(whole.gazes({.step = 5, .progress = 0, .rollouts = 3}), whole.gazes({.progress = 0, .rollouts = 3}));
    }

    // Whoever a network was trained with, a control that is asked for has its way; and nothing else has a density to learn by.
    void controlsHaveTheirWay()
    {
        for (const char* gaze : {"learned", "random", "centre", "frozen", "oracle"}) {
            Looker looker(policyOf(gaze), 200, 2);
            const std::vector<double> own = Looker(policyOf(), 200, 2).gazes({});
            for (const GazeOverride asked :
                 {GazeOverride::None, GazeOverride::Random, GazeOverride::Centre, GazeOverride::Oracle}) {
                const std::string_view chosen = asked == GazeOverride::Random   ? "random"
                                                : asked == GazeOverride::Centre ? "centre"
                                                : asked == GazeOverride::Oracle ? "oracle"
                                                                                : std::string_view(gaze);
                const Context context{.gaze = asked};
                const std::vector<double> gazes = looker.gazes(context);
                double sums[4] = {0, 0, 0, 0};
                for (std::size_t i = 0; i < gazes.size(); ++i) {
                    const std::size_t image = i / 4, part = 1; // the second look at the second part
                    const double evidence = static_cast<double>(looker.evidence.data()[image * 4 + part * 2 + i % 2]);
                    QVERIFY(chosen != "centre" || gazes[i] == 0);
                    QVERIFY(chosen != "oracle" || gazes[i] == evidence);
                    QVERIFY((chosen != "learned" && chosen != "frozen") || gazes[i] == own[i]);
                    sums[0] += gazes[i] / 800;
                    sums[1] += gazes[i] * gazes[i] / 800;
                }
                QVERIFY(chosen != "random" || (std::abs(sums[0]) < 0.06 && std::abs(sums[1] - 1.0 / 3) < 0.04));
                const Glimpse glimpse = looker(context);
                const bool learns = chosen == "learned" || chosen == "frozen";
                QVERIFY(glimpse.logPi.valid() == learns && glimpse.promised.valid() == learns &&
                        glimpse.expected.valid() == learns);
            }
            looker.time = 2; // parts in turn: the first again
            QCOMPARE(looker.gazes({.gaze = GazeOverride::Oracle})[0], static_cast<double>(looker.evidence[0]));
            QCOMPARE(looker.gazes({.gaze = GazeOverride::Oracle}, 0, false)[0], 0.0); // nobody knows
        }
    }

    void onlyAimAndPlaceChooseGazes()
    {
        QVERIFY(choosesGazes("look.aim.weight") && choosesGazes("look.place.bias"));
        QVERIFY(!choosesGazes("look.promise.weight") && !choosesGazes("look.expected") &&
                !choosesGazes("state.in.weight"));
    }
};

QTEST_APPLESS_MAIN(GazePolicyTest)
#include "tst_gaze_policy.moc"
