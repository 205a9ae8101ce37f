// What is counted about answers: against the numbers of scikit-learn and SciPy (tests/reference/make_metrics.py), and where
// there is nothing to count.
#include "core/tasks/ranking.h"
#include "core/tasks/reliability.h"
#include "core/training/judgement.h"
#include "tests/support/reference.h"

#include <QTest>

using namespace fovea;

namespace {

constexpr double kNear = 1e-9;

/// Those of make_metrics.py.
Predictions made(const Json& how)
{
    const int images = how[0], classes = how[1], distinct = how[2], drawn = how[3], told = how[4];
    Predictions predictions;
    predictions.classes = classes;
    for (int i = 0; i < images; ++i) {
        std::vector<int> scores;
        int sum = 0, best = 0;
        for (int k = 0; k < classes; ++k) {
            scores.push_back(((i + 1) * (k + 3) * 7919 + i * i * 31) % distinct + 1);
            sum += scores.back();
            best = scores.back() > scores[static_cast<std::size_t>(best)] ? k : best;
        }
        for (const int score : scores) {
            predictions.probabilities.push_back(static_cast<double>(score) / sum);
        }
        predictions.answers.push_back(best);
        predictions.labels.push_back((i * i * 17 + i * 5) % 10 < told ? best % drawn : (i * 7 + 3) % drawn);
    }
    return predictions;
}

/// The answers alone, each as sure as can be.
Predictions answered(int classes, std::vector<int> labels, std::vector<int> answers)
{
    Predictions predictions{classes, std::move(labels), std::move(answers), {}};
    for (const int answer : predictions.answers) {
        for (int k = 0; k < classes; ++k) {
            predictions.probabilities.push_back(answer < 0 ? kUndefined : k == answer ? 1.0 : 0.0);
        }
    }
    return predictions;
}

bool same(double ours, const Json& theirs)
{
    return theirs.is_null() ? std::isnan(ours) : std::abs(ours - theirs.get<double>()) < kNear;
}

/// What is undefined here counts as 0 there.
bool sameOrZero(double ours, const Json& theirs)
{
    return same(std::isnan(ours) ? 0 : ours, theirs);
}

bool same(const std::vector<double>& ours, const Json& theirs)
{
    return ours.size() == theirs.size() &&
           std::equal(ours.begin(), ours.end(), theirs.begin(), [](double a, const Json& b) { return same(a, b); });
}

} // namespace

