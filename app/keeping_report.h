// What it costs to keep unsaved work while a network trains.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace fovea {

struct Config;

/// Of a window of its own that trains at full speed for so long and keeps its work as often as it may: "copies", the milliseconds
/// of each in the window's thread and in the writing one, and the share of the time that was spent on writing.
nlohmann::ordered_json keepingReport(const Config& settings, double seconds);

} // namespace fovea
