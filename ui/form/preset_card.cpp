#include "ui/form/preset_card.h"

#include "ui/form/preset_menu.h"
#include "ui/form/tone_label.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace fovea {

PresetCard::PresetCard(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    make(watch_, "watch", tr("What to watch"), tr("Shows or hides what is to be seen in this experiment."));
    make(next_, "next", tr("What to try next"), tr("Shows or hides what to change once it has been seen."));
    setOpen(next_, false);
}

void PresetCard::make(Fold& fold, const char* name, const QString& heading, const QString& help)
{
    fold.heading = new QToolButton(this);
    fold.heading->setText(heading);
    fold.heading->setAccessibleName(heading);
    fold.heading->setToolTip(help);
    fold.heading->setAccessibleDescription(help);
    fold.heading->setAutoRaise(true);
    fold.heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    fold.heading->setFocusPolicy(Qt::TabFocus);
    fold.text = new ToneLabel(ToneLabel::Tone::Ink, this);
    fold.text->setObjectName(name);
    fold.text->setTextFormat(Qt::PlainText);
    fold.text->setWordWrap(true);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addWidget(fold.heading, 0, Qt::AlignLeft);
    column->addWidget(fold.text);
    connect(fold.heading, &QToolButton::clicked, this, [&fold] { setOpen(fold, !fold.open); });
    setOpen(fold, true);
}

void PresetCard::setOpen(Fold& fold, bool open)
{
    fold.open = open;
    fold.heading->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    fold.text->setVisible(open);
}

void PresetCard::showPreset(const Preset& preset, bool changed)
{
    const QString heading = changed ? tr("What the preset shows") : tr("What to watch");
    watch_.heading->setText(heading);
    watch_.heading->setAccessibleName(heading);
    if (shown_ == &preset) {
        return;
    }
    shown_ = &preset;
    watch_.text->setText(presetText(preset.watch));
    next_.text->setText(presetText(preset.tryNext));
    setOpen(next_, false);
}

void PresetCard::suggestNext()
{
    setOpen(next_, true);
}

} // namespace fovea
