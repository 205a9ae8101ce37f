// For tests of the drawer: what was counted, made by hand.
#pragma once

#include "core/training/judgement.h"

#include <memory>

namespace fovea {

/// So many images of each class, taken for each class, all as sure as `sure`.
inline std::shared_ptr<const Judgement> judged(int classes, const std::vector<int>& counts, double sure = 0.7)
{
    Predictions predictions;
    predictions.classes = classes;
    for (int is = 0; is < classes; ++is) {
        for (int answered = 0; answered < classes; ++answered) {
            for (int n = 0; n < counts[static_cast<std::size_t>(is * classes + answered)]; ++n) {
                predictions.labels.push_back(is);
                predictions.answers.push_back(answered);
                for (int c = 0; c < classes; ++c) {
                    predictions.probabilities.push_back(c == answered ? sure : (1 - sure) / (classes - 1));
                }
            }
        }
    }
    return std::make_shared<const Judgement>(judgementOf(std::move(predictions)));
}

} // namespace fovea
