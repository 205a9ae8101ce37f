#include "ui/form/waiting_bar.h"

#include "ui/form/field_words.h"
#include "ui/form/tone_label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace fovea {

WaitingBar::WaitingBar(QWidget* parent) : QFrame(parent), words_(new ToneLabel(ToneLabel::Tone::Ink, this))
{
    setFrameShape(QFrame::StyledPanel);
    words_->setObjectName("waiting");
    QPushButton* start =
        button(tr("Start new run"), tr("Starts a new run with the settings shown. The old one is kept."));
    QPushButton* undo = button(tr("Undo"), tr("Takes back the changes that wait."));
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(start, 1);
    line->addWidget(undo);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(4);
    column->addWidget(words_);
    column->addLayout(line);
    connect(start, &QPushButton::clicked, this, &WaitingBar::newRunAsked);
    connect(undo, &QPushButton::clicked, this, &WaitingBar::undoAsked);
    hide();
}

void WaitingBar::showWaiting(int count, const QString& which)
{
    words_->setText("● " + (count == 1 ? tr("1 change waits") : tr("%1 changes wait").arg(count)));
    words_->setToolTip(asToolTip(which));
    words_->setAccessibleDescription(which);
    setVisible(count > 0);
}

QPushButton* WaitingBar::button(const QString& text, const QString& help)
{
    auto* made = new QPushButton(text, this);
    made->setAccessibleName(text);
    made->setAccessibleDescription(help);
    made->setToolTip(help);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

} // namespace fovea
