// Attention step by step: what is followed beside the picture is asked about while the page is seen. What the user does is
// answered at once; while training goes on, numbers change as slowly as they can be read.
#include "app/session.h"
#include "app/watch.h"
#include "app/wiring.h"
#include "ui/drawer/drawer.h"
#include "ui/drawer/steps_view.h"
#include "ui/main_window.h"
#include "ui/views/inspector_view.h"
#include "ui/views/text_pace.h"

namespace fovea {

void Wiring::wireSteps()
{
    Drawer* drawer = window_.drawer();
    StepsView* view = drawer->steps();
    const auto ask = [this, drawer, view] {
        const bool seen = drawer->tabs()->page() == DrawerPage::Steps && window_.mode() == WindowMode::Work;
        if (!seen || !followed_) {
            watch_.follow({});
            return;
        }
        StepsAsked row = *followed_;
        row.head = view->head();
        row.temperature = view->temperature();
        watch_.follow(row);
    };
    connect(drawer, &Drawer::pageChanged, this, ask);
    connect(&window_, &MainWindow::presentChanged, this, ask);
    connect(view, &StepsView::asked, this, ask);
    connect(window_.inspector(), &InspectorView::followed, this, [this, view, ask](const StepsAsked& row) {
        followed_ = row;
        if (row.head >= 0) {
            view->setHead(static_cast<int>(row.head));
        }
        ask();
    });
    const auto forget = [this, view, ask] { // another network's numbers say nothing of this one
        steps_.reset();
        view->showSteps(nullptr);
        ask();
    };
    connect(this, &Wiring::runInViewChanged, this, forget);
    connect(&session_, &Session::runCleared, this, forget);
    auto* pace = new TextPace(this);
    connect(pace, &TextPace::due, view, [this, view] { view->showSteps(steps_); });
    connect(&watch_, &Watch::stepsTaken, this, [this, view, pace](const std::shared_ptr<const AttentionSteps>& steps) {
        const bool sameRow = view->steps() && view->steps()->asked == steps->asked;
        steps_ = steps;
        sameRow ? pace->ask() : pace->askNow();
    });
}

} // namespace fovea
