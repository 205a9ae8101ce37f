// What the window knows of a run before its first batch.
#pragma once

#include "core/training/baselines.h"
#include "core/training/run.h"
#include "core/training/session_file.h"
#include "ui/views/run_story.h"

namespace fovea {

/// What a run of such settings is called, where nothing tells it from others: "soft · needle".
QString whatItIs(const Config& config);

/// Of the run with that number in the sitting.
RunHead headOf(const Run& run, const Baselines& baselines, int number);
/// The same of a run that is not at hand: its settings, and the names of what it learns.
RunHead headOf(const Config& config, const Baselines& baselines, long validationImages,
               const std::vector<std::string>& parameters, int number);

/// Of a run in a file, and back: then without what was measured on the way.
RunHead headOf(const RecordedRun& run);
RecordedRun recordOf(const RunHead& head);

} // namespace fovea
