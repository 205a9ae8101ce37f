// For measurements: the window works while somebody waits.
#pragma once

#include <chrono>
#include <functional>

namespace fovea {

double millisecondsSince(std::chrono::steady_clock::time_point then);

/// Lets the window work for so long.
void spin(double seconds);

/// Lets the window work until something is so; gives the milliseconds that took, at most a minute.
double spinUntil(const std::function<bool()>& so);

} // namespace fovea
