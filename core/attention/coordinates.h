// Where a token lies, as two further channels: only a network that is told the place can prefer one.
#pragma once

#include "core/attention/attention_map.h"

namespace fovea {

/// tokens (B × N × C) with two more channels, x and y of each place's centre, −1 at one edge of the image and 1 at the other.
Var withCoordinates(Tape& tape, Var tokens, const MapGrid& grid); // (B × N × (C + 2))

} // namespace fovea
