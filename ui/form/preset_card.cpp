#include "ui/form/preset_card.h"

#include "ui/form/field_words.h"
#include "ui/form/preset_menu.h"
#include "ui/form/tone_label.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace fovea {
namespace {

QString paragraph(const QString& lead, std::string_view text)
{
    return "<p style='margin-top:0; margin-bottom:4px'><b>" + lead.toHtmlEscaped() + "</b> " +
           presetText(text).toHtmlEscaped() + "</p>";
}

} // namespace

PresetCard::PresetCard(QWidget* parent)
    : QWidget(parent), fold_(new QToolButton(this)), text_(new ToneLabel(ToneLabel::Tone::Ink, this))
{
    fold_->setText(tr("About this experiment"));
    fold_->setAccessibleName(fold_->text());
    fold_->setToolTip(tr("Shows or hides what to watch and what to try next."));
    fold_->setAccessibleDescription(fold_->toolTip());
    fold_->setAutoRaise(true);
    fold_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    fold_->setFocusPolicy(Qt::TabFocus);
    text_->setObjectName("about");
    text_->setTextFormat(Qt::RichText);
    text_->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(fold_, 0, Qt::AlignLeft);
    column->addWidget(text_);
    connect(fold_, &QToolButton::clicked, this, [this] { setOpen(!open_); });
    setOpen(true);
}

void PresetCard::showPreset(const Preset& preset)
{
    text_->setText(paragraph(tr("Watch:"), preset.watch) + paragraph(tr("Try next:"), preset.tryNext));
}

void PresetCard::setOpen(bool open)
{
    open_ = open;
    fold_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    text_->setVisible(open);
}

} // namespace fovea
