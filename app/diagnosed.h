// A run as diagnosis looks at it.
#pragma once

#include "app/run_stories.h"
#include "core/data/dataset.h"
#include "ui/diagnosis/diagnosis_view.h"

namespace fovea {

/// What its curves tell so far; `data` is what it learned from.
DiagnosedRun diagnosed(const RunStory& story, const Dataset& data);

} // namespace fovea
