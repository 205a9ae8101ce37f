// Same seed, same numbers: bit for bit, whoever computes, whoever watches, and wherever it was interrupted.
#include "core/training/checkpoint.h"
#include "core/training/record_json.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace fovea;

namespace {

/// Everything that draws by chance at once: dropout, augmentation, order; and wide layers, whose gradients have a way of
/// their own.
Config everythingByChance()
{
    Config config = smallNeedle();
    config.train.dropout = 0.2;
    config.augment.flip = true;
    config.augment.noise = 0.1;
    return config;
}

Config withAWideLayer()
{
    Config config = smallNeedle();
    config.attention.mechanism = "essay"; // 8 × 8 × 32 features into 64 units: 131,072 weights
    config.model.trunk = "conv 8 5x5, pool, conv 32, pool";
    config.model.hidden = 64;
    config.train.epochs = 1;
    return config;
}

bool sameRun(const Run& a, const Run& b)
{
    return sameBits(a.weights, b.weights) && sameBits(a.optimiser.first, b.optimiser.first) &&
           sameBits(a.optimiser.second, b.optimiser.second) && metricsCsv(a.history) == metricsCsv(b.history) &&
           a.step == b.step && a.changes == b.changes;
}

/// Through the bytes of a file, as --resume does it.
Run throughAFile(const Run& run)
{
    const std::string bytes = stateFile(run).bytes();
    return runFrom(Safetensors::parse(bytes, "state"), "state", run.data);
}

/// Asks for a stop at the n-th chunk of images that is measured, not learned from.
class StopsWhileMeasuring : public Task
{
public:
    StopsWhileMeasuring(std::shared_ptr<const Task> task, std::stop_source stop, int chunk)
        : task_(std::move(task)), stop_(std::move(stop)), chunk_(chunk)
    {
    }
    Index answers() const override { return task_->answers(); }
    Var loss(Tape& tape, Var logits, std::span<const int> labels, Real smoothing) const override
    {
        if (!tape.recording() && --chunk_ == 0) {
            stop_.request_stop();
        }
        return task_->loss(tape, logits, labels, smoothing);
    }
    std::vector<double> probabilities(const Real* row) const override { return task_->probabilities(row); }

private:
    std::shared_ptr<const Task> task_;
    mutable std::stop_source stop_;
    mutable std::atomic<int> chunk_;
};

} // namespace

class DeterminismTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        reference_ = Practice().trained(everythingByChance());
        QCOMPARE(reference_.step, 12L);
        QCOMPARE(reference_.history.size(), std::size_t{3});
    }

    void twoRunsGiveEqualBits() { QVERIFY(sameRun(Practice().trained(everythingByChance()), reference_)); }

    void anotherSeedGivesOtherBits()
    {
        Config config = everythingByChance();
        config.seed = 1;
        QVERIFY(!sameBits(Practice().trained(config).weights, reference_.weights));
    }

    void oneTwoAndThreeThreadsGiveEqualBits_data()
    {
        QTest::addColumn<int>("threads");
        QTest::newRow("two") << 2;
        QTest::newRow("three") << 3;
    }
    void oneTwoAndThreeThreadsGiveEqualBits()
    {
        QFETCH(int, threads);
        QVERIFY(sameRun(Practice(threads).trained(everythingByChance()), reference_));
        QVERIFY(sameRun(Practice(threads).trained(withAWideLayer()), Practice().trained(withAWideLayer())));
    }

    // Where nothing asks for the whole gradient first, wide layers are stepped piece by piece.
    void steppingPieceByPieceGivesEqualBits()
    {
        Config clipped = withAWideLayer();
        clipped.train.clip = 1e9; // changes nothing, but asks for the norm of the whole gradient
        const Run whole = Practice().trained(clipped), pieces = Practice().trained(withAWideLayer());
        QVERIFY(sameBits(whole.weights, pieces.weights) && sameBits(whole.optimiser.second, pieces.optimiser.second));
        QVERIFY(metricsCsv(whole.history) == metricsCsv(pieces.history)); // the norms of gradients among them
    }

    void pausedAndResumedRunsGiveEqualBits_data()
    {
        QTest::addColumn<long>("first");
        QTest::newRow("before the first batch") << 0L;
        QTest::newRow("within the first epoch") << 3L;
        QTest::newRow("at its end") << 4L;
        QTest::newRow("within the second") << 6L;
        QTest::newRow("at the end of all") << 12L;
    }
    void pausedAndResumedRunsGiveEqualBits()
    {
        QFETCH(long, first);
        Practice trainer;
        Run run = trainer.start(everythingByChance());
        trainer.advance(run, first);
        QCOMPARE(run.step, first);

        Run kept = throughAFile(run);
        Practice another; // what --resume is: a new process, with new memory
        another.advance(kept);
        QVERIFY(sameRun(kept, reference_));

        trainer.advance(run);
        QVERIFY(sameRun(run, reference_));
    }

    void sixtyAndFortyStepsAreAHundred()
    {
        Config config = smallNeedle();
        config.train.batchSize = 8;
        config.train.epochs = 8; // 104 batches
        config.train.steps = 100;
        const Run whole = Practice().trained(config);
        QCOMPARE(whole.step, 100L);

        Config shorter = config;
        shorter.train.steps = 60;
        Practice trainer;
        Run part = trainer.start(shorter);
        QCOMPARE(trainer.advance(part).kind, Outcome::Kind::Finished);
        QCOMPARE(part.step, 60L);
        Run rest = throughAFile(part);
        Practice another;
        another.mailbox.change("train.steps", "100");
        QCOMPARE(another.advance(rest).kind, Outcome::Kind::Finished);
        QVERIFY(sameBits(rest.weights, whole.weights));
        QCOMPARE(metricsCsv(rest.history), metricsCsv(whole.history));
    }

    void oneBatchAtATimeIsTheSameAsAllAtOnce()
    {
        Practice trainer(2);
        Run run = trainer.start(everythingByChance());
        while (trainer.advance(run, 1).kind == Outcome::Kind::Paused) {
        }
        QVERIFY(sameRun(run, reference_));
    }

    void runsWithoutValidationGoOnFromAFile()
    {
        Config config = smallNeedle();
        config.data.validation = 0;
        const Run whole = Practice().trained(config);
        Practice trainer;
        Run run = trainer.start(config);
        trainer.advance(run, 6);
        Run rest = throughAFile(run);
        Practice().advance(rest);
        QVERIFY(sameRun(rest, whole));
    }

    void aStopWhileAnEpochIsMeasuredChangesNothing_data()
    {
        QTest::addColumn<int>("chunk");
        QTest::newRow("its first images") << 1;
        QTest::newRow("its last validation images") << 4; // 30 images in chunks of 8
        QTest::newRow("its training images") << 10;
        QTest::newRow("after the second epoch") << 4 + 13 + 3;
    }
    void aStopWhileAnEpochIsMeasuredChangesNothing()
    {
        QFETCH(int, chunk);
        std::stop_source stop;
        Practice trainer;
        Run run = trainer.start(everythingByChance());
        run.task = std::make_shared<StopsWhileMeasuring>(run.task, stop, chunk);
        QCOMPARE(trainer.advance(run, 100, stop.get_token()).kind, Outcome::Kind::Paused);
        QVERIFY(stop.stop_requested());
        QCOMPARE(run.seen, run.samples()); // all batches of the epoch are done, and it is not closed
        QCOMPARE(run.history.size(), std::size_t(run.epoch));
        Run kept = throughAFile(run);
        Practice().advance(kept);
        QVERIFY(sameRun(kept, reference_));
        trainer.advance(run);
        QVERIFY(sameRun(run, reference_));
    }

    void stopsFromAnotherThreadNeverChangeTheResult_data()
    {
        QTest::addColumn<int>("batches");
        for (const int batches : {1, 3, 4, 5, 8, 11}) {
            QTest::addRow("%d", batches) << batches;
        }
    }
    void stopsFromAnotherThreadNeverChangeTheResult()
    {
        QFETCH(int, batches);
        Practice trainer(2);
        Run run = trainer.start(everythingByChance());
        std::stop_source stop;
        std::jthread stopper([&] { // at any moment after so many batches
            for (int seen = 0; seen < batches; std::this_thread::yield()) {
                seen += static_cast<int>(trainer.mailbox.take().steps.size());
            }
            stop.request_stop();
        });
        trainer.advance(run, 1000, stop.get_token());
        stopper.join();
        trainer.advance(run);
        QVERIFY(sameRun(run, reference_));
    }

    void watchingDoesNotChangeTheResult()
    {
        Practice trainer;
        Run run = trainer.start(everythingByChance());
        std::atomic<bool> done = false;
        std::size_t snapshots = 0;
        std::jthread watcher([&] {
            for (; !done; std::this_thread::yield()) {
                snapshots += trainer.mailbox.take().snapshot != nullptr ? 1 : 0;
            }
        });
        trainer.advance(run);
        done = true;
        watcher.join();
        QVERIFY(snapshots > 0);
        QVERIFY(sameRun(run, reference_)); // which nobody watched
    }

    void memoryOfAnotherRunIsNeverMistaken()
    {
        Practice trainer; // one memory for all, while networks come and go at the same addresses
        for (std::uint64_t seed = 0; seed < 4; ++seed) {
            Config config = smallNeedle();
            config.seed = seed;
            config.train.steps = 3;
            const Reals alone = Practice().trained(config).weights;
            QVERIFY(sameBits(trainer.trained(config).weights, alone));
        }
    }

private:
    Run reference_;
};

QTEST_APPLESS_MAIN(DeterminismTest)
#include "tst_determinism.moc"
