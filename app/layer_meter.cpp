#include "app/layer_meter.h"

#include "core/tensor/floating_point.h"
#include "core/tensor/thread_priority.h"

#include <new>

namespace fovea {
namespace {

constexpr int kSteps = 5; // of priority below the window

} // namespace

LayerMeter::~LayerMeter()
{
    thread_.request_stop();
}

void LayerMeter::measure(const Config& config, const Interface& interface)
{
    if (busy_) {
        next_ = {config, interface};
        thread_.request_stop();
    } else {
        start({config, interface});
    }
}

void LayerMeter::start(const Asked& asked)
{
    busy_ = true;
    thread_ = std::jthread([this, asked](const std::stop_token& stop) { // the one before has said that it is done
        lowerPriority(kSteps);
        flushDenormals();
        std::vector<double> times;
        try {
            times = measureLayers(asked.first, asked.second, 0.03, stop);
        } catch (const std::bad_alloc&) {
            times.clear(); // too large for this computer: its times stay unknown
        }
        QMetaObject::invokeMethod(
            this, [this, times] { done(times); }, Qt::QueuedConnection);
    });
}

void LayerMeter::done(const std::vector<double>& milliseconds)
{
    busy_ = false;
    if (next_) {
        start(*std::exchange(next_, std::nullopt));
    } else if (!milliseconds.empty()) {
        emit measured(milliseconds);
    }
}

} // namespace fovea
