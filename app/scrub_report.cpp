#include "app/scrub_report.h"

#include "app/latency.h"
#include "app/spin.h"
#include "app/window_command.h"
#include "ui/views/gallery_view.h"
#include "ui/views/inspector_view.h"
#include "ui/window/timeline_bar.h"

#include <QSlider>

#include <nlohmann/json.hpp>

namespace fovea {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMoves = 200, kMapMoves = 40, kMaps = 24;

/// Visits places far from each other, none twice in a row.
int placeOf(int move, int moments)
{
    return static_cast<int>((static_cast<long>(move) * 37) % moments);
}

} // namespace

nlohmann::ordered_json scrubReport(Bench& bench)
{
    TimelineBar* bar = bench.window.timeline();
    const int moments = bar->findChild<QSlider*>()->maximum();
    nlohmann::ordered_json json{{"moments", moments}};
    QObject listener; // so that it hears no longer than what it writes to lives
    bool inspected = false;
    long frames = 0; // that were drawn before the answer came: the next one shows it
    std::size_t answered = 0;
    QObject::connect(&bench.watch, &Watch::inspectedShown, &listener, [&](const ShownSample& sample) {
        if (!inspected && sample.answer) {
            inspected = true;
            frames = bench.window.inspector()->framesDrawn();
        }
    });
    QObject::connect(&bench.watch, &Watch::samplesShown, &listener, [&](const std::vector<ShownSample>& samples) {
        answered = !samples.empty() && samples.back().answer ? samples.size() : 0;
    });
    std::vector<double> moves, maps;
    for (int move = 1; move <= kMoves; ++move) {
        inspected = false;
        const auto start = Clock::now();
        emit bar->moved(placeOf(move, moments));
        spinUntil([&] { return inspected && bench.window.inspector()->framesDrawn() > frames; });
        moves.push_back(millisecondsSince(start));
    }
    bench.watch.setCount(kMaps);
    spinUntil([&] { return answered == kMaps; });
    for (int move = 1; move <= kMapMoves; ++move) {
        answered = 0;
        const auto start = Clock::now();
        emit bar->moved(placeOf(move, moments));
        spinUntil([&] { return answered == kMaps; });
        maps.push_back(millisecondsSince(start));
    }
    bench.watch.setCount(bench.window.gallery()->wantedCount());
    emit bar->nowAsked();
    json["scrub_ms"] = toJson(percentilesOf(moves));
    json["maps_of_24_ms"] = toJson(percentilesOf(maps));
    return json;
}

} // namespace fovea
