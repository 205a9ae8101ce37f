// Classification: answers and probabilities from logits, of two classes and of many.
#include "core/tasks/task.h"
#include "tests/support/values.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace fovea;

namespace {

double lossOf(const Task& task, const Tensor& logits, const std::vector<int>& labels, Real smoothing, Index row)
{
    Tape tape(false);
    const Var loss = task.loss(tape, tape.constant(logits.data(), logits.shape()), labels, smoothing);
    return static_cast<double>(loss.data()[row]);
}

} // namespace

class ClassifyTest : public QObject
{
    Q_OBJECT

private slots:
    void twoClassesNeedOneNumber()
    {
        QCOMPARE(makeClassify(2)->answers(), Index{1});
        QCOMPARE(makeClassify(4)->answers(), Index{4});
        QCOMPARE(taskNamed("classify").make(10)->answers(), Index{10});
    }

    void yesOrNoIsTheSigmoid()
    {
        const auto task = makeClassify(2);
        for (const Real logit : {Real(-100), Real(-2), Real(0.5), Real(3), Real(100)}) {
            const std::vector<double> p = task->probabilities(&logit);
            QCOMPARE(p.size(), std::size_t{2});
            QVERIFY(std::abs(p[1] - 1 / (1 + std::exp(-static_cast<double>(logit)))) < 1e-12);
            QVERIFY(std::abs(p[0] + p[1] - 1) < 1e-12);
            const Answer answer = task->answer(&logit);
            QCOMPARE(answer.label, logit > 0 ? 1 : 0);
            QVERIFY(answer.probability >= 0.5);
        }
    }

    void theFirstOfEqualsIsTheAnswer()
    {
        const Real undecided = 0;
        QCOMPARE(makeClassify(2)->answer(&undecided).label, 0); // probability 0.5 is not above the threshold
        const std::vector<Real> equal = {1, 2, 2};
        QCOMPARE(makeClassify(3)->answer(equal.data()).label, 1);
    }

    void probabilitiesSumToOneHoweverLargeTheLogits()
    {
        const auto task = makeClassify(5);
        for (const double size : {0.0, 1.0, 100.0, 1e4, 1e30}) {
            const Tensor logits = normals({5}, 3, size);
            const std::vector<double> p = task->probabilities(logits.data());
            QCOMPARE(p.size(), std::size_t{5});
            QVERIFY(std::abs(std::accumulate(p.begin(), p.end(), 0.0) - 1) < 1e-12);
            const Answer answer = task->answer(logits.data());
            const auto largest = std::max_element(logits.data(), logits.data() + 5);
            QCOMPARE(answer.label, static_cast<int>(largest - logits.data()));
            QVERIFY(answer.probability >= 0.2);
        }
    }

    void lossIsTheLogarithmOfTheRightProbability()
    {
        const Tensor many = normals({3, 4}, 1, 2), one = normals({3, 1}, 2, 2);
        const std::vector<int> labels = {2, 0, 3}, yesOrNo = {1, 0, 1};
        const auto four = makeClassify(4), two = makeClassify(2);
        for (Index i = 0; i < 3; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const double p = four->probabilities(many.data() + 4 * i)[static_cast<std::size_t>(labels[at])];
            QVERIFY(std::abs(lossOf(*four, many, labels, 0, i) + std::log(p)) < 1e-5);
            const double q = two->probabilities(one.data() + i)[static_cast<std::size_t>(yesOrNo[at])];
            QVERIFY(std::abs(lossOf(*two, one, yesOrNo, 0, i) + std::log(q)) < 1e-5);
        }
    }

    void smoothingSpreadsTheTarget()
    {
        const Tensor logits = normals({2, 4}, 1, 2);
        const std::vector<int> labels = {2, 0};
        const auto task = makeClassify(4);
        for (Index i = 0; i < 2; ++i) {
            const std::vector<double> p = task->probabilities(logits.data() + 4 * i);
            double expected = 0;
            for (std::size_t k = 0; k < 4; ++k) {
                const bool right = static_cast<int>(k) == labels[static_cast<std::size_t>(i)];
                expected -= (0.1 / 4 + (right ? 0.9 : 0)) * std::log(p[k]);
            }
            QVERIFY(std::abs(lossOf(*task, logits, labels, Real(0.1), i) - expected) < 1e-5);
        }
    }
};

QTEST_APPLESS_MAIN(ClassifyTest)
#include "tst_classify.moc"
