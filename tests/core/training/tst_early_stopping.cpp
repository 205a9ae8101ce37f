// Early stopping: it ends a run that no longer gets better, and the weights are those of the best epoch.
#include "core/training/checkpoint.h"
#include "core/training/record_json.h"
#include "core/training/report.h"
#include "tests/support/small_run.h"

#include <QTest>

using namespace fovea;

namespace {

/// Learns 40 noisy images by heart: validation gets worse soon.
Config learnsByHeart()
{
    Config config = smallNeedle();
    config.data.samples = 40;
    config.data.signal = 4;
    config.train.epochs = 40;
    config.train.schedule = "constant";
    config.train.patience = 2;
    return config;
}

double validationLoss(const Run& run, Practice& trainer)
{
    return evaluate({*run.network, run.weights, *run.task, *run.data}, run.data->validation, -1, MapOverride::None,
                    run.config.seed, trainer.workspace)
        ->loss;
}

} // namespace

class EarlyStoppingTest : public QObject
{
    Q_OBJECT

private slots:
    void theBestEpochsWeightsComeBack()
    {
        Practice trainer;
        Run run = trainer.start(learnsByHeart());
        const Outcome outcome = trainer.advance(run);
        QCOMPARE(outcome.kind, Outcome::Kind::Stopped);
        QVERIFY(run.epoch < 40);
        QCOMPARE(run.epoch, run.best.epoch + 2);
        for (const EpochRecord& record : run.history) {
            QVERIFY(record.valLoss >= run.best.valLoss);
        }
        QCOMPARE(validationLoss(run, trainer), run.best.valLoss);
        QCOMPARE(finalRecord(run, trainer.workspace).epoch, run.best.epoch);

        Config upToTheBest = learnsByHeart();
        upToTheBest.train.epochs = run.best.epoch;
        upToTheBest.train.patience = 0;
        QVERIFY(sameBits(trainer.trained(upToTheBest).weights, run.weights));

        const std::string said = "went back to pass " + std::to_string(run.best.epoch);
        QVERIFY2(outcome.sentence.find(said) != std::string::npos, outcome.sentence.c_str());
    }

    void withoutPatienceTheLastWeightsStay()
    {
        Config config = learnsByHeart();
        config.train.patience = 0;
        config.train.epochs = 6;
        Practice trainer;
        Run run = trainer.start(config);
        QCOMPARE(trainer.advance(run).kind, Outcome::Kind::Finished);
        QCOMPARE(validationLoss(run, trainer), run.history.back().valLoss);
    }

    void theBestComesBackWhereTheEpochsEndFirst()
    {
        Config config = learnsByHeart();
        config.train.patience = 50;
        Practice trainer;
        Run run = trainer.start(config);
        trainer.advance(run);
        QVERIFY(run.best.epoch < run.epoch);
        QCOMPARE(validationLoss(run, trainer), run.best.valLoss);
    }

    void aRunThatWasEndedStaysEnded()
    {
        Practice trainer;
        Run run = trainer.trained(learnsByHeart());
        const Reals weights = run.weights;
        QCOMPARE(trainer.advance(run).kind, Outcome::Kind::Stopped);
        Run kept = runFrom(Safetensors::parse(stateFile(run).bytes(), "state"), "state", run.data);
        QCOMPARE(trainer.advance(kept).kind, Outcome::Kind::Stopped);
        QVERIFY(sameBits(kept.weights, weights));
        QVERIFY(sameBits(run.weights, weights));
    }

    void goingOnAfterTheEndIsAsIfItHadNeverEnded_data()
    {
        QTest::addColumn<bool>("throughAFile");
        QTest::newRow("at once") << false;
        QTest::newRow("through a file") << true;
    }
    void goingOnAfterTheEndIsAsIfItHadNeverEnded()
    {
        QFETCH(bool, throughAFile);
        Practice trainer;
        Run run = trainer.trained(learnsByHeart());
        const long end = run.step;
        if (throughAFile) {
            run = runFrom(Safetensors::parse(stateFile(run).bytes(), "state"), "state", run.data);
        }
        trainer.mailbox.change("train.patience", "0");
        trainer.advance(run, 5);
        QCOMPARE(run.step, end + 5);

        Run again = trainer.start(learnsByHeart());
        again.replay = {{end, "train.patience", "2", "0"}};
        trainer.advance(again, end + 5);
        QVERIFY(sameBits(again.weights, run.weights));
        QCOMPARE(metricsCsv(again.history), metricsCsv(run.history));
    }

    void morePatienceGoesOn()
    {
        Practice trainer;
        Run run = trainer.start(learnsByHeart());
        QCOMPARE(trainer.advance(run).kind, Outcome::Kind::Stopped);
        const int stopped = run.epoch;
        trainer.mailbox.change("train.patience", std::to_string(run.epoch - run.best.epoch + 1));
        trainer.advance(run);
        QVERIFY(run.epoch > stopped);
    }
};

QTEST_APPLESS_MAIN(EarlyStoppingTest)
#include "tst_early_stopping.moc"
