// Comparing: several settings trained in turn, each with the bits that it has alone.
#include "core/training/comparison.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <condition_variable>
#include <mutex>

using namespace fovea;

namespace {

/// A comparison, and somebody who waits for it and keeps everything that comes.
struct Waiting
{
    std::mutex mutex;
    std::condition_variable wake;
    int times = 0;
    std::vector<Contestant> made;
    std::vector<std::vector<StepRecord>> steps;
    std::vector<std::vector<EpochRecord>> epochs;
    std::vector<SnapshotPtr> newest;
    ComparisonNews last;
    Comparison comparison;

    explicit Waiting(int threads = 2)
        : comparison(
              threads, [] {},
              [this] {
                  const std::scoped_lock lock(mutex);
                  ++times;
                  wake.notify_all();
              })
    {
    }

    void collect()
    {
        last = comparison.take();
        if (!last.made.empty()) {
            made = last.made;
        }
        steps.resize(last.of.size());
        epochs.resize(last.of.size());
        newest.resize(last.of.size());
        for (std::size_t i = 0; i < last.of.size(); ++i) {
            steps[i].insert(steps[i].end(), last.of[i].steps.begin(), last.of[i].steps.end());
            epochs[i].insert(epochs[i].end(), last.of[i].epochs.begin(), last.of[i].epochs.end());
            newest[i] = last.of[i].snapshot ? last.of[i].snapshot : newest[i];
        }
    }

    /// Until it stands once more.
    void await()
    {
        std::unique_lock lock(mutex);
        wake.wait(lock, [&] { return times > 0 && comparison.stands(); });
        lock.unlock();
        collect();
    }
};

std::vector<Config> threeSettings()
{
    std::vector<Config> configs(3, smallNeedle());
    configs[1].attention = {};
    configs[1].attention.mechanism = "none";
    configs[2].train.learningRate = 1e-3;
    return configs;
}

} // namespace

class ComparisonTest : public QObject
{
    Q_OBJECT

private slots:
    void eachRunHasTheBitsThatItHasAlone()
    {
        Waiting waiting;
        waiting.comparison.start(threeSettings());
        waiting.await();
        QVERIFY(!waiting.last.error);
        for (std::size_t i = 0; i < 3; ++i) {
            Practice alone;
            const Run run = alone.trained(threeSettings()[i]);
            const Delivery delivery = alone.mailbox.take();
            QVERIFY(sameBits(waiting.newest[i]->weights, run.weights));
            QCOMPARE(waiting.newest[i]->step, run.step);
            QCOMPARE(waiting.epochs[i].size(), run.history.size());
            for (std::size_t e = 0; e < run.history.size(); ++e) {
                QCOMPARE(waiting.epochs[i][e].valLoss, run.history[e].valLoss);
                QCOMPARE(waiting.epochs[i][e].valAccuracy, run.history[e].valAccuracy);
            }
            QCOMPARE(waiting.steps[i].size(), delivery.steps.size());
            for (std::size_t s = 0; s < delivery.steps.size(); ++s) {
                QCOMPARE(waiting.steps[i][s].loss, delivery.steps[s].loss);
            }
            QCOMPARE(waiting.last.endings[i], "Done.");
        }
    }

    /// None waits for the end of another, so their curves grow side by side.
    void theyTakeTurns()
    {
        Practice practice;
        std::vector<Config> configs = threeSettings();
        for (Config& config : configs) {
            config.train.epochs = 30;
        }
        const auto data = makeDataset(configs.front(), practice.pool);
        std::vector<std::unique_ptr<Turn>> turns;
        for (const Config& config : configs) {
            turns.push_back(std::make_unique<Turn>());
            turns.back()->run = std::make_unique<Run>(startRun(config, data));
        }
        std::vector<std::size_t> order;
        long apart = 0;
        takeTurns(turns, {}, practice.workspace, [&](std::size_t i) {
            order.push_back(i);
            apart = std::max(apart, turns[0]->run->step - turns[2]->run->step);
        });
        QVERIFY(order.size() > 6);
        for (std::size_t i = 0; i < order.size(); ++i) {
            QCOMPARE(order[i], i % 3);
        }
        const long all = turns[0]->run->step;
        QVERIFY2(apart > 0 && apart < all / 2, std::to_string(apart).c_str());
    }

