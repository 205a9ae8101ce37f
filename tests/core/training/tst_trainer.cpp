// The trainer's thread: it gives back what it was lent, stops when asked, and its pace changes nothing.
#include "core/training/trainer.h"
#include "tests/support/small_run.h"

#include <QElapsedTimer>
#include <QTest>

#include <condition_variable>
#include <mutex>

using namespace fovea;

namespace {

/// A trainer, and somebody who waits for what it returns.
class Lender
{
public:
    explicit Lender(int threads = 1)
        : trainer(
              threads, [] {},
              [this] {
                  const std::scoped_lock lock(mutex_);
                  ++returned_;
                  wake_.notify_all();
              })
    {
    }

    Returned await()
    {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return returned_ > 0; });
        --returned_;
        return std::move(*trainer.takeReturned());
    }

    std::unique_ptr<Run> made(const Config& config)
    {
        trainer.make(config);
        return await().run;
    }

private:
    std::mutex mutex_;
    std::condition_variable wake_;
    int returned_ = 0;

public:
    Trainer trainer; // last, so that it ends before what it wakes
};

/// A run that never ends by itself.
Config endless()
{
    Config config = smallNeedle();
    config.train.epochs = 100'000;
    config.train.schedule = "constant";
    return config;
}

constexpr long kAll = std::numeric_limits<long>::max();

} // namespace

class TrainerTest : public QObject
{
    Q_OBJECT

private slots:
    void aRunOfTheThreadHasTheBitsOfAdvance()
    {
        Practice practice;
        const Run expected = practice.trained(smallNeedle());
        Lender lender(2);
        std::unique_ptr<Run> run = lender.made(smallNeedle());
        lender.trainer.train(std::move(run), kAll);
        const Returned back = lender.await();
        QCOMPARE(back.outcome.kind, Outcome::Kind::Finished);
        QVERIFY(sameBits(back.run->weights, expected.weights));
    }

    void paceAndPausesChangeNoBit()
    {
        Practice practice;
        const Run expected = practice.trained(smallNeedle());
        Lender lender;
        std::unique_ptr<Run> run = lender.made(smallNeedle());
        lender.trainer.setPace(500);
        for (const long steps : {1L, 4L, 2L}) {
            lender.trainer.train(std::move(run), steps);
            run = lender.await().run;
        }
        QCOMPARE(run->step, 7);
        lender.trainer.setPace(0);
        lender.trainer.train(std::move(run), kAll);
        QVERIFY(sameBits(lender.await().run->weights, expected.weights));
    }

    void watchingDoesNotChangeTheResult()
    {
        Practice practice;
        const Run expected = practice.trained(smallNeedle());
        Lender lender;
        std::unique_ptr<Run> run = lender.made(smallNeedle());
        lender.trainer.setPace(1000);
        lender.trainer.train(std::move(run), kAll);
        std::size_t steps = 0, snapshots = 0;
        std::optional<Returned> back;
        do { // as a window would, only without a rest
            back = lender.trainer.takeReturned();
            const Delivery delivery = lender.trainer.mailbox().take();
            steps += delivery.steps.size();
            snapshots += delivery.snapshot ? 1 : 0;
        } while (!back);
        steps += lender.trainer.mailbox().take().steps.size();
        QVERIFY(sameBits(back->run->weights, expected.weights));
        QCOMPARE(steps, std::size_t(12)); // none is lost
        QVERIFY(snapshots > 3);
    }

    void pauseEndsAPacedWaitAtOnce()
    {
        Lender lender;
        std::unique_ptr<Run> run = lender.made(endless());
        lender.trainer.setPace(0.001); // the next batch would be due in a quarter of an hour
        lender.trainer.train(std::move(run), kAll);
        while (lender.trainer.mailbox().take().steps.empty()) {
            std::this_thread::yield();
        }
        lender.trainer.pause();
        const Returned back = lender.await();
        QCOMPARE(back.outcome.kind, Outcome::Kind::Paused);
        QCOMPARE(back.run->step, 1);
    }

    void aFasterPaceIsTakenUpAtOnce()
    {
        Lender lender;
        std::unique_ptr<Run> run = lender.made(endless());
        lender.trainer.setPace(0.001);
        lender.trainer.train(std::move(run), 50);
        while (lender.trainer.mailbox().take().steps.empty()) {
            std::this_thread::yield();
        }
        lender.trainer.setPace(0);
        QCOMPARE(lender.await().run->step, 50);
    }

    void aRunInTrainingEndsWithItsTrainer()
    {
        auto lender = std::make_unique<Lender>();
        std::unique_ptr<Run> run = lender->made(endless());
        lender->trainer.train(std::move(run), kAll);
        lender.reset(); // returns: the test's time limit is the claim
    }

    void whatCannotBeMadeIsReturnedAsASentence()
    {
        Config config = smallNeedle();
        config.data.set = "fashion";
        config.data.path = "/nowhere/at/all";
        Lender lender;
        lender.trainer.make(config);
        const Returned back = lender.await();
        QVERIFY(!back.run);
        QVERIFY(back.error.has_value());
        QVERIFY(std::string(back.error->what()).find("/nowhere/at/all") != std::string::npos);
        QVERIFY(lender.made(smallNeedle()) != nullptr); // and the trainer is still there
    }

    void theSameDataAreUsedAgain()
    {
        Lender lender;
        const auto first = lender.made(smallNeedle());
        Config other = smallNeedle();
        other.train.learningRate = 0.01;
        const auto second = lender.made(other);
        QVERIFY(first->data == second->data);
        other.seed = 1;
        QVERIFY(lender.made(other)->data != first->data);
    }

    void baselinesSayWhatGuessingReaches()
    {
        Lender lender;
        lender.trainer.make(smallNeedle());
        const Baselines baselines = *lender.await().baselines;
        QCOMPARE(baselines.chance, 0.25);
        QVERIFY(baselines.majority > 0.25 && baselines.majority < 0.5);
        QCOMPARE(baselines.grid.places(), Index(64));
        QVERIFY(baselines.evidence.hit > baselines.evidence.mass && baselines.evidence.mass > 0.01);
        QVERIFY(baselines.accuracyCeiling > 0.9 && baselines.hitCeiling > 0.9);
    }
};

QTEST_APPLESS_MAIN(TrainerTest)
#include "tst_trainer.moc"
