// What is measured of each run: it goes to the curves and into the story of the run, from which the rows of the attention
// switch and the sentence are made.
#include "app/run_head.h"
#include "app/session.h"
#include "app/watch.h"
#include "app/wiring.h"
#include "core/settings/fields.h"
#include "ui/curves/curves_view.h"
#include "ui/experiment_panel.h"
#include "ui/main_window.h"
#include "ui/window/run_sentence.h"
#include "ui/window/transport_bar.h"

#include <algorithm>

namespace fovea {

void Wiring::wireCurves()
{
    CurvesView* curves = window_.curves();
    connect(&session_, &Session::runBegan, this, [this, curves](const RunHead& head) {
        std::erase_if(kept_, [&](const std::shared_ptr<KeptRun>& kept) { return kept->head.number != head.number; });
        if (stories_.knows(head.number)) {
            curves->removeRun(head.number); // it had not begun to learn, or comes back after a reset
        }
        if (const std::optional<Config> before = stories_.begin(head)) {
            window_.form()->showBefore(*before);
            const QString words = differences(*before, head.config);
            window_.setStanding(words.isEmpty() ? tr("The same settings as the run before")
                                                : tr("Differs from the run before: %1").arg(words));
        }
        curves->beginRun(stories_.of(head.number).head);
        showStory();
        window_.switchStrip()->clearTest();
    });
    connect(&session_, &Session::sittingOpened, this, [this, curves] {
        for (const int number : stories_.numbers()) {
            curves->removeRun(number);
        }
        stories_ = {};
        kept_.clear();
        undo_.clear();
        showStory();
        window_.switchStrip()->clearTest();
    });
    connect(&session_, &Session::runRecalled, this, [this, curves](const RecordedRun& run) {
        RunStory story;
        story.head = headOf(run);
        story.now = run.config;
        story.passes = run.epochs;
        story.steps = run.steps.records();
        story.elsewhere = run.elsewhere;
        for (const Change& change : run.changes) {
            const auto at = std::ranges::lower_bound(story.steps, change.step, {}, &StepRecord::step);
            story.noteChange(at == story.steps.end() ? (story.steps.empty() ? 0 : story.steps.back().epoch) : at->epoch,
                             change.key, change.to);
            setFromText(story.now, change.key, change.to);
        }
        if (story.hasEnded(story.learned()) || story.hasEnded(story.now)) {
            story.end({});
        }
        curves->beginRun(story.head);
        curves->append(run.number, story.steps, story.passes);
        curves->showChanges(run.number, story.changesToShow());
        stories_.putBack(story);
        labelRuns();
    });
    connect(&session_, &Session::runCleared, this, [this, curves](int number) {
        curves->clearRun(number);
        stories_.clear(number);
        showStory();
        window_.switchStrip()->clearTest();
    });
    connect(&session_, &Session::measured, this,
            [this, curves](int number, const std::vector<StepRecord>& steps, const std::vector<EpochRecord>& epochs) {
                curves->append(number, steps, epochs);
                stories_.of(number).append(steps, epochs);
                if (!epochs.empty()) {
                    showStory();
                }
            });
    connect(&session_, &Session::runChanged, this, [this](const std::optional<Config>& config) {
        if (RunStory* now = stories_.present(); now != nullptr && config) {
            now->now = *config;
        }
    });
    connect(&session_, &Session::changedLive, this,
            [this, curves](int number, double passes, const std::string& key, const std::string& to) {
                RunStory& story = stories_.of(number);
                story.noteChange(passes, key, to);
                curves->showChanges(number, story.changesToShow());
                labelRuns();
            });
    connect(&watch_, &Watch::looked, this, [this, curves](int number, const LookRecord& look) {
        if (!session_.runConfig() || !stories_.knows(number)) {
            return; // of a sitting that another has taken the place of
        }
        curves->append(number, look);
        stories_.of(number).look = look;
        stories_.of(number).looks.push_back(look);
        saySentence();
    });
}

/// The rows of the attention switch, and the sentence.
void Wiring::showStory()
{
    const SwitchRows rows = stories_.switchRows();
    window_.switchStrip()->setRival(rows.rival);
    window_.switchStrip()->showReplaced(rows.replaced, rows.measurable, rows.gated);
    window_.switchStrip()->showRetrained(rows.retrained, rows.measurable);
    const bool learns = rows.measurable || stories_.inView() == nullptr;
    const bool replaceable = rows.replaceable || stories_.inView() == nullptr;
    window_.transport()->showLearns(learns, replaceable);
    if (!replaceable && maps_ != MapOverride::None) {
        setMaps(MapOverride::None); // there is nothing to replace
    }
    saySentence();
}

void Wiring::saySentence()
{
    const RunStory* now = stories_.inView();
    if (now == nullptr) {
        window_.setSentence(tr("The images and the network are being made."));
        return;
    }
    const QString sentence = runSentence(now->head, now->last(), now->look ? &*now->look : nullptr, maps_);
    window_.setSentence(now == stories_.present() ? sentence
                                                  : tr("Earlier run %1 — %2").arg(now->head.shownName(), sentence));
}

} // namespace fovea
