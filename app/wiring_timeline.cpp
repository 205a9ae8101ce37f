// The timeline: pictures, maps, the curves' cursor and what is counted go back together, and come back to now together.
#include "app/look_back.h"
#include "app/session.h"
#include "app/watch.h"
#include "app/wiring.h"
#include "ui/curves/curves_view.h"
#include "ui/main_window.h"
#include "ui/window/message_bar.h"
#include "ui/window/timeline_bar.h"

#include <QAction>

#include <algorithm>

namespace fovea {
namespace {

constexpr double kAroundFall = 0.15; // passes that are shown before and after

} // namespace

void Wiring::wireTimeline()
{
    TimelineBar* bar = window_.timeline();
    auto* back = back_ = new LookBack(this);
    connect(&session_, &Session::runBegan, back,
            [back](const RunHead&, const SnapshotPtr& first) { back->begin(first); });
    connect(&session_, &Session::runCleared, back, [this, back] { back->begin(session_.firstMoment()); });
    connect(&session_, &Session::momentsKept, back, &LookBack::keep);
    connect(&session_, &Session::stateChanged, back,
            [back](RunState state) { back->setTraining(state == RunState::Running); });
    connect(back, &LookBack::stateChanged, bar, &TimelineBar::showState);
    connect(bar, &TimelineBar::moved, back, &LookBack::show);
    connect(bar, &TimelineBar::playAsked, back, &LookBack::togglePlay);
    connect(bar, &TimelineBar::nowAsked, back, &LookBack::toNow);
    connect(window_.action(Key::Now), &QAction::triggered, back, &LookBack::toNow);
    connect(window_.action(Key::Back), &QAction::triggered, back, [back] { back->step(-1); });
    connect(window_.action(Key::Forward), &QAction::triggered, back, [back] { back->step(1); });
    connect(back, &LookBack::viewed, this, [this](const SnapshotPtr& past) {
        watch_.lookBackAt(past, session_.state() == RunState::Running);
        past ? window_.curves()->showMoment(past->epoch, past->step) : window_.curves()->hideMoment();
    });
    connect(bar, &TimelineBar::startAsked, this, [this, back] {
        if (session_.state() == RunState::Making) {
            window_.showStatus(tr("Another run is being made: start again once it is here."));
        } else if (const SnapshotPtr past = back->past()) {
            editForNewRun(past->config);
            session_.startFrom(past);
        }
    });
    connect(window_.action(Key::Replay), &QAction::triggered, this, [this, back] {
        const RunStory* now = stories_.present();
        if (const auto fall = now != nullptr ? fallOfSpread(now->looks) : std::nullopt) {
            back->replay(fall->from.passes - kAroundFall, fall->to.passes + kAroundFall);
        } else {
            window_.showStatus(tr("Spread has not fallen yet: there is nothing to replay."));
        }
    });
    connect(&window_, &MainWindow::presentChanged, bar, &TimelineBar::setPresent);
}

std::vector<SnapshotPtr> Wiring::moments() const
{
    return back_->timeline().moments();
}

} // namespace fovea
