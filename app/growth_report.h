// What stays behind in the process when somebody plays with the window for a while: threads, open files, memory.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace fovea {

struct Bench;

/// Of a paused bench. "starts_and_stops": of 200, each of some batches; "setting_changes": 1,000 changes of a live setting,
/// 100 a second, while it trains. Each twice over: what grows once (a vector that doubles) is no leak, a leak shows both times.
nlohmann::ordered_json growthReport(Bench& bench);

} // namespace fovea
