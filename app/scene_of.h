// What all pictures of a network have in common, as the views are told.
#pragma once

#include "core/training/snapshot.h"
#include "ui/views/shown.h"

namespace fovea {

/// "before the first batch", "pass 2.30"
QString momentOf(const Snapshot& snapshot);

Scene sceneOf(const Snapshot& snapshot);

} // namespace fovea
