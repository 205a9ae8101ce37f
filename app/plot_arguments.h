// The arguments of fovea plot.
#pragma once

#include "app/command_line.h"

namespace fovea {

/// Error (Usage) that says what is wrong and what to write instead.
PlotCommand parsePlot(const QStringList& arguments);

} // namespace fovea
