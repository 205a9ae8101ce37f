#include "core/tasks/confusion.h"

#include "core/tensor/check.h"

#include <algorithm>
#include <numeric>

namespace fovea {
namespace {

double share(long part, long whole)
{
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole)
                     : std::numeric_limits<double>::quiet_NaN();
}

ClassScores scoresOfClass(const Confusion& confusion, int c)
{
    ClassScores scores;
    scores.images = confusion.images(c);
    scores.named = confusion.named(c);
    scores.right = confusion.at(c, c);
    scores.precision = share(scores.right, scores.named);
    scores.recall = share(scores.right, scores.images);
    scores.f1 = share(2 * scores.right, scores.images + scores.named);
    scores.precisionInterval = wilson(scores.right, scores.named);
    scores.recallInterval = wilson(scores.right, scores.images);
    return scores;
}

double orZero(double value)
{
    return std::isnan(value) ? 0 : value;
}

/// The mean with so much weight for each class; undefined where no class has any.
template<typename Weight>
AverageScores average(const std::vector<ClassScores>& classes, Weight weight)
{
    AverageScores sum{0, 0, 0};
    double all = 0;
    for (const ClassScores& one : classes) {
        const double w = weight(one);
        all += w;
        sum.precision += w * orZero(one.precision);
        sum.recall += w * orZero(one.recall);
        sum.f1 += w * orZero(one.f1);
    }
    return all > 0 ? AverageScores{sum.precision / all, sum.recall / all, sum.f1 / all} : AverageScores();
}

} // namespace

long Confusion::images(int ofClass) const
{
    const auto row = counts.begin() + ofClass * classes;
    return std::accumulate(row, row + classes, unanswered[static_cast<std::size_t>(ofClass)]);
}

long Confusion::named(int ofClass) const
{
    long sum = 0;
    for (int is = 0; is < classes; ++is) {
        sum += at(is, ofClass);
    }
    return sum;
}

long Confusion::right() const
{
    long sum = 0;
    for (int c = 0; c < classes; ++c) {
        sum += at(c, c);
    }
    return sum;
}

long Confusion::total() const
{
    return std::accumulate(counts.begin(), counts.end(), 0L) +
           std::accumulate(unanswered.begin(), unanswered.end(), 0L);
}

Confusion confusionOf(const Predictions& predictions)
{
    const int k = predictions.classes;
    FOVEA_CHECK(predictions.answers.size() == predictions.labels.size(), "an answer for each label");
    Confusion confusion{k, std::vector<long>(static_cast<std::size_t>(k * k)),
                        std::vector<long>(static_cast<std::size_t>(k))};
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        const int is = predictions.labels[i], answered = predictions.answers[i];
        ++(answered < 0 ? confusion.unanswered[static_cast<std::size_t>(is)]
                        : confusion.counts[static_cast<std::size_t>(is * k + answered)]);
    }
    return confusion;
}

Scores scoresOf(const Confusion& confusion)
{
    Scores scores;
    for (int c = 0; c < confusion.classes; ++c) {
        scores.classes.push_back(scoresOfClass(confusion, c));
        const long most = scores.majorityClass < 0 ? 0 : confusion.images(scores.majorityClass);
        if (confusion.images(c) > most) {
            scores.majorityClass = c;
        }
    }
    scores.macro = average(scores.classes, [](const ClassScores& one) { return one.occurs() ? 1.0 : 0.0; });
    scores.weighted = average(scores.classes, [](const ClassScores& one) { return static_cast<double>(one.images); });
    const long total = confusion.total();
    scores.accuracy = share(confusion.right(), total);
    scores.accuracyInterval = wilson(confusion.right(), total);
    scores.majority = scores.majorityClass < 0 ? std::numeric_limits<double>::quiet_NaN()
                                               : share(confusion.images(scores.majorityClass), total);
    return scores;
}

} // namespace fovea
