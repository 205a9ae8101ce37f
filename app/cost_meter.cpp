#include "app/cost_meter.h"

#include "core/tensor/floating_point.h"
#include "core/tensor/thread_priority.h"

#include <new>

namespace fovea {
namespace {

constexpr int kSteps = 5; // of priority below the window

} // namespace

CostMeter::~CostMeter()
{
    thread_.request_stop();
}

void CostMeter::start()
{
    if (!measuring_) {
        measuring_ = true;
        emit grown({}, true);
        thread_ = std::jthread([this](const std::stop_token& stop) { measure(stop); });
    }
}

void CostMeter::measure(const std::stop_token& stop)
{
    lowerPriority(kSteps);
    flushDenormals();
    std::vector<CostCurve> curves;
    try {
        measureCosts(
            [&](const std::vector<CostCurve>& soFar) {
                curves = soFar;
                say(curves, true);
            },
            stop);
    } catch (const std::bad_alloc&) {
        curves.clear(); // too large for this computer: what was measured before would look like all there is
    }
    say(curves, false);
}

void CostMeter::say(const std::vector<CostCurve>& curves, bool measuring)
{
    QMetaObject::invokeMethod(
        this,
        [this, curves, measuring] {
            measuring_ = measuring;
            emit grown(curves, measuring);
        },
        Qt::QueuedConnection);
}

} // namespace fovea
