// The program's own numbers, in float and on its fast kernels, against PyTorch's in double.
#include "tests/support/reference_training.h"

#include <QTest>

using namespace fovea;

namespace {

constexpr double kForward = 1e-5, kGradient = 1e-4; // relative to the largest number of an array

Distances worst;

void hold(const std::string& name, const Distances& d)
{
    worst.addForward(d.forward);
    worst.addGradient(d.gradient);
    QVERIFY2(d.forward < kForward, (name + ": result off by " + std::to_string(d.forward)).c_str());
    QVERIFY2(d.gradient < kGradient, (name + ": gradient off by " + std::to_string(d.gradient)).c_str());
}

} // namespace

class ReferenceFloatTest : public QObject
{
    Q_OBJECT

private slots:
    void everyOperationHasTheNumbersOfPyTorch()
    {
        const Json cases = readReference("ops");
        QCOMPARE(cases.size(), referenceOperations().size());
        for (const Json& c : cases) {
            hold(c["name"], distancesOfOperation(c));
        }
    }

    void everyNetworkHasTheNumbersOfPyTorch()
    {
        for (const Json& c : readReference("networks")) {
            hold(c["mechanism"], distancesOfNetwork(c));
        }
    }

    void aTrainingStepOfTheEssayHasTheNumbersOfPyTorch()
    {
        for (const Json& c : readReference("essay")) {
            const RunDistances d = distancesOfEssay(c, 1);
            hold("essay", {d.loss, d.gradient});
            QVERIFY2(d.weights < kGradient, std::to_string(d.weights).c_str());
        }
    }

    void cleanupTestCase() { qInfo("worst result %.2g, worst gradient %.2g", worst.forward, worst.gradient); }
};

QTEST_APPLESS_MAIN(ReferenceFloatTest)
#include "tst_reference_float.moc"
