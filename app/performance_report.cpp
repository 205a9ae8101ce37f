#include "app/performance_report.h"

#include "app/growth_report.h"
#include "app/keeping_report.h"
#include "app/latency.h"
#include "app/reaction_report.h"
#include "app/scrub_report.h"
#include "app/spin.h"
#include "app/window_command.h"
#include "core/settings/presets.h"
#include "core/tensor/thread_priority.h"
#include "ui/curves/curves_view.h"
#include "ui/drawer/drawer.h"
#include "ui/experiment_panel.h"
#include "ui/views/gallery_view.h"

#include <QGuiApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <limits>

namespace fovea {
namespace {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::ordered_json;

/// The needle, without an end.
Config endless()
{
    Config config = configOf(*findPreset("needle"));
    config.train.epochs = 100'000;
    config.train.schedule = "constant";
    config.train.learningRate = 1e-3;
    return config;
}

/// Images a second of the same training in the same threads, while nobody looks.
double headlessSpeed(double seconds)
{
    Trainer trainer(
        ThreadPool::processors(), [] { lowerPriority(10); }, [] {});
    const auto wait = [&] {
        std::optional<Returned> back;
        while (!(back = trainer.takeReturned())) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return std::move(*back);
    };
    trainer.make(endless());
    Returned made = wait();
    trainer.train(std::move(made.run), 50); // warm
    Returned warm = wait();
    const double before = warm.run->epochs(), images = static_cast<double>(warm.run->samples());
    const auto start = Clock::now();
    trainer.train(std::move(warm.run), std::numeric_limits<long>::max());
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    trainer.pause();
    const Returned done = wait();
    return (done.run->epochs() - before) * images * 1000 / millisecondsSince(start);
}

struct Frames
{
    long curves, maps;
    double epochs;
    Clock::time_point at;
};

/// Measures the window of one bench.
class Measurement
{
public:
    explicit Measurement(const PerformanceReport& asked)
        : asked_(asked), bench_(ThreadPool::processors(), configOf(*findPreset("needle")))
    {
        QObject::connect(&bench_.session, &Session::measured, &probe_,
                         [this](int, const std::vector<StepRecord>& steps, const std::vector<EpochRecord>&) {
                             epochs_ = steps.empty() ? epochs_ : steps.back().epoch;
                         });
    }

    Json take()
    {
        Json json;
        start(json);
        idle(json);
        train(json);
        json["looking_back"] = scrubReport(bench_);
        drawers(json);
        json.update(reactionReport(bench_));
        json.update(growthReport(bench_));
        json["pause_in_validation_ms"] = pauseInValidation(bench_);
        json["keeping"] = keepingReport(endless(), asked_.seconds / 2);
        return json;
    }

private:
    void start(Json& json)
    {
        bench_.window.showFitting();
        bench_.window.setPresent(asked_.present);
        spinUntil([&] { return bench_.session.state() == RunState::Paused && bench_.gallery()->framesDrawn() > 0; });
        json["start_ms"] = millisecondsSince(asked_.started);
        json["platform"] = QGuiApplication::platformName().toStdString();
        json["size"] = {bench_.window.width(), bench_.window.height()};
        json["present"] = asked_.present;

        bench_.session.setSpeed(RunSpeed::Demo);
        const long frames = bench_.curves()->framesDrawn();
        const double before = epochs_;
        bench_.session.toggle();
        json["space_to_curve_ms"] =
            spinUntil([&] { return epochs_ > before && bench_.curves()->framesDrawn() > frames; });
        bench_.session.toggle();
        spinUntil([&] { return bench_.session.state() == RunState::Paused; });
        bench_.session.want(endless());
        bench_.session.startNewRun();
        bench_.session.setSpeed(RunSpeed::Full);
        spinUntil([&] { return bench_.session.state() == RunState::Running; });
        bench_.session.toggle();
        spinUntil([&] { return bench_.session.state() == RunState::Paused; });
    }

    void idle(Json& json)
    {
        probe_.start();
        spin(std::clamp(asked_.seconds / 6, 1.0, 10.0));
        json["idle_latency_ms"] = toJson(probe_.stop());
    }

    void train(Json& json)
    {
        const double part = std::clamp(asked_.seconds / 4, 2.0, 15.0);
        const double before = headlessSpeed(part);
        bench_.session.toggle();
        spin(2);
        const Frames first = frames();
        probe_.start();
        spin(asked_.seconds);
        json["latency_ms"] = toJson(probe_.stop());
        const Frames last = frames();
        bench_.session.toggle();
        spinUntil([&] { return bench_.session.state() == RunState::Paused; });
        const double headless = (before + headlessSpeed(part)) / 2;

        const double seconds = std::chrono::duration<double>(last.at - first.at).count();
        const double images =
            static_cast<double>(bench_.session.run()->samples()) * (last.epochs - first.epochs) / seconds;
        json["images_per_second"] = images;
        json["headless_images_per_second"] = headless;
        json["share_of_headless"] = images / headless;
        json["curve_frames_per_second"] = static_cast<double>(last.curves - first.curves) / seconds;
        json["map_frames_per_second"] = static_cast<double>(last.maps - first.maps) / seconds;
    }

    /// The event loop while it trains and each page of the drawer is open for a while. Presenting shows no drawer.
    void drawers(Json& json)
    {
        if (asked_.present) {
            return;
        }
        const double part = std::clamp(asked_.seconds / 6, 1.0, 10.0);
        bench_.window.setFull(true);
        bench_.session.toggle();
        for (const auto& [name, page] : {std::pair{"runs", DrawerPage::Runs},
                                         {"confusion", DrawerPage::Confusion},
                                         {"metrics", DrawerPage::Metrics},
                                         {"steps", DrawerPage::Steps},
                                         {"network", DrawerPage::Network}}) {
            bench_.window.drawer()->tabs()->open(page);
            spin(0.5);
            probe_.start();
            spin(part);
            json["drawer_latency_ms"][name] = toJson(probe_.stop());
        }
        bench_.window.drawer()->tabs()->open({});
        bench_.window.setFull(false);
        bench_.session.toggle();
        spinUntil([&] { return bench_.session.state() == RunState::Paused; });
    }

    Frames frames() const
    {
        return {bench_.curves()->framesDrawn(), bench_.gallery()->framesDrawn(), epochs_, Clock::now()};
    }

    struct Parts : Bench
    {
        using Bench::Bench;
        CurvesView* curves() const { return window.curves(); }
        GalleryView* gallery() const { return window.gallery(); }
    };

    const PerformanceReport asked_;
    Parts bench_;
    LatencyProbe probe_;
    double epochs_ = 0;
};

} // namespace

int runPerformanceReport(const PerformanceReport& asked)
{
    dressApplication();
    const Json json = Measurement(asked).take();
    std::printf("%s\n", json.dump(2).c_str());
    return 0;
}

} // namespace fovea
