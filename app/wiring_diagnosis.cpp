// Diagnosis: the curves of the run in view are read after each pass while the page is looked at; a remedy becomes settings and a
// new run beside the old one.
#include "app/diagnosed.h"
#include "app/session.h"
#include "app/watch.h"
#include "app/wiring.h"
#include "core/diagnosis/diagnosis.h"
#include "core/training/class_counts.h"
#include "ui/drawer/drawer.h"
#include "ui/main_window.h"
#include "ui/views/text_pace.h"

namespace fovea {

DiagnosedRun diagnosed(const RunStory& story, const Dataset& data)
{
    RecordedCurves curves;
    curves.config = story.learned();
    curves.history = story.passes;
    curves.trainClasses = classCounts(data.train.labels, data.classes.size(), kMeasuredAfterEpoch);
    curves.validationClasses = classCounts(data.validation.labels, data.classes.size());
    curves.ceiling = story.head.accuracyCeiling;
    curves.steps = story.steps.empty() ? 0 : story.steps.back().step;
    curves.diverged = story.diverged;
    if (story.over && !story.diverged && curves.config.train.patience > 0) {
        curves.keptEpoch = bestPass(story.passes);
    }
    DiagnosedRun run;
    run.name = story.head.shownName();
    run.history = story.passes;
    run.chance = story.head.chance;
    run.majority = story.head.majority;
    run.diagnosis = diagnose(curves);
    run.goesOn = !story.over;
    return run;
}

void Wiring::wireDiagnosis()
{
    Drawer* drawer = window_.drawer();
    DiagnosisView* view = drawer->diagnosis();
    auto* pace = new TextPace(this);
    connect(pace, &TextPace::due, this, [this, drawer, view] {
        if (drawer->tabs()->page() == DrawerPage::Diagnosis) {
            const RunStory* now = stories_.inView();
            const SnapshotPtr& snapshot = watch_.snapshot(); // of that run, so its images are at hand
            view->showRun(now != nullptr && snapshot ? diagnosed(*now, *snapshot->data) : DiagnosedRun());
        }
    });
    connect(&session_, &Session::diverged, this, [this, pace] {
        if (RunStory* now = stories_.present()) {
            now->diverged = true;
        }
        pace->ask();
    });
    connect(drawer, &Drawer::pageChanged, pace, &TextPace::askNow);
    connect(this, &Wiring::runInViewChanged, pace, &TextPace::ask);
    connect(&session_, &Session::runCleared, pace, &TextPace::ask);
    connect(&session_, &Session::stateChanged, pace, &TextPace::ask);
    connect(&session_, &Session::measured, this,
            [pace](int, const std::vector<StepRecord>&, const std::vector<EpochRecord>& epochs) {
                if (!epochs.empty()) {
                    pace->ask();
                }
            });
    connect(view, &DiagnosisView::remedyAsked, this, [this](const Config& config, const QString& words) {
        editForNewRun(config);
        session_.startNewRun();
        window_.showStatus(tr("New run: %1").arg(words));
    });
}

} // namespace fovea
