// Explained: what follows from the maps of an answer and is drawn beside them, computed where the answer is.
#pragma once

#include "core/training/answer.h"

namespace fovea {

/// Gives each map whose queries are places its reach, and adds the rollout of all layers that mixed, as two maps: "rollout",
/// what the answer was read from, as far as weights tell (1 × 1 × N), and "rollout.tokens", the same for each token at the
/// end (1 × (extra + N) × (extra + N)). See explain/rollout.h and explain/distance.h.
///
///     image (H × W × C)
void explain(AnswerOfSample& answer, const Shape& image);

} // namespace fovea
