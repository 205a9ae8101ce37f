// The table of runs: what it shows, and what is done with a run that is over.
#include "app/look_back.h"
#include "app/repeat.h"
#include "app/session.h"
#include "app/undo.h"
#include "app/watch.h"
#include "app/wiring.h"
#include "ui/curves/curves_view.h"
#include "ui/drawer/drawer.h"
#include "ui/drawer/runs_view.h"
#include "ui/experiment_panel.h"
#include "ui/main_window.h"
#include "ui/views/text_pace.h"

#include <algorithm>
#include <memory>

namespace fovea {

void Wiring::wireRuns()
{
    Drawer* drawer = window_.drawer();
    RunsView* runs = drawer->runs();
    runsPace_ = new TextPace(this);
    connect(runsPace_, &TextPace::due, this, [this, drawer, runs] {
        if (drawer->tabs()->page() == DrawerPage::Runs) {
            runs->showRows(runRows());
        }
    });
    const auto ask = [this] { runsPace_->ask(); };
    connect(drawer, &Drawer::pageChanged, runsPace_, &TextPace::askNow);
    connect(&session_, &Session::measured, this,
            [ask](int, const std::vector<StepRecord>&, const std::vector<EpochRecord>& epochs) {
                if (!epochs.empty()) {
                    ask();
                }
            });
    connect(&session_, &Session::runBegan, this, [this, ask](const RunHead& head) {
        labelRuns();
        showSameQuestion(head.config);
        ask();
    });
    connect(&session_, &Session::runCleared, this, ask);
    connect(&session_, &Session::startedFrom, this, [this](int number) {
        stories_.of(number).elsewhere = true;
        labelRuns();
    });
    connect(&session_, &Session::runChanged, this, ask);
    connect(&session_, &Session::stateChanged, this, [this, ask](RunState state, const QString& sentence) {
        if (RunStory* now = state == RunState::Over ? stories_.present() : nullptr) {
            now->end(sentence); // until it learns more: settings alone do not make it go on
        }
        labelRuns(); // what was changed on the way is known by now
        ask();
    });

    connect(runs, &RunsView::viewAsked, this, [this](int number) { back_->showRun(number); });
    connect(runs, &RunsView::showAsked, this, [this](const std::vector<int>& numbers, bool shown) {
        for (const int number : numbers) {
            window_.curves()->setRunShown(number, shown);
        }
        runsPace_->askNow();
    });
    const auto rename = [this](int number, const QString& name) {
        stories_.of(number).head.name = name;
        labelRuns();
        runsPace_->askNow();
        emit runsEdited();
    };
    connect(runs, &RunsView::renamed, this, [this, rename](int number, const QString& name) {
        const QString before =
            stories_.of(number).head.name; // if nobody had named it, it is called by its settings again
        rename(number, name);
        undo_.push(new DoneStep(
            tr("rename"), [=] { rename(number, before); }, [=] { rename(number, name); }));
    });
    connect(window_.curves(), &CurvesView::renamed, this, [this](int number, const QString& name) {
        stories_.of(number).head.name = name;
        labelRuns();
        runsPace_->askNow();
        emit runsEdited();
    });
    connect(runs, &RunsView::deleteAsked, this, &Wiring::deleteRuns);
    connect(runs, &RunsView::settingsAsked, this, [this](int number) {
        ++gesture_;
        edit(stories_.of(number).learned());
        ++gesture_;
    });
    auto* repeat = new Repeat(session_, stories_, this);
    connect(runs, &RunsView::repeatAsked, this,
            [this, repeat](int number) { repeat->start(stories_.of(number).learned(), RunsView::kRepeats); });
    connect(repeat, &Repeat::said, &window_, &MainWindow::showStatus);
    connect(repeat, &Repeat::formRestored, this, [this](const Config& config) {
        window_.form()->showRestored(config);
        window_.setStanding(tr("The form has seed %1 again").arg(config.seed));
    });
}

/// Curves of runs on other data have another chance and another ceiling: they step aside while this one is in view, and come
/// back with the next run on theirs.
void Wiring::showSameQuestion(const Config& config)
{
    for (const RunRow& row : stories_.rows()) {
        const bool same = row.config.data.set == config.data.set;
        if (!same && window_.curves()->isRunShown(row.number)) {
            window_.curves()->setRunShown(row.number, false);
            aside_.insert(row.number);
        } else if (same && aside_.erase(row.number) > 0) {
            window_.curves()->setRunShown(row.number, true);
        }
    }
}

/// What runs are called, and their colours, depends on which others there are.
void Wiring::labelRuns()
{
    stories_.label();
    for (const auto& [number, story] : stories_.all()) {
        window_.curves()->labelRun(number, story.head.label);
    }
}

std::vector<RunRow> Wiring::runRows() const
{
    std::vector<RunRow> rows = stories_.rows();
    for (RunRow& row : rows) {
        row.shown = window_.curves()->isRunShown(row.number);
        row.noWayBack = noWayBackTo(row);
    }
    return rows;
}

/// Takes them away; undo brings them back with all their records.
void Wiring::deleteRuns(const std::vector<int>& numbers)
{
    const auto taken = std::make_shared<std::vector<RunStory>>();
    const auto take = [this, numbers, taken] {
        taken->clear();
        if (const auto earlier = back_->earlierRun();
            earlier && std::ranges::find(numbers, *earlier) != numbers.end()) {
            back_->toNow();
        }
        const RunStory* now = stories_.present(); // none where a session waits for its images
        for (const int number : numbers) {
            if (stories_.knows(number) && (now == nullptr || number != now->head.number)) {
                taken->push_back(stories_.take(number));
                window_.curves()->removeRun(number);
            }
        }
        labelRuns();
        showStory();
        runsPace_->askNow();
        emit runsEdited();
    };
    const auto bringBack = [this, taken] {
        CurvesView* curves = window_.curves();
        for (const RunStory& story : *taken) {
            curves->beginRun(story.head);
            curves->append(story.head.number, story.steps, story.passes);
            for (const LookRecord& look : story.looks) {
                curves->append(story.head.number, look);
            }
            curves->showChanges(story.head.number, story.changesToShow());
            stories_.putBack(story);
        }
        if (const RunStory* now = stories_.inView()) {
            curves->continueRun(now->head.number);
        }
        labelRuns();
        showStory();
        runsPace_->askNow();
        emit runsEdited();
    };
    take();
    undo_.push(new DoneStep(tr("delete"), bringBack, take));
}

std::optional<QString> Wiring::nameOf(int run) const
{
    const auto found = stories_.all().find(run);
    return found != stories_.all().end() ? std::optional(found->second.head.shownName()) : std::nullopt;
}

} // namespace fovea
