// What happens, in one sentence: for the last row of a lecture hall.
#pragma once

#include "core/layers/pass.h"
#include "ui/views/run_story.h"

namespace fovea {

/// Before the first batch: what an untrained network does. Later: how many it gets right and where it looks. `epoch` is the
/// last measured pass, `look` the last look at the pinned pictures, `maps` what stands there in the place of the network's own;
/// undefined figures are left out.
QString runSentence(const RunHead& head, const EpochRecord* epoch, const LookRecord* look,
                    MapOverride maps = MapOverride::None);

} // namespace fovea
