#include "app/latency.h"

#include <QCoreApplication>
#include <QEvent>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace fovea {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kEvery = std::chrono::milliseconds(5); // each wakes the window and so takes a little from training

QEvent::Type appointmentType()
{
    static const auto kType = static_cast<QEvent::Type>(QEvent::registerEventType());
    return kType;
}

class Appointment : public QEvent
{
public:
    explicit Appointment(Clock::time_point at_) : QEvent(appointmentType()), at(at_) {}
    const Clock::time_point at;
};

} // namespace

Percentiles percentilesOf(std::vector<double> figures)
{
    if (figures.empty()) {
        return {};
    }
    std::sort(figures.begin(), figures.end());
    const auto at = [&](double share) {
        const double place = std::ceil(share * static_cast<double>(figures.size())) - 1;
        return figures[static_cast<std::size_t>(std::max(0.0, place))];
    };
    return {at(0.5), at(0.99), figures.back(), static_cast<long>(figures.size())};
}

nlohmann::ordered_json toJson(const Percentiles& p)
{
    const auto rounded = [](double value) { return std::round(value * 1000) / 1000; };
    return {{"p50", rounded(p.p50)}, {"p99", rounded(p.p99)}, {"max", rounded(p.max)}, {"count", p.count}};
}

LatencyProbe::~LatencyProbe()
{
    stop();
}

void LatencyProbe::start()
{
    late_.clear();
    late_.reserve(100'000);
    poster_ = std::jthread([this](const std::stop_token& stop) {
        for (auto next = Clock::now(); !stop.stop_requested(); next += kEvery) {
            std::this_thread::sleep_until(next);
            QCoreApplication::postEvent(this, new Appointment(next), Qt::NormalEventPriority);
        }
    });
}

Percentiles LatencyProbe::stop()
{
    if (poster_.joinable()) {
        poster_.request_stop();
        poster_.join();
        QCoreApplication::sendPostedEvents(this, appointmentType());
    }
    return percentilesOf(late_);
}

bool LatencyProbe::event(QEvent* event)
{
    if (event->type() != appointmentType()) {
        return QObject::event(event);
    }
    const std::chrono::duration<double, std::milli> late = Clock::now() - static_cast<Appointment*>(event)->at;
    late_.push_back(late.count());
    return true;
}

} // namespace fovea
