// Gates, mixing and pooling in float, on the fast kernels, against PyTorch in double.
#include "tests/support/reference_mechanisms.h"

#include <QTest>

using namespace fovea;

class MechanismsFloatTest : public QObject
{
    Q_OBJECT

private slots:
    void everyMechanismHasTheNumbersOfPyTorch()
    {
        Distances worst;
        for (const Json& c : readReference("mechanisms")) {
            const Distances d = distancesOfMechanism(c);
            worst.addForward(d.forward);
            worst.addGradient(d.gradient);
            QVERIFY2(d.forward < 1e-5, (nameOfMechanism(c) + ": result off by " + std::to_string(d.forward)).c_str());
            QVERIFY2(d.gradient < 1e-4,
                     (nameOfMechanism(c) + ": gradient off by " + std::to_string(d.gradient)).c_str());
        }
        qInfo("worst result %.2g, worst gradient %.2g", worst.forward, worst.gradient);
    }
};

QTEST_APPLESS_MAIN(MechanismsFloatTest)
#include "tst_mechanisms_float.moc"
