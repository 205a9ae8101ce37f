#include "ui/window/timeline_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>
#include <QToolButton>

#include <algorithm>

namespace fovea {
namespace {

constexpr int kLongestSentence = 340; // pixels; names can be as long as one likes

} // namespace

TimelineBar::TimelineBar(QWidget* parent)
    : QWidget(parent), slider_(new QSlider(Qt::Horizontal)), sentence_(new QLabel), memory_(new QLabel)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 3, 6, 3);
    row->setSpacing(4);
    back_ = addButton(QStringLiteral("◀"), tr("one moment back"), tr("To the moment before (Alt+Left)"));
    play_ = addButton(QStringLiteral("▶▶"), tr("play"),
                      tr("Plays what was kept from the moment in view on, or from the beginning"));
    on_ = addButton(QStringLiteral("▶"), tr("one moment on"), tr("To the next moment (Alt+Right)"));
    slider_->setFocusPolicy(Qt::TabFocus);
    slider_->setAccessibleName(tr("timeline"));
    slider_->setToolTip(
        tr("Earlier moments of this run: pictures, maps, curves and confusion go back together. At the right "
           "end they follow training."));
    row->addWidget(slider_, 1);
    sentence_->setAccessibleName(tr("moment in view"));
    sentence_->setMinimumWidth(fontMetrics().horizontalAdvance(tr("at pass %1, training goes on").arg(10.25)));
    row->addWidget(sentence_);
    now_ = addButton({}, tr("now"), tr("Back to the present (N)"));
    start_ = addButton(tr("Start again from here"), tr("start again from here"),
                       tr("A new run that begins with the weights of this moment; the optimiser starts afresh"));
    memory_->setAccessibleName(tr("memory of the timeline"));
    setBackgroundRole(QPalette::ToolTipBase); // filled where it is not the present run that is looked at
    row->addWidget(memory_);

    connect(slider_, &QSlider::valueChanged, this, &TimelineBar::moved);
    connect(back_, &QToolButton::clicked, this, [this] { emit moved(state_.position - 1); });
    connect(on_, &QToolButton::clicked, this, [this] { emit moved(state_.position + 1); });
    connect(play_, &QToolButton::clicked, this, &TimelineBar::playAsked);
    connect(now_, &QToolButton::clicked, this, &TimelineBar::nowAsked);
    connect(start_, &QToolButton::clicked, this, &TimelineBar::startAsked);
    showState({});
}

QToolButton* TimelineBar::addButton(const QString& text, const QString& name, const QString& help)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(help);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    layout()->addWidget(button);
    return button;
}

QString TimelineBar::sentence() const
{
    if (state_.isNow()) {
        return tr("now");
    }
    const QString passes = QLocale().toString(state_.passes, 'f', 2);
    if (state_.earlierRun) {
        return tr("Earlier run: %1, at pass %2").arg(state_.run, passes);
    }
    return state_.training ? tr("at pass %1, training goes on").arg(passes) : tr("at pass %1").arg(passes);
}

void TimelineBar::showState(const TimelineState& state)
{
    state_ = state;
    const QSignalBlocker quiet(slider_);
    slider_->setRange(0, std::max(0, state.last()));
    slider_->setValue(state.position);
    slider_->setEnabled(state.moments > 1);
    slider_->setAccessibleDescription(sentence());
    back_->setEnabled(state.moments > 1 && state.position > 0);
    on_->setEnabled(state.position < state.last());
    play_->setEnabled(state.moments > 1);
    play_->setText(state.playing ? QStringLiteral("❚❚") : QStringLiteral("▶▶"));
    now_->setEnabled(!state.isNow());
    now_->setText(state.earlierRun ? tr("Back to the newest run") : tr("Now"));
    start_->setEnabled(!state.isNow());
    setAutoFillBackground(state.earlierRun);
    sentence_->setForegroundRole(state.earlierRun ? QPalette::ToolTipText : QPalette::WindowText);
    sentence_->setText(fontMetrics().elidedText(sentence(), Qt::ElideMiddle, kLongestSentence));
    sentence_->setToolTip(sentence());
    const QLocale locale;
    memory_->setText(
        tr("%1 of %2 MB").arg(locale.toString(state.megabytes, 'f', 1), locale.toString(state.budget, 'f', 0)));
    const QString kept =
        state.thinned ? tr("%1 moments of this run are kept. Memory is full: of those that stand closest together some "
                           "have gone.")
                      : tr("%1 moments of this run are kept: every 10 batches for three passes, then every pass.");
    memory_->setToolTip(kept.arg(state.moments) + ' ' + tr("All runs of the sitting share this memory."));
}

void TimelineBar::setPresent(bool present)
{
    for (QWidget* each : {static_cast<QWidget*>(memory_), static_cast<QWidget*>(start_)}) {
        each->setVisible(!present);
    }
}

} // namespace fovea