    void imagesThatAreAtHandAreNotMadeAgain()
    {
        Practice practice;
        const std::shared_ptr<const Dataset> data = makeDataset(smallNeedle(), practice.pool);
        Waiting waiting;
        waiting.comparison.start({threeSettings()[1]}, data);
        waiting.await();
        QCOMPARE(waiting.made.at(0).data, data);
    }

    void pausingAndGoingOnChangesNoBit()
    {
        std::vector<Config> configs = threeSettings();
        for (Config& config : configs) {
            config.train.epochs = 12;
            config.train.schedule = "constant";
        }
        Waiting waiting;
        waiting.comparison.start(configs);
        for (int pause = 0; pause < 3; ++pause) {
            QTRY_VERIFY((waiting.collect(), !waiting.newest.empty() && waiting.newest[2]));
            waiting.comparison.pause();
            waiting.await();
            waiting.comparison.goOn();
        }
        waiting.await();
        QTRY_VERIFY((waiting.collect(), waiting.comparison.stands() && !waiting.last.endings[2].empty()));
        for (std::size_t i = 0; i < 3; ++i) {
            Practice alone;
            QVERIFY(sameBits(waiting.newest[i]->weights, alone.trained(configs[i]).weights));
        }
    }

    void whatTheyAreIsKnownBeforeTheFirstBatch()
    {
        Waiting waiting;
        waiting.comparison.start(threeSettings());
        waiting.await();
        QCOMPARE(waiting.made.size(), std::size_t(3));
        for (std::size_t i = 0; i < 3; ++i) {
            // Two convolutions, (soft attention,) answer.
            QCOMPARE(waiting.made[i].learned, Index(104 + 296 + (i == 1 ? 0 : 72 + 9) + 36));
            QVERIFY(waiting.made[i].multiplyAdds > 1000);
            QCOMPARE(waiting.made[i].data, waiting.made[0].data); // the same images, in memory once
            QVERIFY(waiting.last.secondsPerBatch[i] > 0);
        }
        QVERIFY(waiting.made[0].learned > waiting.made[1].learned); // attention has weights of its own
    }

    void theSameBatchesNeedTheSameImagesSeedAndBatchSize()
    {
        const Config a = smallNeedle();
        for (const Config& b : threeSettings()) {
            QCOMPARE(differentBatches(a, b), "");
        }
        Config b = a;
        b.seed = 5;
        QCOMPARE(differentBatches(a, b), "seed = 0");
        b = a;
        b.train.batchSize = 16;
        QCOMPARE(differentBatches(a, b), "train.batch_size = 32");
        b = a;
        b.data.signal = 5;
        QCOMPARE(differentBatches(a, b), "data.signal = 7");
        b = a;
        b.augment.shift = 2;
        QCOMPARE(differentBatches(a, b), "augment.shift = 0");
    }

    void aRunThatDivergesDoesNotStopTheOthers()
    {
        std::vector<Config> configs = threeSettings();
        configs[0].train.learningRate = 1e30;
        configs[0].train.optimiser = "sgd";
        configs[0].train.clip = 0;
        Waiting waiting;
        waiting.comparison.start(configs);
        waiting.await();
        QVERIFY2(waiting.last.endings[0].find("last finite weights") != std::string::npos,
                 waiting.last.endings[0].c_str());
        QCOMPARE(waiting.last.endings[1], "Done.");
        QCOMPARE(waiting.epochs[2].size(), std::size_t(3));
    }

    void anotherStartDropsWhatWasCompared()
    {
        std::vector<Config> endless = threeSettings();
        for (Config& config : endless) {
            config.train.epochs = 100'000;
        }
        Waiting waiting;
        waiting.comparison.start(endless);
        QTRY_VERIFY((waiting.collect(), !waiting.newest.empty()));
        waiting.comparison.start({threeSettings()[2], threeSettings()[1]});
        QTRY_VERIFY((waiting.collect(), waiting.comparison.stands()));
        QCOMPARE(waiting.made.size(), std::size_t(2));
        QCOMPARE(waiting.last.endings[0], "Done.");
    }

    void dataThatCannotBeReadAreSaid()
    {
        std::vector<Config> configs(2, smallNeedle());
        for (Config& config : configs) {
            config.data.set = "files";
            config.data.path = "/nowhere";
        }
        Waiting waiting;
        waiting.comparison.start(configs);
        waiting.await();
        QVERIFY(waiting.last.error);
        QVERIFY(waiting.made.empty());
    }
};

QTEST_APPLESS_MAIN(ComparisonTest)
#include "tst_comparison.moc"
