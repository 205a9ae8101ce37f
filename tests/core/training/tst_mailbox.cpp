// The mailbox: no record is lost, snapshots are those of their step and never change, nobody waits.
#include "tests/support/small_run.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace fovea;

class MailboxTest : public QObject
{
    Q_OBJECT

private slots:
    void noRecordIsLost_data()
    {
        QTest::addColumn<bool>("often");
        QTest::newRow("taken as often as can be") << true;
        QTest::newRow("taken once, at the end") << false;
    }
    void noRecordIsLost()
    {
        QFETCH(bool, often);
        Practice trainer;
        Run run = trainer.start(smallNeedle());
        std::vector<StepRecord> steps;
        std::vector<EpochRecord> epochs;
        const auto take = [&] {
            const Delivery delivery = trainer.mailbox.take();
            steps.insert(steps.end(), delivery.steps.begin(), delivery.steps.end());
            epochs.insert(epochs.end(), delivery.epochs.begin(), delivery.epochs.end());
        };
        std::atomic<bool> done = false;
        std::thread watcher([&] {
            for (; often && !done; std::this_thread::yield()) {
                take();
            }
        });
        trainer.advance(run);
        done = true;
        watcher.join();
        take();
        QCOMPARE(steps.size(), std::size_t{12});
        for (std::size_t i = 0; i < steps.size(); ++i) {
            QCOMPARE(steps[i].step, static_cast<long>(i) + 1);
            QCOMPARE(steps[i].parameterNorms.size(), static_cast<std::size_t>(run.network->parameters().count()));
        }
        QCOMPARE(epochs.size(), std::size_t{3});
        QCOMPARE(epochs[2].valLoss, run.history[2].valLoss);
    }

    void theFirstSnapshotIsTheUntrainedNetwork()
    {
        Practice trainer;
        Run run = trainer.start(smallNeedle());
        const Reals untrained = run.weights;
        trainer.advance(run, 4);
        const auto snapshot = trainer.mailbox.take().snapshot;
        QVERIFY(snapshot != nullptr);
        QCOMPARE(snapshot->step, 0L);
        QVERIFY(sameBits(snapshot->weights, untrained));
    }

    void aSnapshotIsMadeOnlyAfterTheLastWasTaken()
    {
        Practice trainer;
        Run run = trainer.start(smallNeedle());
        trainer.advance(run, 3);
        trainer.mailbox.take(); // that of step 0
        trainer.advance(run, 3);
        const Delivery delivery = trainer.mailbox.take();
        QCOMPARE(delivery.snapshot->step, 3L);
        QVERIFY(trainer.mailbox.take().snapshot == nullptr);
    }

    void aSnapshotNeverChanges()
    {
        Practice trainer;
        Run run = trainer.start(smallNeedle());
        trainer.advance(run, 3);
        trainer.mailbox.take();
        trainer.advance(run, 0); // only offers one
        const auto snapshot = trainer.mailbox.take().snapshot;
        QCOMPARE(snapshot->step, 3L);
        const Reals kept = snapshot->weights;
        QVERIFY(sameBits(kept, run.weights));
        trainer.advance(run, 3);
        QVERIFY(sameBits(snapshot->weights, kept));
        QVERIFY(!sameBits(snapshot->weights, run.weights));
    }

    void changesAreTakenInOrderAndOnce()
    {
        Mailbox mailbox;
        mailbox.change("train.l1", "0.1");
        mailbox.change("train.l1", "0.2");
        const auto changes = mailbox.takeChanges();
        QCOMPARE(changes.size(), std::size_t{2});
        QVERIFY(changes[1].second == "0.2");
        QVERIFY(mailbox.takeChanges().empty());
    }
};

QTEST_APPLESS_MAIN(MailboxTest)
#include "tst_mailbox.moc"
