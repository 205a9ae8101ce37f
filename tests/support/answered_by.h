// For tests of the window: whether what it shows is what a network says.
#pragma once

#include "tests/support/small_run.h"
#include "ui/views/shown.h"

namespace fovea {

/// Whether the first of the pictures has the answer and the map that this network gives, to the bit.
inline bool answeredBy(const std::vector<ShownSample>& shown, const Snapshot& snapshot, Practice& practice)
{
    if (shown.empty() || !shown.front().answer ||
        shown.front().picture->pixels.shape() != snapshot.data->image) { // of other data, still
        return false;
    }
    const auto said = answers(snapshot.examined(), {shown.front().picture}, MapOverride::None, snapshot.config.seed,
                              practice.workspace.tape(0));
    const AnswerOfSample& seen = *shown.front().answer;
    const auto mapOf = [](const AnswerOfSample& answer) {
        const Tensor& weights = answer.maps.at(0).weights;
        return Reals(weights.data(), weights.data() + weights.size());
    };
    return seen.probabilities == said.front().probabilities && sameBits(mapOf(seen), mapOf(said.front()));
}

} // namespace fovea
