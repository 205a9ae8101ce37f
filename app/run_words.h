// What the command line says of a run's way: how far it is, how it could go on, and when it stops learning.
#pragma once

#include "core/training/run.h"

#include <string>

namespace fovea {

/// "1 epoch", "3 epochs"; "0.24 epochs" in the middle of one.
std::string shownEpochs(const Run& run);

/// What to set so that a run that has ended goes on.
std::string howToGoOn(const Run& run);

/// A line that says so where epochs are to come in which (next to) nothing more is learned; else empty.
std::string endOfSchedule(const Run& run);

} // namespace fovea
