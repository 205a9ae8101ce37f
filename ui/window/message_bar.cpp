#include "ui/window/message_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace fovea {
namespace {

QToolButton* buttonNamed(const QString& text, const QString& help)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(help);
    button->setAccessibleName(text);
    button->setAccessibleDescription(help);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent), text_(new QLabel), row_(new QHBoxLayout(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);
    setAccessibleName(tr("message"));
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText); // it quotes files, whose words are no markup of ours
    text_->setForegroundRole(QPalette::ToolTipText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row_->setContentsMargins(8, 4, 4, 4);
    row_->addWidget(text_, 1);
    auto* close = buttonNamed(QStringLiteral("✕"), tr("Close this message"));
    close->setAccessibleName(tr("close message"));
    connect(close, &QToolButton::clicked, this, &MessageBar::clear);
    row_->addWidget(close);
    hide();
}

void MessageBar::say(const QString& sentence, const std::vector<Remedy>& remedies)
{
    for (QToolButton* button : buttons_) {
        button->hide();
        button->deleteLater();
    }
    buttons_.clear();
    text_->setText(sentence);
    for (const Remedy& remedy : remedies) {
        auto* button = buttonNamed(remedy.text, remedy.help);
        connect(button, &QToolButton::clicked, this, [this, act = remedy.act] {
            clear();
            act();
        });
        row_->insertWidget(row_->count() - 1, button);
        buttons_.push_back(button);
    }
    show();
    emit resized();
}

void MessageBar::clear()
{
    hide();
    emit resized();
}

QString MessageBar::sentence() const
{
    return isVisibleTo(parentWidget()) ? text_->text() : QString();
}

} // namespace fovea
