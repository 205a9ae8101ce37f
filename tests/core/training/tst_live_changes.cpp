// Settings that change while a run learns: when they take effect, and that a record of them is enough to repeat the run.
#include "core/settings/config_json.h"
#include "core/settings/fields.h"
#include "core/training/checkpoint.h"
#include "core/training/record_json.h"
#include "tests/support/error_of.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace fovea;

namespace {

/// What --config run.json does: the configuration before its changes, and the changes to come.
Run replayed(Practice& trainer, const Run& run)
{
    Config config = run.config;
    for (auto change = run.changes.rbegin(); change != run.changes.rend(); ++change) {
        setFromText(config, change->key, change->from);
    }
    Run again = trainer.start(config);
    again.replay = changesFromJson(nlohmann::ordered_json::parse(toJson(run.changes).dump()), "run.json");
    return again;
}

bool sameResult(const Run& a, const Run& b)
{
    return sameBits(a.weights, b.weights) && metricsCsv(a.history) == metricsCsv(b.history) && a.changes == b.changes &&
           a.config == b.config;
}

/// The sizes of the batches of what came out.
std::vector<double> batchShares(const Delivery& delivery, double samples)
{
    std::vector<double> sizes;
    double before = 0;
    for (const StepRecord& record : delivery.steps) {
        sizes.push_back(std::round((record.epoch - before) * samples));
        before = record.epoch;
    }
    return sizes;
}

} // namespace

class LiveChangesTest : public QObject
{
    Q_OBJECT

private slots:
    void changesAreRecordedWithTheirStep()
    {
        Practice trainer;
        Run run = trainer.start(smallNeedle());
        trainer.advance(run, 3);
        trainer.mailbox.change("train.learning_rate", "0,001");
        trainer.mailbox.change("train.dropout", "0.5");
        trainer.advance(run, 2);
        QCOMPARE(run.changes.size(), std::size_t{2});
        QVERIFY((run.changes[0] == Change{3, "train.learning_rate", "0.004", "0.001"}));
        QVERIFY((run.changes[1] == Change{3, "train.dropout", "0", "0.5"}));
        QCOMPARE(run.config.train.learningRate, 0.001);
    }

    void changesTakeEffectWithTheNextBatch()
    {
        Config config = smallNeedle();
        config.train.schedule = "constant";
        Practice trainer;
        Run run = trainer.start(config);
        trainer.advance(run, 5);
        trainer.mailbox.change("train.learning_rate", "0.5");
        trainer.advance(run, 1);
        const Delivery delivery = trainer.mailbox.take();
        QCOMPARE(delivery.steps[4].rate, 0.004);
        QCOMPARE(delivery.steps[5].rate, 0.5);
    }

    void batchSizeTakesEffectAtTheNextEpoch()
    {
        Practice trainer;
        Run run = trainer.start(smallNeedle());
        trainer.advance(run, 2);
        trainer.mailbox.change("train.batch_size", "70");
        trainer.advance(run, 4);
        const std::vector<double> sizes = batchShares(trainer.mailbox.take(), 100);
        QVERIFY((sizes == std::vector<double>{32, 32, 32, 4, 70, 30}));
    }

    void aRunWithChangesIsRepeatedToTheBit()
    {
        Practice trainer;
        Run run = trainer.start(smallNeedle());
        trainer.mailbox.change("train.l2", "0.01"); // before the first batch
        trainer.advance(run, 3);
        trainer.mailbox.change("train.learning_rate", "0.02");
        trainer.mailbox.change("augment.flip", "true");
        trainer.advance(run, 1); // to the end of the epoch
        trainer.mailbox.change("train.batch_size", "50");
        trainer.mailbox.change("train.epochs", "4");
        trainer.advance(run);
        QCOMPARE(run.epoch, 4);
        QCOMPARE(run.changes.size(), std::size_t{5});

        Practice another(2);
        Run again = replayed(another, run);
        another.advance(again);
        QVERIFY(sameResult(again, run));
    }

