// Latency of the window's thread: how late it gets to an event, while it draws and trains.
#pragma once

#include <QObject>

#include <nlohmann/json_fwd.hpp>

#include <thread>
#include <vector>

namespace fovea {

/// Half of the figures lie below `p50`, 99 of 100 below `p99`. Milliseconds.
struct Percentiles
{
    double p50 = 0, p99 = 0, max = 0;
    long count = 0;
};
Percentiles percentilesOf(std::vector<double> figures);
nlohmann::ordered_json toJson(const Percentiles& p); ///< to the microsecond

/// Posts an event to the window's thread every 5 ms from a thread of its own and notes how long after its appointed time it
/// was handled. The appointments do not wait for the answers: a stall of 50 ms is met by 10 events, each of them late, and
/// so counts for as long as it lasted (no coordinated omission).
class LatencyProbe : public QObject
{
public:
    LatencyProbe() = default;
    ~LatencyProbe() override;

    void start();
    /// What was measured since start().
    Percentiles stop();

    bool event(QEvent* event) override;

private:
    std::jthread poster_;
    std::vector<double> late_;
};

} // namespace fovea