class CountedTest : public QObject
{
    Q_OBJECT

private slots:
    void figuresAreThoseOfScikitLearn_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& [name, content] : reference_["cases"].items()) {
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
        }
    }
    void figuresAreThoseOfScikitLearn()
    {
        QFETCH(const QString, name);
        const Json& expected = reference_["cases"][name.toStdString()];
        const Judgement judged = judgementOf(made(expected["made"]));
        for (int is = 0; is < judged.confusion.classes; ++is) {
            for (int taken = 0; taken < judged.confusion.classes; ++taken) {
                QCOMPARE(judged.confusion.at(is, taken),
                         expected["confusion"][std::size_t(is)][std::size_t(taken)].get<long>());
                QCOMPARE(long(judged.imagesOf(is, taken).size()), judged.confusion.at(is, taken));
            }
        }
        for (std::size_t c = 0; c < judged.scores.classes.size(); ++c) {
            const ClassScores& scores = judged.scores.classes[c];
            QCOMPARE(scores.images, expected["images"][c].get<long>());
            QVERIFY(sameOrZero(scores.precision, expected["precision"][c]));
            QVERIFY(sameOrZero(scores.recall, expected["recall"][c]));
            QVERIFY(sameOrZero(scores.f1, expected["f1"][c]));
            QVERIFY(same(judged.rankings[c].roc.area, expected["rocArea"][c]));
            QVERIFY(same(judged.rankings[c].precisionRecall.area, expected["averagePrecision"][c]));
        }
        for (const auto& [key, ours] :
             {std::pair{"macro", judged.scores.macro}, {"weighted", judged.scores.weighted}}) {
            QVERIFY(same({ours.precision, ours.recall, ours.f1}, expected[key]));
        }
        QVERIFY(same(judged.scores.accuracy, expected["accuracy"]));
        if (expected.contains("roc")) {
            const Ranking& first = judged.rankings.front();
            QVERIFY(same(judged.meanRocArea, expected["meanRocArea"]));
            QVERIFY(same(first.roc.x, expected["roc"][0]));
            QVERIFY(same(first.roc.y, expected["roc"][1]));
            QVERIFY(same(first.precisionRecall.x, expected["precisionRecall"][0]));
            QVERIFY(same(first.precisionRecall.y, expected["precisionRecall"][1]));
        }
        std::vector<double> accuracy, confidence;
        for (const ReliabilityBin& bin : judged.reliability.bins) {
            if (bin.images > 0) {
                accuracy.push_back(bin.accuracy);
                confidence.push_back(bin.confidence);
            }
        }
        QVERIFY(same(accuracy, expected["binAccuracy"]));
        QVERIFY(same(confidence, expected["binConfidence"]));
        QVERIFY(same(judged.reliability.expectedError, expected["expectedError"]));
        QVERIFY(same(judged.reliability.largestError, expected["largestError"]));
    }

    void intervalsAreThoseOfSciPy()
    {
        for (const Json& row : reference_["wilson"]) {
            const Interval interval = wilson(row[0].get<long>(), row[1].get<long>());
            QVERIFY(same(interval.low, row[2]));
            QVERIFY(same(interval.high, row[3]));
        }
        QCOMPARE(wilson(0, 0), Interval());
    }

    void aClassThatIsNeverNamedHasNoPrecisionAndOneWithoutImagesNoRecall()
    {
        const Scores scores = scoresOf(confusionOf(answered(4, {0, 0, 1, 1}, {0, 2, 2, 2})));
        QVERIFY(std::isnan(scores.classes[1].precision));
        QCOMPARE(scores.classes[1].recall, 0.0);
        QCOMPARE(scores.classes[1].f1, 0.0);
        QVERIFY(std::isnan(scores.classes[2].recall));
        QCOMPARE(scores.classes[2].precision, 0.0);
        QVERIFY(std::isnan(scores.classes[3].f1)); // neither
        QCOMPARE(scores.macro.recall, 0.5 / 3);    // class 3 does not occur, class 2 counts as 0
        QCOMPARE(scores.majority, 0.5);
        QCOMPARE(scores.majorityClass, 0); // the first of equals
    }

    void withoutImagesNothingIsDefined()
    {
        const Judgement judged = judgementOf(answered(3, {}, {}));
        QVERIFY(std::isnan(judged.scores.accuracy) && std::isnan(judged.scores.majority));
        QVERIFY(std::isnan(judged.scores.macro.f1) && std::isnan(judged.meanRocArea));
        QVERIFY(std::isnan(judged.reliability.expectedError));
        QCOMPARE(judged.scores.majorityClass, -1);
    }

    void anImageWithoutAnAnswerIsAMissAndNobodysMistake()
    {
        const Judgement judged = judgementOf(answered(2, {0, 0, 1}, {0, -1, 1}));
        QCOMPARE(judged.scores.classes[0].recall, 0.5);
        QCOMPARE(judged.scores.classes[0].precision, 1.0);
        QCOMPARE(judged.scores.classes[1].precision, 1.0);
        QCOMPARE(judged.scores.accuracy, 2.0 / 3);
        QCOMPARE(judged.reliability.images, 2L);
        QVERIFY(!judged.rankings[0].roc.defined()); // where would it stand in the order?
        QVERIFY(judged.imagesOf(0, -1) == std::vector<Index>{1});
    }

    void oneProbabilityForAllImagesIsOneStraightLine()
    {
        Predictions predictions{2, {0, 1, 1, 0}, {0, 0, 0, 0}, {}};
        predictions.probabilities.assign(8, 0.5);
        const Ranking ranking = rankingOf(predictions, 1);
        QCOMPARE(ranking.roc.x.size(), std::size_t(2));
        QCOMPARE(ranking.roc.area, 0.5);
        QCOMPARE(ranking.precisionRecall.area, 0.5);
    }

    void aSureNetworkThatIsRightHasNoError()
    {
        const Reliability right = reliabilityOf(answered(2, {0, 1}, {0, 1}));
        QCOMPARE(right.bins[9].images, 2L); // 1 belongs to the last bin
        QCOMPARE(right.expectedError, 0.0);
        QCOMPARE(reliabilityOf(answered(2, {0, 1}, {1, 0})).expectedError, 1.0);
    }

private:
    const Json reference_ = readReference("metrics");
};

QTEST_APPLESS_MAIN(CountedTest)
#include "tst_counted.moc"
