#include "app/spin.h"

#include <QEventLoop>
#include <QTimer>

namespace fovea {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point then)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - then).count();
}

void spin(double seconds)
{
    QEventLoop loop;
    QTimer::singleShot(static_cast<int>(1000 * seconds), Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

double spinUntil(const std::function<bool()>& so)
{
    const auto start = Clock::now();
    QEventLoop loop; // asleep between two looks: a busy one would take the processor from what it waits for
    QTimer look;
    look.setTimerType(Qt::PreciseTimer);
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (so() || millisecondsSince(start) > 60'000) {
            loop.quit();
        }
    });
    look.start(1);
    loop.exec();
    return millisecondsSince(start);
}

} // namespace fovea
