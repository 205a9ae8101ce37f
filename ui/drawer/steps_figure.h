// Attention step by step on paper: who asks, the products, scores and weights as maps, one key's features, its way in numbers.
#pragma once

#include "core/training/attention_steps.h"
#include "ui/paint/figure.h"

#include <QString>

#include <memory>

namespace fovea {

struct StepsFigure
{
    std::shared_ptr<const AttentionSteps> steps; ///< that can be followed
    int key = -1;                                ///< marked, and said in numbers
    QString title, caption;
    Paper paper = Paper::light();
};

void paintSteps(QPainter& painter, const QRectF& area, const StepsFigure& figure);

} // namespace fovea
