#include "ui/form/text_box.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace fovea {

TextBox::TextBox(QWidget* parent) : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    document()->setDocumentMargin(2);
    connect(this, &QPlainTextEdit::textChanged, this, &TextBox::takeHeight);
    takeHeight();
}

void TextBox::showText(const QString& text)
{
    if (text != toPlainText()) {
        setPlainText(text);
    }
    document()->setModified(false);
}

QSize TextBox::sizeHint() const
{
    return {0, height()};
}

QSize TextBox::minimumSizeHint() const
{
    return {0, height()};
}

void TextBox::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        offerTyped();
    } else if (event->key() == Qt::Key_Escape && document()->isModified()) {
        emit givenUp();
    } else {
        QPlainTextEdit::keyPressEvent(event);
    }
}

void TextBox::focusOutEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusOutEvent(event);
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason) {
        offerTyped();
    }
}

void TextBox::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    takeHeight();
}

void TextBox::offerTyped()
{
    if (document()->isModified()) {
        document()->setModified(false);
        emit typed();
    }
}

void TextBox::takeHeight()
{
    const double lines = std::max(1.0, document()->size().height()); // of a plain document: in lines, not pixels
    const double around = 3 * document()->documentMargin() + 2;      // less, and it would scroll by a line
    const double text = lines * std::ceil(QFontMetricsF(font()).lineSpacing()) + around;
    setFixedHeight(static_cast<int>(text) + 2 * frameWidth());
}

} // namespace fovea
