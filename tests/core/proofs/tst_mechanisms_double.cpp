// Gates, mixing and pooling in double against PyTorch, and every mechanism of the catalogs at least once among the cases.
#include "core/attention/catalog.h"
#include "tests/support/reference_mechanisms.h"

#include <QTest>

#include <set>

using namespace fovea;

class MechanismsDoubleTest : public QObject
{
    Q_OBJECT

private slots:
    void everyMechanismHasTheNumbersOfPyTorch()
    {
        double worst = 0;
        for (const Json& c : readReference("mechanisms")) {
            const Distances d = distancesOfMechanism(c);
            worst = std::max({worst, d.forward, d.gradient});
            QVERIFY2(d.forward < 1e-9, (nameOfMechanism(c) + ": result off by " + std::to_string(d.forward)).c_str());
            QVERIFY2(d.gradient < 1e-9,
                     (nameOfMechanism(c) + ": gradient off by " + std::to_string(d.gradient)).c_str());
        }
        qInfo("worst %.2g", worst);
    }

    void everyRowOfTheCatalogsIsAmongTheCases()
    {
        std::set<std::string> named;
        for (const char* file : {"mechanisms", "networks"}) {
            for (const Json& c : readReference(file)) {
                const Json settings = c.value("settings", Json::object());
                named.insert(settings.value("attention.mechanism", c.value("mechanism", "")));
                named.insert(settings.value("gate.mechanism", ""));
                named.insert(settings.value("mix.mechanism", ""));
            }
        }
        const auto hasAll = [&](const auto& rows) {
            return std::all_of(rows.begin(), rows.end(),
                               [&](const auto& row) { return named.contains(std::string(row.key)); });
        };
        QVERIFY(hasAll(mechanisms()) && hasAll(gateMechanisms()) && hasAll(mixMechanisms()));
    }
};

QTEST_APPLESS_MAIN(MechanismsDoubleTest)
#include "tst_mechanisms_double.moc"
