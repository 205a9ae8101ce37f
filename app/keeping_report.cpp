#include "app/keeping_report.h"

#include "app/latency.h"
#include "app/spin.h"
#include "app/window_command.h"

#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <numeric>

namespace fovea {

nlohmann::ordered_json keepingReport(const Config& settings, double seconds)
{
    const QTemporaryDir folder;
    Bench bench(ThreadPool::processors(), settings);
    bench.keepIn(folder.path().toStdString(), {.work = 1});
    std::vector<double> window, writing;
    QObject::connect(&bench.files->store(), &SessionStore::kept, &bench.session, [&](const KeptCost& cost) {
        window.push_back(cost.window);
        writing.push_back(cost.writing);
    });
    bench.window.show();
    bench.session.setSpeed(RunSpeed::Full);
    spinUntil([&] { return bench.session.state() == RunState::Paused; });
    const auto start = std::chrono::steady_clock::now();
    bench.session.toggle();
    spin(seconds);
    const double share = std::accumulate(writing.begin(), writing.end(), 0.0) / millisecondsSince(start);
    bench.session.toggle();
    spinUntil([&] { return bench.session.state() == RunState::Paused; });
    return {{"copies", window.size()},
            {"window_ms", toJson(percentilesOf(window))},
            {"writing_ms", toJson(percentilesOf(writing))},
            {"writing_share", share}};
}

} // namespace fovea
