// Ranking: how well the probability of one class puts its images before all others, whatever the threshold.
//
// One class against the rest. From the highest threshold down, images are let in; those with equal probability come together,
// so a network that gives all images the same gets one straight line, and not the luck of their order.
#pragma once

#include "core/tasks/confusion.h"

namespace fovea {

/// A curve with the area below it. Without points, and with an area that is NaN, it is undefined.
struct RankingCurve
{
    std::vector<double> x, y;
    double area = std::numeric_limits<double>::quiet_NaN();

    bool defined() const { return !x.empty(); }
};

struct Ranking
{
    long positives = 0, negatives = 0;
    /// x: share of the others let in, y: share of the class let in; from (0, 0) to (1, 1). The area by trapezoids is the
    /// probability that an image of the class is put before another one, equal ones counting half. Chance: ½. Undefined
    /// where the class has no images, or all.
    RankingCurve roc;
    /// x: share of the class let in (recall), y: how many of those let in are of it (precision); one point a threshold. The
    /// area is the average precision Σ (xᵢ − xᵢ₋₁) yᵢ, which draws no straight lines between points. Chance: the share of
    /// the class. Undefined where the class has no images.
    RankingCurve precisionRecall;
};

/// Undefined as a whole where an image has no answer.
Ranking rankingOf(const Predictions& predictions, int ofClass);

} // namespace fovea
