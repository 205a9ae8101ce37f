#include "app/wiring.h"

#include "app/picture_opener.h"
#include "app/run_head.h"
#include "app/session.h"
#include "app/undo.h"
#include "app/watch.h"
#include "core/settings/fields.h"
#include "core/settings/presets.h"
#include "ui/curves/curves_view.h"
#include "ui/experiment_panel.h"
#include "ui/main_window.h"
#include "ui/views/gallery_view.h"
#include "ui/views/inspector_view.h"
#include "ui/window/message_bar.h"
#include "ui/window/run_sentence.h"
#include "ui/window/transport_bar.h"

#include <QAction>
#include <QLocale>

#include <algorithm>

namespace fovea {
namespace {

constexpr int kUndoSteps = 200;

/// After a rate that was too large.
double slowerRate(double rate)
{
    return std::min(rate / 10, TrainConfig().learningRate);
}

} // namespace

Wiring::Wiring(MainWindow& window, Session& session, Watch& watch)
    : QObject(&window), window_(window), session_(session), watch_(watch), opener_(new PictureOpener(&window))
{
    undo_.setUndoLimit(kUndoSteps);
    wireTransport();
    wireSettings();
    wireCurves();
    wirePictures();
    wireSwitch();
    wireDrawer();
    wireNetwork();
    wireRuns();
    wireTimeline();
    wireCompare();
    wireSteps();
    wirePresent();
    wireMessages();
    wireExport();
    wireDiagnosis();
    wireOwnPictures();
}

void Wiring::wireTransport()
{
    TransportBar* bar = window_.transport();
    connect(bar, &TransportBar::toggled, &session_, &Session::toggle);
    connect(bar, &TransportBar::batchAsked, &session_, &Session::stepBatch);
    connect(bar, &TransportBar::epochAsked, &session_, &Session::stepEpoch);
    connect(bar, &TransportBar::resetAsked, &session_, &Session::reset);
    connect(&session_, &Session::resetDone, this, [this](const std::shared_ptr<KeptRun>& kept) {
        kept_.push_back(kept);
        const auto exchange = [this, weak = std::weak_ptr(kept)] {
            if (const std::shared_ptr<KeptRun> before = weak.lock()) {
                session_.exchange(before);
            }
        };
        undo_.push(new DoneStep(tr("reset"), exchange, exchange));
    });
    connect(bar, &TransportBar::speedChosen, &session_, &Session::setSpeed);
    connect(bar, &TransportBar::presentAsked, window_.action(Key::Present), &QAction::trigger);
    connect(&session_, &Session::progressed, bar, &TransportBar::showProgress);
    connect(&session_, &Session::progressed, this,
            [this](const RunProgress& progress) { window_.showSpeed(progress.imagesPerSecond); });
    bar->showSpeed(session_.speed());
    connect(&session_, &Session::speedChanged, bar, &TransportBar::showSpeed);
    const auto sayState = [this, bar] {
        bar->showState(session_.state(), session_.begun(),
                       session_.idle()          ? AfterEnd::Nothing
                       : session_.changesWait() ? AfterEnd::NewRun
                                                : AfterEnd::GoesOn);
    };
    connect(&session_, &Session::stateChanged, this, sayState);
    connect(&session_, &Session::wantedChanged, this, sayState);
    connect(&session_, &Session::stateChanged, &window_,
            [this](RunState, const QString& sentence) { window_.showStatus(sentence); });

    const std::pair<Key, void (Session::*)()> keys[] = {
        {Key::Run, &Session::toggle},     {Key::RunAlways, &Session::toggle},   {Key::Batch, &Session::stepBatch},
        {Key::Pass, &Session::stepEpoch}, {Key::NewRun, &Session::startNewRun},
    };
    for (const auto& [key, slot] : keys) {
        connect(window_.action(key), &QAction::triggered, &session_, slot);
    }
    connect(window_.action(Key::Reset), &QAction::triggered, &session_, &Session::reset);
    const std::pair<Key, RunSpeed> speeds[] = {
        {Key::Slow, RunSpeed::Slow}, {Key::Demo, RunSpeed::Demo}, {Key::FullSpeed, RunSpeed::Full}};
    for (const auto& [key, speed] : speeds) {
        connect(window_.action(key), &QAction::triggered, this, [this, speed = speed] { session_.setSpeed(speed); });
    }
}

void Wiring::wireSettings()
{
    ExperimentPanel* form = window_.form();
    connect(form, &ExperimentPanel::edited, this, &Wiring::edit);
    connect(form, &ExperimentPanel::editFinished, this, [this] { ++gesture_; });
    connect(form, &ExperimentPanel::newRunAsked, &session_, &Session::startNewRun);
    connect(form, &ExperimentPanel::undoWaitingAsked, this, [this] {
        if (session_.runConfig()) {
            ++gesture_;
            edit(*session_.runConfig());
        }
    });
    connect(form, &ExperimentPanel::presetChosen, this, [this](const QString& key) {
        if (const Preset* preset = findPreset(key.toStdString())) {
            ++gesture_;
            edit(configOf(*preset));
            ++gesture_;
        }
    });
    connect(&session_, &Session::wantedChanged, form, &ExperimentPanel::showWanted);
    connect(&session_, &Session::problemsFound, form, &ExperimentPanel::showProblems);
    connect(&session_, &Session::runChanged, form, [form](const std::optional<Config>& config, bool begun) {
        form->showRun(begun ? config : std::nullopt, begun); // before the first batch a change simply happens
    });
    const auto sayWhetherEnded = [this, form] { form->showEnded(session_.ended()); };
    connect(&session_, &Session::stateChanged, form, sayWhetherEnded);
    connect(&session_, &Session::wantedChanged, form, sayWhetherEnded);
    connect(window_.action(Key::Undo), &QAction::triggered, &undo_, &QUndoStack::undo);
    connect(window_.action(Key::Redo), &QAction::triggered, &undo_, &QUndoStack::redo);
}

void Wiring::takeSettings(const Config& config)
{
    ++gesture_;
    edit(config);
    ++gesture_;
}

void Wiring::edit(const Config& to)
{
    if (to == session_.wanted()) {
        return;
    }
    undo_.push(
        new SettingsStep(session_.wanted(), to, gesture_, [this](const Config& config) { session_.want(config); }));
}

/// For a run to come: the present one learns nothing of it. A step of undo of its own.
void Wiring::editForNewRun(const Config& to)
{
    ++gesture_;
    if (to != session_.wanted()) {
        const auto take = [this, first = true](const Config& config) mutable {
            std::exchange(first, false) ? session_.wantForNewRun(config) : session_.want(config);
        };
        undo_.push(new SettingsStep(session_.wanted(), to, gesture_, take));
    }
    ++gesture_;
}

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

void Wiring::wirePresent()
{
    connect(&window_, &MainWindow::presentChanged, this, [this](bool present) {
        if (present) { // full speed is over before the last row has looked up
            speedBefore_ = session_.speed();
            session_.setSpeed(RunSpeed::Demo);
        } else if (session_.speed() == RunSpeed::Demo) {
            session_.setSpeed(speedBefore_);
        }
        saySentence();
    });
    connect(window_.action(Key::Next), &QAction::triggered, this, [this] { watch_.inspectNext(1); });
    connect(window_.action(Key::Previous), &QAction::triggered, this, [this] { watch_.inspectNext(-1); });
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

void Wiring::wireMessages()
{
    MessageBar* message = window_.message();
    const auto slower = [this] {
        Config config = session_.wanted();
        config.train.learningRate = slowerRate(config.train.learningRate);
        return config;
    };
    connect(&session_, &Session::diverged, this, [this, message, slower](const QString& sentence) {
        const QString rate = QLocale().toString(slowerRate(session_.wanted().train.learningRate), 'g', 3);
        message->say(sentence, {{tr("New run at the rate %1").arg(rate),
                                 tr("A tenth of the learning rate, and no more than is usual"), [this, slower] {
                                     editForNewRun(slower());
                                     session_.startNewRun();
                                 }}});
    });
    connect(&session_, &Session::refused, message, [message](const QString& sentence) { message->say(sentence); });
    connect(&session_, &Session::rateEnded, this, [this, message, slower] {
        message->say(
            tr("The schedule has come to its end: the rate is 0, and more passes would change nothing."),
            {{tr("Go on at a constant rate"), tr("A tenth of the learning rate, all the time"), [this, slower] {
                  Config config = slower();
                  config.train.schedule = "constant";
                  ++gesture_;
                  edit(config); // in the run that is over: it goes on
                  ++gesture_;
                  if (session_.state() != RunState::Running) {
                      session_.toggle();
                  }
              }}});
    });
    connect(&session_, &Session::stateChanged, this, [this, message](RunState state) {
        if (state == RunState::Running) {
            message->clear();
        } else if (state == RunState::Over) {
            window_.form()->suggestNext();
        }
    });
}

} // namespace fovea
