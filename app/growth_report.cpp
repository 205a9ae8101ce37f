#include "app/growth_report.h"

#include "app/footprint.h"
#include "app/spin.h"
#include "app/window_command.h"
#include "ui/experiment_panel.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;

/// Growth of threads, open files and memory over two rounds of `cycles`; the lesser of the two counts.
Json leftBehind(int warm, int cycles, const std::function<void()>& cycle)
{
    const auto round = [&](int times) {
        const Footprint before = footprint();
        for (int i = 0; i < times; ++i) {
            cycle();
        }
        const Footprint now = footprint();
        return Footprint{now.threads - before.threads, now.files - before.files, (now.bytes - before.bytes) / times};
    };
    round(warm);
    const Footprint first = round(cycles), second = round(cycles);
    return {{"cycles", cycles},
            {"threads", std::min(first.threads, second.threads)},
            {"files", std::min(first.files, second.files)},
            {"bytes_per_cycle", std::round(std::min(first.bytes, second.bytes))}};
}

void pause(Session& session)
{
    session.toggle();
    spinUntil([&] { return session.state() == RunState::Paused; });
}

} // namespace

Json growthReport(Bench& bench)
{
    Session& session = bench.session;
    session.setSpeed(RunSpeed::Demo); // the record of each batch is kept, and is no leak: so few of them
    session.keepMoments(false);       // nor are the moments of the timeline, up to their budget
    session.startNewRun();
    spinUntil([&] { return session.state() == RunState::Running && session.begun(); });
    pause(session);
    Json json;
    json["starts_and_stops"] = leftBehind(20, 200, [&] {
        session.toggle();
        spin(0.01);
        pause(session);
    });
    session.toggle();
    json["setting_changes"] = leftBehind(100, 1000, [&] {
        Config config = session.wanted();
        config.train.learningRate = config.train.learningRate == 1e-3 ? 1.1e-3 : 1e-3;
        emit bench.window.form()->edited(config); // the way of a slider that is let go: undo remembers it
        emit bench.window.form()->editFinished();
        spin(0.01);
    });
    pause(session);
    return json;
}

} // namespace fovea
