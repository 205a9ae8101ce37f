// Judgement of a network: its own answers, image by image, whatever the number of threads; and what the analyst replies.
#include "core/training/analyst.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <condition_variable>
#include <mutex>

using namespace fovea;

class JudgementTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { run_ = practice_.trained(smallNeedle()); }

    void predictionsAreTheNetworksAnswers()
    {
        const SnapshotPtr snapshot = snapshotOf(run_);
        const Split& split = run_.data->validation;
        const auto said = predict(snapshot->examined(), split, 0, practice_.workspace);
        std::vector<PicturePtr> pictures;
        for (Index i = 0; i < split.size(); ++i) {
            pictures.push_back(pictureOf(split, i));
        }
        const auto expected =
            answers(snapshot->examined(), pictures, MapOverride::None, 0, practice_.workspace.tape(0));
        QCOMPARE(said->size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(said->answers[i], expected[i].answer.label);
            QCOMPARE(said->labels[i], split.labels[i]);
            for (int c = 0; c < said->classes; ++c) {
                QCOMPARE(said->probability(i, c), expected[i].probabilities[std::size_t(c)]);
            }
        }
    }

    void accuracyIsThatOfTheLastPass()
    {
        const SnapshotPtr snapshot = snapshotOf(run_);
        const Judgement judged =
            judgementOf(*predict(snapshot->examined(), run_.data->validation, 0, practice_.workspace));
        QCOMPARE(judged.scores.accuracy, run_.history.back().valAccuracy);
        QCOMPARE(judged.confusion.total(), 30L);
    }

    void threadsDoNotChangeABit()
    {
        Practice three(3);
        const SnapshotPtr snapshot = snapshotOf(run_);
        const auto one = predict(snapshot->examined(), run_.data->train, 0, practice_.workspace);
        const auto many = predict(snapshot->examined(), run_.data->train, 0, three.workspace);
        QVERIFY(one->probabilities == many->probabilities);
    }

    void numbersThatAreNotFiniteAreNoAnswer()
    {
        Run broken = practice_.start(smallNeedle());
        std::fill(broken.weights.begin(), broken.weights.end(), std::numeric_limits<Real>::quiet_NaN());
        const SnapshotPtr snapshot = snapshotOf(broken);
        const Judgement judged =
            judgementOf(*predict(snapshot->examined(), broken.data->validation, 0, practice_.workspace));
        QCOMPARE(judged.scores.accuracy, 0.0);
        QCOMPARE(judged.confusion.right(), 0L);
        QCOMPARE(judged.reliability.images, 0L);
    }

    void whoStopsGetsNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        const SnapshotPtr snapshot = snapshotOf(run_);
        QVERIFY(!predict(snapshot->examined(), run_.data->validation, 0, practice_.workspace, stop.get_token()));
    }

    void theAnalystJudgesTheValidationImages()
    {
        std::mutex mutex;
        std::condition_variable wake;
        bool replied = false;
        Analyst analyst([] {},
                        [&] {
                            const std::scoped_lock lock(mutex);
                            replied = true;
                            wake.notify_all();
                        });
        analyst.ask({.what = Asked::Judgement, .snapshot = snapshotOf(run_), .pictures = {}});
        std::unique_lock lock(mutex);
        wake.wait(lock, [&] { return replied; });
        const auto replies = analyst.takeReplies();
        QCOMPARE(replies.front().judgement->scores.accuracy, run_.history.back().valAccuracy);
    }

private:
    Practice practice_;
    Run run_;
};

QTEST_APPLESS_MAIN(JudgementTest)
#include "tst_judgement.moc"
