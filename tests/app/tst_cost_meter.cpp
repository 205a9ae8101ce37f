// Costs are measured beside the window, and gates of classes only while somebody looks at them.
#include "app/cost_meter.h"
#include "app/watch.h"
#include "core/settings/fields.h"
#include "tests/support/small_run.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace fovea;

namespace {

SnapshotPtr gatedSnapshot(Practice& practice)
{
    Config config = smallNeedle();
    setFromText(config, "gate.mechanism", "se");
    return snapshotOf(practice.start(config));
}

} // namespace

class TestCostMeter : public QObject
{
    Q_OBJECT

private slots:
    void everyPointComesOnTheWindowsThread()
    {
        CostMeter meter;
        std::vector<std::size_t> points;
        bool here = true, over = false;
        connect(&meter, &CostMeter::grown, &meter, [&](const std::vector<CostCurve>& curves, bool measuring) {
            std::size_t count = 0;
            for (const CostCurve& curve : curves) {
                count += curve.points.size();
            }
            points.push_back(count);
            here = here && QThread::currentThread() == thread();
            over = !measuring;
        });
        meter.start();
        QVERIFY(meter.measuring()); // start() has not waited
        QCOMPARE(points, std::vector<std::size_t>{0});
        meter.start(); // measures already: nothing begins anew
        QTRY_VERIFY_WITH_TIMEOUT(over, 60000);
        QVERIFY(here && !meter.measuring());
        QCOMPARE(points.size(), std::size_t(26)); // the beginning, each point, the end
        QCOMPARE(points[24], std::size_t(24));
        QCOMPARE(points[25], std::size_t(24));
    }

    void closingEndsTheMeasurement()
    {
        auto meter = std::make_unique<CostMeter>();
        QSignalSpy grown(meter.get(), &CostMeter::grown);
        meter->start();
        QTRY_VERIFY(grown.count() > 2);
        meter.reset();
        QVERIFY(grown.count() < 24);
    }

    void gatesAreMeasuredWhileTheyAreLookedAt()
    {
        Practice practice;
        const SnapshotPtr snapshot = gatedSnapshot(practice);
        Watch watch;
        std::vector<std::shared_ptr<const GateMeans>> measured;
        QString moment;
        connect(&watch, &Watch::gatesMeasured, this,
                [&](const std::shared_ptr<const GateMeans>& means, const QString& when) {
                    measured.push_back(means);
                    moment = when;
                });
        watch.open({}, snapshot);
        QCOMPARE(measured.size(), std::size_t(1)); // those of the network before are none of this one
        QVERIFY(measured[0] == nullptr);
        watch.setGates(true);
        QTRY_COMPARE(measured.size(), std::size_t(2));
        QCOMPARE(measured[1]->images, Index(30));
        QCOMPARE(measured[1]->gates.size(), std::size_t(1));
        QCOMPARE(moment, QString("before the first batch"));
    }
};

QTEST_MAIN(TestCostMeter)
#include "tst_cost_meter.moc"
