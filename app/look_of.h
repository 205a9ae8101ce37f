// What the attention of a network does on the pinned pictures, in the mean: a point of the curves of what is seen.
#pragma once

#include "core/training/analyst.h"
#include "ui/views/run_story.h"

namespace fovea {

/// Spread, weight on the object and hit, in the mean over the pictures of an answer; undefined where there is nothing to choose.
LookRecord lookOf(const Reply& reply);

} // namespace fovea
