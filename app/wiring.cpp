#include "app/wiring.h"

#include "app/picture_opener.h"
#include "app/session.h"
#include "app/undo.h"
#include "app/watch.h"
#include "core/settings/presets.h"
#include "ui/experiment_panel.h"
#include "ui/main_window.h"
#include "ui/window/message_bar.h"
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
