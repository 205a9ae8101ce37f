#include "ui/window/transport_bar.h"

#include "ui/window/segments.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>

namespace fovea {
namespace {

// Pixels; below, the progress is numbers only: simple, and with the buttons of full.
constexpr int kRoomForWords = 1024, kRoomForAll = 1180;

QString number(long value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}

QString progressWords(const RunProgress& progress)
{
    if (progress.epochs == 0) {
        return TransportBar::tr("no run yet");
    }
    const QString passes = number(progress.epochs);
    if (progress.batch == 0) {
        return TransportBar::tr("%1 of %2 passes").arg(number(progress.epoch), passes);
    }
    return TransportBar::tr("pass %1 of %2, batch %3").arg(number(progress.epoch + 1), passes, number(progress.batch));
}

/// "3 / 10 · 25"
QString shortProgress(const RunProgress& progress)
{
    const QString passes = QStringLiteral(" / ") + number(progress.epochs);
    return progress.epochs == 0  ? QStringLiteral("–")
           : progress.batch == 0 ? number(progress.epoch) + passes
                                 : number(progress.epoch + 1) + passes + QStringLiteral(" · ") + number(progress.batch);
}

} // namespace

TransportBar::TransportBar(QWidget* parent) : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 4, 6, 4);
    row->setSpacing(4);

    files_ = addButton(QStringLiteral("☰"), tr("file"), tr("Save and open sessions, settings and pictures"));
    reset_ = addButton(QStringLiteral("⟲"), tr("reset"), tr("Back to the same first weights (R)"));
    run_ = addButton({}, tr("run or pause"), tr("Train, or pause (Space)"));
    run_->setMinimumWidth(fontMetrics().horizontalAdvance(tr("▶ Preparing")) + 20);
    batch_ = addButton(tr("+1 batch"), tr("one batch"), tr("Learn from one batch (S)"));
    batch_->hide();
    epoch_ = addButton(tr("+1 pass"), tr("one pass"), tr("Train to the end of this pass (E)"));
    progress_ = new QLabel;
    progress_->setAccessibleName(tr("progress"));
    giveProgressRoom();
    row->addWidget(progress_);
    row->addStretch(1);

    speed_ = new Segments(tr("speed"), {{tr("slow"), tr("5 batches a second (1)")},
                                        {tr("demo"), tr("25 batches a second: one sees how it happens (2)")},
                                        {tr("full"), tr("As fast as this computer can (3)")}});
    row->addWidget(speed_);
    row->addSpacing(8);

    maps_ = new Segments(tr("attention in view"),
                         {{tr("learned"), tr("Maps and answers as the network gives them (O)")},
                          {tr("uniform"), tr("The same weights, but every place counts the same (O)")},
                          {tr("shuffled"), tr("The same weights, but the map's numbers in random places (O)")}});
    row->addWidget(maps_);
    switch_ = addButton(tr("Attention needed?"), tr("attention switch"),
                        tr("Accuracy with attention replaced, and of a network trained without it (A)"));
    switch_->setCheckable(true);
    export_ = addButton(tr("Export…"), tr("export"),
                        tr("Figures, numbers and a film strip of this moment, as files or on the clipboard (Ctrl+E)"));
    present_ = addButton(tr("Present"), tr("present"), tr("Large type, no settings: for a projector (F11)"));
    row->addWidget(switch_);
    row->addWidget(export_);
    row->addWidget(present_);

    connect(run_, &QToolButton::clicked, this, &TransportBar::toggled);
    connect(reset_, &QToolButton::clicked, this, &TransportBar::resetAsked);
    connect(batch_, &QToolButton::clicked, this, &TransportBar::batchAsked);
    connect(epoch_, &QToolButton::clicked, this, &TransportBar::epochAsked);
    connect(present_, &QToolButton::clicked, this, &TransportBar::presentAsked);
    connect(export_, &QToolButton::clicked, this, &TransportBar::exportAsked);
    connect(switch_, &QToolButton::clicked, this, &TransportBar::switchAsked);
    connect(speed_, &Segments::picked, this, [this](int i) { emit speedChosen(static_cast<RunSpeed>(i)); });
    connect(maps_, &Segments::picked, this, [this](int i) { emit mapsChosen(static_cast<MapOverride>(i)); });
    showState(RunState::Making, false);
    showProgress({});
}

QToolButton* TransportBar::addButton(const QString& text, const QString& name, const QString& help)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(name);
    button->setAccessibleDescription(help);
    button->setToolTip(help);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    layout()->addWidget(button);
    return button;
}

void TransportBar::setFileMenu(QMenu* menu)
{
    connect(files_, &QToolButton::clicked, menu,
            [this, menu] { menu->popup(files_->mapToGlobal(files_->rect().bottomLeft())); });
}

void TransportBar::showState(RunState state, bool begun, AfterEnd next)
{
    const bool over = state == RunState::Over;
    run_->setText(state == RunState::Running           ? tr("❚❚ Pause")
                  : state == RunState::Making          ? tr("Preparing")
                  : state == RunState::Paused && begun ? tr("▶ Go on")
                  : over && next == AfterEnd::NewRun   ? tr("▶ New run")
                                                       : tr("▶ Run"));
    run_->setEnabled(!over || next != AfterEnd::Nothing);
    const QString help = !run_->isEnabled() ? tr("This run is over: raise the passes and it goes on, change another "
                                                 "setting for a new run, or reset (R)")
                         : over && next == AfterEnd::NewRun
                             ? tr("Train a new run with the settings as they stand in the form (Space)")
                             : tr("Train, or pause (Space)");
    run_->setToolTip(help);
    run_->setAccessibleDescription(help);
    const bool can = state == RunState::Paused || state == RunState::Running || state == RunState::Making;
    batch_->setEnabled(can);
    epoch_->setEnabled(can);
}

void TransportBar::showProgress(const RunProgress& progress)
{
    told_ = progress;
    sayProgress();
}

void TransportBar::sayProgress()
{
    const QString text = progressWords(told_);
    progress_->setToolTip(text);
    progress_->setText(narrow_ ? shortProgress(told_) : text);
}

/// So that the buttons beside it do not move with every batch.
void TransportBar::giveProgressRoom()
{
    const RunProgress wide{10, 10, 125, 125, 0};
    const QString text = narrow_ ? shortProgress(wide) : progressWords(wide);
    progress_->setMinimumWidth(fontMetrics().horizontalAdvance(text));
}

void TransportBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitProgress();
}

void TransportBar::fitProgress()
{
    narrow_ = width() < (batch_->isHidden() ? kRoomForWords : kRoomForAll);
    giveProgressRoom();
    sayProgress();
}

void TransportBar::showSpeed(RunSpeed speed)
{
    speed_->choose(static_cast<int>(speed));
}

void TransportBar::showMaps(MapOverride maps)
{
    maps_->choose(static_cast<int>(maps));
}

void TransportBar::showLearns(bool learns, bool maps)
{
    maps_->setOffered(
        learns && maps,
        learns ? tr("What this network sees has no map that could be replaced; the switch (A) says what else "
                    "could have chosen where it looks")
               : tr("This network learns nowhere where to look: every place counts the same by definition, and "
                    "there is nothing to replace"));
}

void TransportBar::showSwitch(bool shown)
{
    switch_->setChecked(shown);
}

void TransportBar::setFull(bool full)
{
    batch_->setVisible(full);
    fitProgress();
}

QString TransportBar::progressText() const
{
    return progress_->text();
}

} // namespace fovea
