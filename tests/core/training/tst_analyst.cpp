// The analyst's thread: right answers about snapshots, the newest first, and nothing about the run changes.
#include "core/training/analyst.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <condition_variable>
#include <mutex>

using namespace fovea;

namespace {

class Asker
{
public:
    Asker()
        : analyst(
              [this] {
                  gate_.lock();
                  gate_.unlock();
              },
              [this] {
                  const std::scoped_lock lock(mutex_);
                  ++replies_;
                  wake_.notify_all();
              })
    {
    }

    /// Keeps the analyst from starting until it is opened.
    void open() { gate_.unlock(); }

    std::vector<Reply> await(int count)
    {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return replies_ >= count; });
        return analyst.takeReplies();
    }

private:
    struct Locked : std::mutex
    {
        Locked() { lock(); }
    };
    Locked gate_;
    std::mutex mutex_;
    std::condition_variable wake_;
    int replies_ = 0;

public:
    Analyst analyst;
};

Question about(Asked what, const SnapshotPtr& snapshot, long number, std::vector<PicturePtr> pictures = {})
{
    Question question;
    question.what = what;
    question.snapshot = snapshot;
    question.pictures = std::move(pictures);
    question.number = number;
    return question;
}

} // namespace

class AnalystTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        run_ = practice_.trained(smallNeedle());
        snapshot_ = snapshotOf(run_);
        for (Index i = 0; i < 5; ++i) {
            pictures_.push_back(pictureOf(run_.data->validation, i));
        }
    }

    void answersAreThoseOfTheNetwork()
    {
        Asker asker;
        asker.open();
        Question question = about(Asked::Gallery, snapshot_, 7, pictures_);
        question.untrained = true;
        asker.analyst.ask(question);
        const Reply reply = asker.await(1).front();
        QCOMPARE(reply.question.number, 7);
        const auto expected =
            answers(snapshot_->examined(), imagesOf(*run_.data, run_.data->validation, {0, 1, 2, 3, 4}),
                    MapOverride::None, run_.config.seed, practice_.workspace.tape(0));
        QCOMPARE(reply.answers.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY(reply.answers[i].probabilities == expected[i].probabilities);
        }
        QVERIFY(reply.untrained[0].probabilities != reply.answers[0].probabilities);
    }

    void theUntrainedTwinIsTheRunBeforeItsFirstBatch()
    {
        const Run fresh = startRun(run_.config, run_.data);
        QVERIFY(sameBits(untrainedTwin(*snapshot_)->weights, fresh.weights));
    }

    void staleQuestionsAreDroppedAndTheUrgentComeFirst()
    {
        Asker asker;
        for (long number = 1; number <= 4; ++number) {
            asker.analyst.ask(about(Asked::Switch, snapshot_, 100 + number));
            asker.analyst.ask(about(Asked::Gallery, snapshot_, number, pictures_));
            asker.analyst.ask(about(Asked::Inspected, snapshot_, 10 + number, {pictures_.front()}));
        }
        QVERIFY(asker.analyst.busy(Asked::Gallery));
        asker.open();
        const std::vector<Reply> replies = asker.await(3);
        QCOMPARE(replies.size(), std::size_t(3));
        QCOMPARE(replies[0].question.number, 14);
        QCOMPARE(replies[1].question.number, 4);
        QCOMPARE(replies[2].question.number, 104);
        QVERIFY(!asker.analyst.busy(Asked::Gallery));
    }

    void theSwitchMeasuresWhatEvaluateMeasures()
    {
        const SwitchResult result = *attentionSwitch(*snapshot_, practice_.workspace, {});
        const auto uniform = evaluate(snapshot_->examined(), run_.data->validation, -1, MapOverride::Uniform,
                                      run_.config.seed, practice_.workspace);
        QCOMPARE(result.real, run_.history.back().valAccuracy);
        QCOMPARE(result.uniform, uniform->accuracy);
        QCOMPARE(result.images, Index(30));
    }

    void aMapsScoreNamesSpreadAndWeightOnTheObject()
    {
        MapOfSample map{Tensor({1, 1, 4}, Reals{0.5f, 0.5f, 0, 0}), {2, 2}, "pool", true};
        Picture picture;
        picture.pixels = Tensor({4, 4, 1});
        picture.evidence = Box{0, 0, 2, 2}; // the first cell
        const MapScore score = scoreOf(map, 0, 0, picture);
        QVERIFY(qAbs(score.spread - 2) < 1e-6);
        QCOMPARE(score.largest, 0.5);
        QCOMPARE(score.evidence->mass, 0.5);
        QCOMPARE(score.evidence->hit, 0.5); // two largest share
        QCOMPARE(score.chance->mass, 0.25);
    }

private:
    Practice practice_;
    Run run_;
    SnapshotPtr snapshot_;
    std::vector<PicturePtr> pictures_;
};

QTEST_APPLESS_MAIN(AnalystTest)
#include "tst_analyst.moc"
