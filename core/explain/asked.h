// Whom a place can ask: all others, or where attention is cut into windows those of its own. What uniform is, and so what chance
// gives, depends on it. Read off the weights themselves, so it is right for every mechanism.
#pragma once

#include "core/tensor/tensor.h"

#include <vector>

namespace fovea {

/// The places that `place` can ask: those that it gives weight to in any head, those that they give weight to, and so on. Where
/// softmax is over all places, that is all of them; where it is over a window, those of the window. Empty stands for all.
///
///     weights (heads × (extra + N) × (extra + N))   gives none, or N
std::vector<bool> askedFrom(const Tensor& weights, Index extra, Index place);

/// How many of `places` those are: uniform gives each of them one divided by it.
Index choicesOf(const std::vector<bool>& asked, Index places);

/// The window that each place lies in, numbered by their first places. Empty where there is only one.
///
///     weights as above   gives none, or N
std::vector<int> windowsIn(const Tensor& weights, Index extra);

} // namespace fovea
