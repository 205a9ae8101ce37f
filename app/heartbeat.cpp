#include "app/heartbeat.h"

#include "core/tensor/thread_time.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <chrono>
#include <utility>

namespace fovea {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kEvery = std::chrono::milliseconds(5);
constexpr std::size_t kMostKept = 100, kMostMilliseconds = 2000;

QEvent::Type beatType()
{
    static const auto kType = static_cast<QEvent::Type>(QEvent::registerEventType());
    return kType;
}

class Beat : public QEvent
{
public:
    explicit Beat(Clock::time_point at_) : QEvent(beatType()), at(at_) {}
    const Clock::time_point at;
};

} // namespace

Heartbeat::Heartbeat(double limit, std::function<std::string()> doing)
    : limit_(limit), doing_(std::move(doing)), histogram_(kMostMilliseconds + 1, 0)
{
    poster_ = std::jthread([this](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            std::this_thread::sleep_for(kEvery);
            if (on_ && !waits_.exchange(true)) {
                QCoreApplication::postEvent(this, new Beat(Clock::now()));
            }
        }
    });
}

Heartbeat::~Heartbeat() = default;

void Heartbeat::go(bool on)
{
    calculated_ = threadSeconds();
    on_ = on;
}

double Heartbeat::within(double share) const
{
    long left = static_cast<long>(share * static_cast<double>(beats_));
    for (std::size_t ms = 0; ms < histogram_.size(); ++ms) {
        left -= histogram_[ms];
        if (left < 0) {
            return static_cast<double>(ms + 1);
        }
    }
    return longest_;
}

bool Heartbeat::event(QEvent* event)
{
    if (event->type() != beatType()) {
        return QObject::event(event);
    }
    waits_ = false;
    const double before = std::exchange(calculated_, threadSeconds());
    if (!on_) {
        return true;
    }
    const double waited =
        std::chrono::duration<double, std::milli>(Clock::now() - static_cast<Beat*>(event)->at).count();
    ++beats_;
    ++histogram_[std::min(static_cast<std::size_t>(waited), kMostMilliseconds)];
    longest_ = std::max(longest_, waited);
    if (waited > limit_) {
        ++stallCount_;
        if (stalls_.size() < kMostKept) {
            stalls_.push_back({waited, 1000 * (calculated_ - before), doing_()});
        }
    }
    return true;
}

} // namespace fovea
