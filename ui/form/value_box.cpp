#include "ui/form/value_box.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kLarger = 1.25; ///< than the form's type
constexpr int kLeastDigits = 6;
constexpr int kAround = 14; ///< frame, margins and cursor, pixels

} // namespace

ValueBox::ValueBox(QWidget* parent) : QLineEdit(parent)
{
    setAlignment(Qt::AlignRight);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followFont();
    connect(this, &QLineEdit::returnPressed, this, &ValueBox::offerTyped);
    connect(this, &QLineEdit::textChanged, this, [this] { updateGeometry(); });
}

void ValueBox::showText(const QString& text)
{
    setText(text); // resets isModified()
    setCursorPosition(0);
}

QSize ValueBox::sizeHint() const
{
    constexpr int kMostDigits = 12;
    const int digit = fontMetrics().horizontalAdvance('0');
    const int text =
        std::clamp(fontMetrics().horizontalAdvance(this->text()), kLeastDigits * digit, kMostDigits * digit);
    return {text + kAround, QLineEdit::sizeHint().height()};
}

void ValueBox::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isModified()) {
        emit givenUp();
    } else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        emit stepped(event->key() == Qt::Key_Up ? 1 : -1);
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

void ValueBox::keyReleaseEvent(QKeyEvent* event)
{
    QLineEdit::keyReleaseEvent(event);
    if (!event->isAutoRepeat()) {
        emit letGo();
    }
}

/// Not editingFinished(): it is silent when a text that was refused before is left.
void ValueBox::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason) {
        offerTyped();
    }
}

void ValueBox::offerTyped()
{
    if (isModified()) {
        emit typed();
    }
}

/// A click into the box selects the number, so that typing replaces it; Tab does so by itself.
void ValueBox::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    if (event->reason() == Qt::MouseFocusReason) {
        QMetaObject::invokeMethod(this, &QLineEdit::selectAll, Qt::QueuedConnection);
    }
}

/// The current value is what is read from the back of the room.
void ValueBox::followFont()
{
    const QFont around = parentWidget() != nullptr ? parentWidget()->font() : QFont();
    QFont own = around;
    if (around.pixelSize() > 0) {
        own.setPixelSize(static_cast<int>(std::lround(kLarger * around.pixelSize())));
    } else {
        own.setPointSizeF(kLarger * around.pointSizeF());
    }
    own.setBold(true);
    if (own != font()) {
        setFont(own);
    }
}

} // namespace fovea
