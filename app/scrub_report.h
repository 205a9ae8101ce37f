// How quick looking back is: from a move of the timeline's handle to the new picture, while training stands still.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace fovea {

struct Bench;

/// Of a paused run of many passes. "scrub_ms": from a move to the large picture's new map on the screen; "maps_of_24_ms": to
/// the maps of 24 pictures of an earlier moment, answered.
nlohmann::ordered_json scrubReport(Bench& bench);

} // namespace fovea
