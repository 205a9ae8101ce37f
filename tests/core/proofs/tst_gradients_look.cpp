// The derivatives of looking: of retina, densities, windows and filters by what they are made of, and of each way of looking
// that has one. The mechanisms are those of the catalog.
#include "core/attention/catalog.h"
#include "core/ops/bilinear.h"
#include "core/ops/elementwise.h"
#include "core/ops/filter_bank.h"
#include "core/ops/policy.h"
#include "core/ops/retina.h"
#include "core/ops/softmax.h"
#include "tests/support/gradient_check.h"

using namespace fovea;

namespace {

const Tensor& someGazes()
{
    static const Tensor kGazes({6, 2}, {0, 0, -0.9, 0.8, 0.31, -0.42, 1.2, 1.1, -1, -1, 7, 0});
    return kGazes;
}

LookConfig smallLook(LookConfig config)
{
    config.hidden = 5;
    config.size = 4;
    config.grid = 2;
    return config;
}

/// A look of this mechanism at images of 9 × 8 × 2 pixels, from a state of 5 units.
Computation looking(const LookMechanism& row, const LookConfig& config, const Context& context)
{
    Computation c{{normals({3, 9, 8, 2}, 1), normals({3, 5}, 2)}, {}};
    const std::shared_ptr<Look> look = row.make({c.table, smallLook(config), {9, 8, 2}});
    c.forward = [look](Pass& pass, const Vars& v) {
        const Glimpse glimpse = look->look(pass, {v[0]}, v[1], 0);
        FOVEA_CHECK(glimpse.seen.shape().ofOne() == look->seen() && glimpse.where.cols() == look->where(),
                    glimpse.seen.shape().text());
        return Vars{glimpse.seen, glimpse.where};
    };
    c.context = context;
    c.table.layOut();
    const Tensor values = normals({c.table.arraySize()}, 77, 0.4);
    c.weights.assign(values.data(), values.data() + values.size());
    return c;
}

} // namespace

class GradientsLookTest : public QObject
{
    Q_OBJECT

private slots:
    void theRetinaTellsTheImageWhatItSaw()
    {
        for (const Index scales : {1, 2, 3}) {
            for (const Index size : {1, 3, 4}) {
                verifyGradient({normals({2, 7, 6, 2}, 1)}, [=](Tape& t, const Vars& v) { // three paths an image
                    return retina(t, v[0], t.constant(someGazes().data(), someGazes().shape()), size, scales);
                });
            }
        }
    }

    void logDensitiesOfGazesAreRight()
    {
        for (const double sigma : {0.05, 0.2, 1.5}) {
            verifyGradient({normals({4, 2}, 1)}, [=](Tape& t, const Vars& v) {
                static const Tensor kDrawn = normals({4, 2}, 9);
                return scale(t, gaussianLogDensity(t, t.constant(kDrawn.data(), kDrawn.shape()), v[0], sigma),
                             sigma * sigma);
            });
        }
    }

    void aDensityIntegratesToOne()
    {
        constexpr int kSteps = 401;
        constexpr double kSigma = 0.3, kSide = 4.0 / kSteps; // from −2 to 2, both ways
        Reals places;
        for (int i = 0; i < kSteps * kSteps; ++i) {
            places.push_back(-2 + (i % kSteps + 0.5) * kSide);
            places.push_back(-2 + (i / kSteps + 0.5) * kSide);
        }
        const Tensor l({kSteps * kSteps, 2}, places), mu({kSteps * kSteps, 2});
        Tape tape(false);
        const Var y =
            gaussianLogDensity(tape, tape.constant(l.data(), l.shape()), tape.constant(mu.data(), mu.shape()), kSigma);
        QVERIFY(std::abs(y.array().exp().sum() * kSide * kSide - 1) < 1e-9);
    }

    void whatWasChosenIsPicked()
    {
        const int chosen[] = {2, 0, 2};
        verifyGradient({normals({3, 4}, 1)},
                       [&](Tape& t, const Vars& v) { return pick(t, logSoftmax(t, v[0]), chosen); });
    }

    void nothingPassesWhatIsDetached()
    {
        verifyGradient({{normals({3, 4}, 1), normals({3, 4}, 2)},
                        [](Pass& pass, const Vars& v) {
                            return Vars{add(pass.tape, v[1], scale(pass.tape, detached(pass.tape, v[0]), 0))};
                        }},
                       {"input 0 (3 × 4)"});
    }

    void aHardenedChoiceIsOneHotAndPassesItsGradientOn()
    {
        Tape tape;
        const Tensor x({2, 3}, {0.2, 0.5, 0.3, 0.4, 0.4, 0.2});
        const Var y = tape.input(x.data(), x.shape()), hard = hardened(tape, y);
        QVERIFY((hard.array() == ConstArrayView(Reals{0, 1, 0, 1, 0, 0}.data(), 6)).all()); // the first of equals
        const Tensor u = normals({2, 3}, 5);
        hard.gradArray() += array(u);
        tape.backward();
        QVERIFY((y.gradArray() == array(u)).all());
    }

    void windowsAreRight()
    {
        const auto theta = [](std::uint64_t seed, double whole) {
            Tensor t = normals({4, 6}, seed, 0.3);
            for (Index r = 0; r < 4; ++r) {
                t[6 * r] += whole;
                t[6 * r + 4] += whole;
            }
            return t;
        };
        for (const double whole : {1.0, 0.3, -1.7}) {
            verifyGradient({normals({2, 5, 6, 2}, 1), theta(3, whole)},
                           [](Tape& t, const Vars& v) { return sampleWindow(t, v[0], v[1], 3, 4); });
        }
    }

