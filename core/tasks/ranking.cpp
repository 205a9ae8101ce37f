#include "core/tasks/ranking.h"

#include <algorithm>
#include <numeric>

namespace fovea {
namespace {

/// How many are let in at one threshold, the lower the more.
struct LetIn
{
    long positives = 0, negatives = 0;
};

/// One for each distinct probability, from the highest down.
std::vector<LetIn> letIn(const Predictions& predictions, int ofClass)
{
    const auto p = [&](std::size_t image) { return predictions.probability(image, ofClass); };
    std::vector<std::size_t> order(predictions.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p(a) > p(b); });
    std::vector<LetIn> steps;
    LetIn now;
    for (std::size_t i = 0; i < order.size(); ++i) {
        ++(predictions.labels[order[i]] == ofClass ? now.positives : now.negatives);
        if (i + 1 == order.size() || p(order[i + 1]) != p(order[i])) {
            steps.push_back(now);
        }
    }
    return steps;
}

RankingCurve rocOf(const std::vector<LetIn>& steps, double positives, double negatives)
{
    RankingCurve roc{{0}, {0}, 0};
    for (const LetIn& step : steps) {
        const double x = static_cast<double>(step.negatives) / negatives,
                     y = static_cast<double>(step.positives) / positives;
        roc.area += (x - roc.x.back()) * (y + roc.y.back()) / 2;
        roc.x.push_back(x);
        roc.y.push_back(y);
    }
    return roc;
}

RankingCurve precisionRecallOf(const std::vector<LetIn>& steps, double positives)
{
    RankingCurve curve{{}, {}, 0};
    for (const LetIn& step : steps) {
        const double recall = static_cast<double>(step.positives) / positives;
        const double precision =
            static_cast<double>(step.positives) / static_cast<double>(step.positives + step.negatives);
        curve.area += (recall - (curve.x.empty() ? 0 : curve.x.back())) * precision;
        curve.x.push_back(recall);
        curve.y.push_back(precision);
    }
    return curve;
}

} // namespace

Ranking rankingOf(const Predictions& predictions, int ofClass)
{
    Ranking ranking;
    ranking.positives = std::count(predictions.labels.begin(), predictions.labels.end(), ofClass);
    ranking.negatives = static_cast<long>(predictions.size()) - ranking.positives;
    const bool answered =
        std::none_of(predictions.answers.begin(), predictions.answers.end(), [](int answer) { return answer < 0; });
    if (!answered || ranking.positives == 0) {
        return ranking;
    }
    const std::vector<LetIn> steps = letIn(predictions, ofClass);
    const auto positives = static_cast<double>(ranking.positives), negatives = static_cast<double>(ranking.negatives);
    if (ranking.negatives > 0) {
        ranking.roc = rocOf(steps, positives, negatives);
    }
    ranking.precisionRecall = precisionRecallOf(steps, positives);
    return ranking;
}

} // namespace fovea
