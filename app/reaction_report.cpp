#include "app/reaction_report.h"

#include "app/latency.h"
#include "app/spin.h"
#include "app/window_command.h"
#include "ui/views/inspector_view.h"

#include <nlohmann/json.hpp>

namespace fovea {
namespace {

using Clock = std::chrono::steady_clock;

void toggleAndAwait(Session& session, RunState state)
{
    session.toggle();
    spinUntil([&] { return session.state() == state; });
}

/// Milliseconds from asking to having paused; `wait` gives the seconds of training before the n-th.
std::vector<double> pauses(Session& session, int count, const std::function<double(int)>& wait)
{
    std::vector<double> figures;
    for (int i = 0; i < count; ++i) {
        session.toggle();
        spin(wait(i));
        const auto asked = Clock::now();
        toggleAndAwait(session, RunState::Paused);
        figures.push_back(millisecondsSince(asked));
    }
    return figures;
}

/// Milliseconds from a piece of a stroke to its answer, while training goes on.
std::vector<double> strokes(Bench& bench, int count)
{
    InspectorView* inspector = bench.window.inspector();
    PicturePtr waitedFor;
    bool answered = false;
    long frames = 0;  // that were drawn before the answer came: the next one shows it
    QObject listener; // so that it hears no longer than what it writes to lives
    QObject::connect(&bench.watch, &Watch::inspectedShown, &listener, [&](const ShownSample& sample) {
        if (!answered && sample.picture == waitedFor) {
            answered = true;
            frames = inspector->framesDrawn();
        }
    });
    const Split& split = bench.watch.snapshot()->data->validation;
    std::vector<double> figures;
    for (int i = 0; i < count; ++i) {
        Picture picture = *pictureOf(split, i % split.size());
        picture.label = -1;
        picture.evidence.reset();
        waitedFor = std::make_shared<const Picture>(std::move(picture));
        answered = false;
        const auto asked = Clock::now();
        emit inspector->drawn(waitedFor);
        spinUntil([&] { return answered && inspector->framesDrawn() > frames; });
        figures.push_back(millisecondsSince(asked));
    }
    return figures;
}

} // namespace

nlohmann::ordered_json reactionReport(Bench& bench)
{
    nlohmann::ordered_json json;
    json["pause_ms"] = toJson(percentilesOf(pauses(bench.session, 40, [](int i) { return 0.05 + 0.037 * i; })));
    bench.session.toggle();
    spin(0.5);
    json["stroke_ms"] = toJson(percentilesOf(strokes(bench, 200)));
    toggleAndAwait(bench.session, RunState::Paused);
    return json;
}

nlohmann::ordered_json pauseInValidation(Bench& bench)
{
    Config config = bench.session.wanted();
    config.data.samples = config.train.batchSize; // one batch, and then the validation images
    config.data.validation = 20'000;
    bench.session.want(config);
    bench.session.setSpeed(RunSpeed::Full);
    bench.session.startNewRun();
    spinUntil([&] { return bench.session.state() == RunState::Running && bench.session.begun(); });
    toggleAndAwait(bench.session, RunState::Paused);
    return toJson(percentilesOf(pauses(bench.session, 40, [](int i) { return 0.05 + 0.011 * i; })));
}

} // namespace fovea
