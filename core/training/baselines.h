// Baselines: what a figure is worth nothing without. What guessing reaches, and what nobody can exceed.
#pragma once

#include "core/tasks/evidence.h"
#include "core/training/run.h"
#include "core/training/workspace.h"

namespace fovea {

/// On the images of one split; undefined (NaN) where the data does not know.
struct Baselines
{
    double chance = kUndefined;   ///< accuracy of guessing
    double majority = kUndefined; ///< accuracy of always naming the most frequent class
    MapGrid grid;                 ///< of the attention map; 0 × 0 where there is none
    bool learned = true;          ///< whether the map is learned, or uniform by definition
    EvidenceScore evidence{kUndefined, kUndefined, kUndefined}; ///< of a map that knows nothing
    double gazeDistance = kUndefined; ///< pixels from a gaze anywhere to the evidence; only where the network has gazes
    double accuracyCeiling = kUndefined, hitCeiling = kUndefined; ///< of the ideal observer
};

/// Accuracy of always naming the split's most frequent class.
double majorityOf(const Split& split, std::size_t classes);

Baselines baselinesOf(const Run& run, const Split& split, Workspace& workspace);

} // namespace fovea