    void theWholeImageThroughAWindowOfItsSizeIsTheImage()
    {
        const Tensor image = normals({2, 5, 6, 3}, 1), whole({2, 6}, {1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0});
        Tape tape(false);
        const Var y = sampleWindow(tape, tape.constant(image.data(), image.shape()),
                                   tape.constant(whole.data(), whole.shape()), 5, 6);
        QVERIFY((y.array() - array(image)).abs().maxCoeff() < 1e-12);
    }

    void filtersAreRight()
    {
        for (const Index N : {1, 3, 4}) {
            Tensor variance({3}, {0.5, 2.0, 6.0}), distance({3}, {0.7, 1.9, -1.2});
            verifyGradient({Tensor({3}, {2.2, 0.4, 6.1}), distance, variance}, [=](Tape& t, const Vars& v) {
                // With a single filter the distance does not count; the sum keeps it in.
                return add(t, filterBank(t, v[0], v[1], v[2], N, 7), v[1].as({3, 1, 1}));
            });
        }
        const Tensor middle({2}, {3, 4}), distance({2}, {1, 2}), variance({2}, {1, 3});
        Tape tape(false);
        const Var F = filterBank(tape, tape.constant(middle.data(), {2}), tape.constant(distance.data(), {2}),
                                 tape.constant(variance.data(), {2}), 3, 9);
        QVERIFY((F.value().rowwise().sum().array() - 1).abs().maxCoeff() < 1e-12); // each filter is a mean
    }

    void aFilterFarOutsideIsNotDividedByNothing()
    {
        // Its sum is a quarter of what it is at least divided by: small enough, and large enough to be seen.
        verifyGradient({Tensor({1}, {13.1}), Tensor({1}, {0.4}), Tensor({1}, {2.0})},
                       [](Tape& t, const Vars& v) { return filterBank(t, v[0], v[1], v[2], 2, 5); });
    }

    void readingThroughFiltersIsRight()
    {
        verifyGradient({normals({4, 3, 5}, 1), normals({4, 3, 6}, 2), normals({2, 5, 6, 2}, 3)},
                       [](Tape& t, const Vars& v) { return readThrough(t, v[0], v[1], v[2]); });
    }

    void everyLookThatHasADerivativeIsRight_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("transform");
        for (const LookMechanism& row : lookMechanisms()) {
            const QString key = QString::fromUtf8(row.key.data(), static_cast<qsizetype>(row.key.size()));
            for (const char* transform : {"scaled", "affine"}) {
                QTest::addRow("%s, %s", qPrintable(key), transform) << key << transform;
            }
        }
    }
    void everyLookThatHasADerivativeIsRight()
    {
        QFETCH(const QString, key);
        QFETCH(const QString, transform);
        LookConfig config;
        config.transform = transform.toStdString();
        const LookMechanism& row = lookNamed(key.toStdString());
        if (key == "none") {
            ParameterTable table;
            QVERIFY(row.make({table, config, {9, 8, 2}}) == nullptr);
            return;
        }
        Computation c = looking(row, config, {});
        std::vector<std::string> vanishing;
        if (key == "glimpses" || key == "gumbel") { // where they look is a choice: the image alone has a derivative
            vanishing.push_back("input 1 (3 × 5)");
            for (int p = 0; p < c.table.count(); ++p) {
                vanishing.push_back(c.table[p].name);
            }
        } else if (key == "transformer") { // it has a small network of its own, and no state
            vanishing.push_back("input 1 (3 × 5)");
        }
        if (key == "gumbel") { // straight through: its gradient is not that of its forward, and is checked below
            return;
        }
        if (key == "glimpses") {
            config.gaze =
                "centre"; // a gaze that follows the state moves in jumps of whole pixels, and tells where it is
            c = looking(row, config, {});
        }
        verifyGradient(std::move(c), vanishing);
    }

    // The gradient of a choice from a grid is that of its softmax: by the chain rule, written out.
    void aChoiceFromAGridLearnsAsIfItWereSoft()
    {
        LookConfig config;
        Computation c = looking(lookNamed("gumbel"), config, {.training = true, .progress = 0});
        Tape tape;
        Gradients gradients(c.table.layout(), nullptr);
        gradients.clear();
        tape.restart(true, &gradients);
        Pass pass(tape, c.table, c.weights, c.context);
        const Var image = tape.input(c.inputs[0].data(), c.inputs[0].shape());
        const Var state = tape.input(c.inputs[1].data(), c.inputs[1].shape());
        ParameterTable same;
        const std::unique_ptr<Look> look = lookNamed("gumbel").make({same, smallLook(config), {9, 8, 2}});
        const Glimpse glimpse = look->look(pass, {image}, state, 0);
        glimpse.seen.gradArray() += array(normals(glimpse.seen.shape(), 4));
        tape.backward();
        QVERIFY(state.hasGrad() && state.gradArray().abs().maxCoeff() > 1e-3);
        for (int p = 0; p < c.table.count(); ++p) {
            QVERIFY(ConstArrayView(gradients.of(p), c.table.slot(p).size).abs().maxCoeff() > 1e-6);
        }
        for (Index b = 0; b < 3; ++b) { // one place each
            const auto row = glimpse.map->weights.array().segment(4 * b, 4);
            QVERIFY(row.maxCoeff() == 1 && row.sum() == 1);
        }
    }

    void cleanupTestCase() { qInfo("worst error %.2g", worstGradientError()); }
};

QTEST_APPLESS_MAIN(GradientsLookTest)
#include "tst_gradients_look.moc"
