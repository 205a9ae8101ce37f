// The same sources in double against PyTorch: what float must leave at 1e-5 is here seen to 1e-9, optimisers and whole
// training steps included.
#include "tests/support/reference_training.h"

#include <QTest>

using namespace fovea;

namespace {

constexpr double kClose = 1e-9;

double worst = 0;

void hold(const std::string& name, double d)
{
    worst = std::max(worst, d);
    QVERIFY2(d < kClose, (name + ": off by " + std::to_string(d)).c_str());
}

} // namespace

class ReferenceDoubleTest : public QObject
{
    Q_OBJECT

private slots:
    void everyOperationHasTheNumbersOfPyTorch()
    {
        const Json cases = readReference("ops");
        QCOMPARE(cases.size(), referenceOperations().size());
        for (const Json& c : cases) {
            const Distances d = distancesOfOperation(c);
            hold(c["name"], std::max(d.forward, d.gradient));
        }
    }

    void everyNetworkHasTheNumbersOfPyTorch()
    {
        for (const Json& c : readReference("networks")) {
            const Distances d = distancesOfNetwork(c);
            hold(c["mechanism"], std::max(d.forward, d.gradient));
        }
    }

    void tenStepsOfEachOptimiserAreThoseOfPyTorch()
    {
        const std::vector<std::pair<std::string, Shape>> parameters = {
            {"a.weight", {4, 3}}, {"b.bias", {3}}, {"c.weight", {5, 1}}};
        ParameterTable table;
        for (const auto& [name, shape] : parameters) {
            table.add({.name = name,
                       .shape = shape,
                       .initialiser = Initialiser::zeros(),
                       .decays = name.ends_with(".weight")});
        }
        table.layOut();
        for (const Json& c : readReference("optimisers")) {
            Weights weights(static_cast<std::size_t>(table.arraySize()), Real(0));
            for (int p = 0; p < table.count(); ++p) {
                fillWave(table.slot(p).size, 1 + p, 1, weights.data() + table.slot(p).offset);
            }
            OptimiserState state = freshState(table);
            for (int step = 0; step < 10; ++step) {
                ++state.steps;
                Reals gradient(weights.size(), Real(0));
                Reals now;
                for (const Stretch& s : stretchesOf(table)) {
                    fillWave(s.size, 20 + 3 * step + s.parameter, 0.3, gradient.data() + s.offset);
                    update(referenceRule(c), referenceRate(step), table[s.parameter], s, gradient.data() + s.offset,
                           weights, state);
                    now.insert(now.end(), weights.begin() + s.offset, weights.begin() + s.offset + s.size);
                }
                const Json& wanted = c["after"][static_cast<std::size_t>(step)];
                hold(c["name"], distance(now.data(), static_cast<Index>(now.size()), wanted));
            }
        }
    }

    void tenBatchesOfLearningAreThoseOfPyTorch()
    {
        for (const Json& c : readReference("training")) {
            const RunDistances d = distancesOfTraining(c);
            hold(c["name"], std::max(d.loss, d.weights));
        }
    }

    void aTrainingStepOfTheEssayIsThatOfPyTorch()
    {
        for (const Json& c : readReference("essay")) {
            const RunDistances d = distancesOfEssay(c, 3);
            qInfo("pixels × %g: loss %.2g, gradient %.2g, weights %.2g", c["factor"].get<double>(), d.loss, d.gradient,
                  d.weights);
            hold("essay, loss", d.loss);
            hold("essay, gradient", d.gradient);
            hold("essay, weights", d.weights);
        }
    }

    void cleanupTestCase() { qInfo("worst %.2g", worst); }
};

QTEST_APPLESS_MAIN(ReferenceDoubleTest)
#include "tst_reference_double.moc"
