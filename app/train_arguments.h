// What “fovea train” was asked for: where it starts, what is changed, where it writes.
#pragma once

#include "app/command_line.h"
#include "app/options.h"

namespace fovea {

/// Throws Error (Usage) that tells everything that is wrong at once.
TrainCommand parseTrain(const QStringList& arguments);

} // namespace fovea
