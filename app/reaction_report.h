// How quick the window reacts to people while it trains: to a pause, and to a stroke on the picture.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace fovea {

struct Bench;

/// Of a paused run of many passes, which is trained between. "pause_ms": from asking to having paused, at moments spread over
/// passes; "stroke_ms": from a piece of a stroke to its answer on the screen.
nlohmann::ordered_json reactionReport(Bench& bench);

/// From asking to having paused where nearly all of the time is validation. Makes a run of its own.
nlohmann::ordered_json pauseInValidation(Bench& bench);

} // namespace fovea