    void aReplayGoesOnThroughAFile()
    {
        Practice trainer;
        Run run = trainer.start(smallNeedle());
        trainer.advance(run, 6);
        trainer.mailbox.change("train.learning_rate", "0.02");
        trainer.advance(run);

        Run again = replayed(trainer, run);
        trainer.advance(again, 4); // the change is still to come
        Run rest = runFrom(Safetensors::parse(stateFile(again).bytes(), "state"), "state", again.data);
        trainer.advance(rest);
        QVERIFY(sameResult(rest, run));
    }

    void moreEpochsAfterTheEndGoOn()
    {
        Practice trainer;
        Run run = trainer.start(smallNeedle());
        QCOMPARE(trainer.advance(run).kind, Outcome::Kind::Finished);
        QCOMPARE(trainer.advance(run).kind, Outcome::Kind::Finished); // still
        QCOMPARE(run.step, 12L);
        trainer.mailbox.change("train.epochs", "5");
        QCOMPARE(trainer.advance(run).kind, Outcome::Kind::Finished);
        QCOMPARE(run.step, 20L);
        QCOMPARE(run.history.size(), std::size_t{5});

        Run again = replayed(trainer, run);
        trainer.advance(again);
        QVERIFY(sameResult(again, run));
    }

    void fewerEpochsThanAreDoneEndTheRun()
    {
        Practice trainer;
        Run run = trainer.start(smallNeedle());
        trainer.advance(run, 8);
        trainer.mailbox.change("train.epochs", "1");
        QCOMPARE(trainer.advance(run).kind, Outcome::Kind::Finished);
        QCOMPARE(run.step, 8L);
    }

    void theScheduleKeepsItsHorizon()
    {
        Config config = smallNeedle();
        config.train.schedule = "cosine";
        config.train.warmup = 0;
        Practice trainer;
        Run run = trainer.start(config);
        trainer.advance(run, 4);
        trainer.mailbox.change("train.epochs", "6");
        trainer.advance(run, 1);
        const double rate = trainer.mailbox.take().steps.back().rate;
        QVERIFY(std::abs(rate / config.train.learningRate - 0.75) < 1e-12); // a third of the way, not a sixth
    }

    void anEpochsRateIsThatOfItsLastBatch()
    {
        Practice trainer;
        const Run run = trainer.trained(smallNeedle());
        const Delivery delivery = trainer.mailbox.take();
        for (std::size_t epoch = 0; epoch < 3; ++epoch) {
            QCOMPARE(run.history[epoch].learningRate, delivery.steps[4 * epoch + 3].rate);
        }
    }

    void whatCannotChangeIsRefused()
    {
        Practice trainer;
        Run run = trainer.start(smallNeedle());
        const Reals before = run.weights;
        trainer.mailbox.change("train.dropout", "2");
        QVERIFY(fails(Error::Kind::Usage, "train.dropout is “2”, but must be a number from 0 to 0.95",
                      [&] { trainer.advance(run); }));
        QVERIFY(sameBits(run.weights, before));
        QVERIFY(run.changes.empty());

        const auto read = [](const char* json) {
            return [json] { (void)changesFromJson(nlohmann::ordered_json::parse(json), "run.json"); };
        };
        QVERIFY(fails(Error::Kind::Data, "run.json: “model.trunk” cannot change during a run",
                      read(R"([{"step": 1, "key": "model.trunk", "from": "conv 1", "to": "conv 2"}])")));
        QVERIFY(fails(Error::Kind::Data, "run.json: “colour” cannot change during a run",
                      read(R"([{"step": 1, "key": "colour", "from": "a", "to": "b"}])")));
        QVERIFY(fails(Error::Kind::Data, "list of changes is damaged", read(R"([{"step": 1}])")));
        QVERIFY(fails(Error::Kind::Data, "list of changes is damaged", read(R"({"step": 1})")));
    }
};

QTEST_APPLESS_MAIN(LiveChangesTest)
#include "tst_live_changes.moc"
