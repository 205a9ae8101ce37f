// What is to be trained, by “fovea train” or in the window: where it starts, what is changed; and where train writes.
#pragma once

#include "app/command_line.h"
#include "app/options.h"

namespace fovea {

/// Throws Error (Usage) that tells everything that is wrong at once.
TrainCommand parseTrain(const QStringList& arguments);

/// Likewise.
WindowCommand parseWindow(const QStringList& arguments);

} // namespace fovea
