// fovea --perf-report SECONDS: how quick the window is while it trains at full speed, as JSON.
#pragma once

#include <chrono>

namespace fovea {

struct PerformanceReport
{
    double seconds = 60;
    bool present = false;
    std::chrono::steady_clock::time_point started; ///< of the process
};

/// Shows the window, measures, prints, closes it. Gives the exit code.
int runPerformanceReport(const PerformanceReport& asked);

} // namespace fovea
