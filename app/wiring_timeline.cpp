// The timeline: pictures, maps, the curves' cursor and what is counted go back together, and come back to now together.
#include "app/look_back.h"
#include "app/session.h"
#include "app/watch.h"
#include "app/wiring.h"
#include "ui/curves/curves_view.h"
#include "ui/main_window.h"
#include "ui/views/text_pace.h"
#include "ui/window/message_bar.h"
#include "ui/window/switch_strip.h"
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
            [back](const RunHead& head, const SnapshotPtr& first) { back->begin(head.number, first); });
    connect(&session_, &Session::runBegan, this, &Wiring::runInViewChanged); // once pictures and moments are its own
    connect(&session_, &Session::runCleared, back,
            [this, back](int number) { back->begin(number, session_.firstMoment()); });
    connect(&session_, &Session::sittingOpened, back, &LookBack::clear);
    connect(&session_, &Session::momentsKept, back, &LookBack::keep);
    connect(&session_, &Session::snapshotTaken, back, &LookBack::noteNewest);
    connect(&session_, &Session::stateChanged, back,
            [back](RunState state) { back->setTraining(state == RunState::Running); });
    connect(back, &LookBack::stateChanged, bar, [this, bar](TimelineState state) {
        if (const RunStory* seen = state.earlierRun ? stories_.inView() : nullptr) {
            state.run = seen->head.shownName();
        }
        bar->showState(state);
    });
    connect(bar, &TimelineBar::moved, back, &LookBack::show);
    connect(bar, &TimelineBar::playAsked, back, &LookBack::togglePlay);
    connect(bar, &TimelineBar::nowAsked, back, &LookBack::toNow);
    connect(window_.action(Key::Now), &QAction::triggered, back, &LookBack::toNow);
    connect(window_.action(Key::Back), &QAction::triggered, back, [back] { back->step(-1); });
    connect(window_.action(Key::Forward), &QAction::triggered, back, [back] { back->step(1); });
    connect(back, &LookBack::viewed, this, &Wiring::lookAt);
    connect(bar, &TimelineBar::startAsked, this, [this, back] {
        if (session_.state() == RunState::Making) {
            window_.showStatus(tr("Another run is being made: start again once it is here."));
        } else if (const SnapshotPtr past = back->past()) {
            const RunStory* seen = stories_.inView();
            editForNewRun(past->config);
            session_.startFrom(past, seen->head.number);
        }
    });
    connect(window_.action(Key::Replay), &QAction::triggered, this, [this, back] {
        const RunStory* now = stories_.inView();
        if (const auto fall = now != nullptr ? fallOfSpread(now->looks) : std::nullopt) {
            back->replay(fall->from.passes - kAroundFall, fall->to.passes + kAroundFall);
        } else {
            window_.showStatus(tr("Spread has not fallen yet: there is nothing to replay."));
        }
    });
    connect(&window_, &MainWindow::presentChanged, bar, &TimelineBar::setPresent);
}

/// A moment of the run in view, or now, of the present one: everything goes there together.
void Wiring::lookAt(const SnapshotPtr& past)
{
    const std::optional<int> earlier = back_->earlierRun();
    const bool another = stories_.view(earlier);
    const RunStory* seen = stories_.inView();
    watch_.lookBackAt(past, session_.state() == RunState::Running,
                      earlier && seen != nullptr ? std::optional(seen->head) : std::nullopt);
    if (another && seen != nullptr) {
        showRunInView();
    }
    past ? window_.curves()->showMoment(past->epoch, past->step) : window_.curves()->hideMoment();
}

void Wiring::showRunInView()
{
    const RunHead& head = stories_.inView()->head;
    showSameQuestion(head.config);
    window_.curves()->continueRun(head.number);
    window_.switchStrip()->clearTest();
    showStory();
    runsPace_->askNow();
    emit runInViewChanged();
}

/// In words, why an earlier run cannot come into view; empty where it can.
QString Wiring::noWayBackTo(const RunRow& row) const
{
    if (row.present || !back_->timelines().of(row.number).moments().empty()) {
        return {};
    }
    return back_->timelines().wentForRoom(row.number)
               ? tr("Its weights were let go of: the memory for moments is full, and newer runs go first. Its curves stay.")
               : tr("A session's file has the weights of the run that goes on, of the others their curves and figures. "
                    "Load its settings and train to see its pictures.");
}

std::vector<SnapshotPtr> Wiring::moments() const
{
    return back_->timelines().present().moments();
}

} // namespace fovea
