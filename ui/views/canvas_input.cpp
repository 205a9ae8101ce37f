// Pointer and keys on the large picture. A click picks a place; a drag draws, with the right button or Shift it erases;
// the keyboard's cursor goes from place to place, Enter picks, Insert and Delete draw and erase a dot.
#include "ui/views/picture_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace fovea {
namespace {

constexpr double kDrag = 4; // logical pixels that a button may move and still be a click

} // namespace

int PictureCanvas::placeAt(const QPointF& point) const
{
    const QRectF picture = pictureRect();
    if (!map_.hasMap() || !picture.contains(point)) {
        return -1;
    }
    const Index columns = map_.grid.dim(1), rows = map_.grid.dim(0);
    const auto cell = [](double part, Index cells) {
        return std::clamp<Index>(static_cast<Index>(part * static_cast<double>(cells)), 0, cells - 1);
    };
    const Index row = cell((point.y() - picture.top()) / picture.height(), rows);
    const Index column = cell((point.x() - picture.left()) / picture.width(), columns);
    return static_cast<int>(row * columns + column);
}

QPointF PictureCanvas::toPixels(const QPointF& point) const
{
    const QRectF picture = pictureRect();
    return {(point.x() - picture.left()) / picture.width() * pixels_.width(),
            (point.y() - picture.top()) / picture.height() * pixels_.height()};
}

void PictureCanvas::pointAt(int place)
{
    if (place != pointed_) {
        pointed_ = place;
        if (hasFocus()) {
            update();
        }
        emit pointedAt(place);
    }
}

void PictureCanvas::mousePressEvent(QMouseEvent* event)
{
    const bool brush = event->button() == Qt::LeftButton || event->button() == Qt::RightButton;
    if (readOnly_ || pressed_ || !brush || !pictureRect().contains(event->position().toPoint())) {
        return;
    }
    pressed_ = true;
    leading_ = false;
    erasing_ = event->button() == Qt::RightButton || event->modifiers().testFlag(Qt::ShiftModifier);
    pressedAt_ = event->position();
    last_ = toPixels(pressedAt_);
}

void PictureCanvas::mouseMoveEvent(QMouseEvent* event)
{
    pointAt(placeAt(event->position()));
    if (pressed_ && (leading_ || (event->position() - pressedAt_).manhattanLength() >= kDrag)) {
        leadTo(toPixels(event->position()));
    }
}

void PictureCanvas::leadTo(const QPointF& point)
{
    if (!leading_) {
        leading_ = true;
        emit strokeBegan(erasing_);
    }
    emit strokeLed(last_, point);
    last_ = point;
}

void PictureCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (!pressed_ || event->buttons() & (Qt::LeftButton | Qt::RightButton)) {
        return;
    }
    pressed_ = false;
    if (erasing_ && !leading_) {
        leadTo(last_); // a dot
    }
    if (leading_) {
        leading_ = false;
        emit strokeEnded();
    } else if (const int place = placeAt(event->position()); place >= 0) {
        emit picked(place);
    }
}

void PictureCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const int place = placeAt(event->position()); place >= 0 && event->button() == Qt::LeftButton) {
        emit doubleClicked(place);
    }
}

void PictureCanvas::leaveEvent(QEvent*)
{
    pointAt(-1);
}

void PictureCanvas::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    pointAt(-1);
    update();
}

void PictureCanvas::movePointed(int rows, int columns)
{
    const auto across = static_cast<int>(map_.grid.dim(1)), down = static_cast<int>(map_.grid.dim(0));
    if (pointed_ < 0) {
        pointAt(down / 2 * across + across / 2);
        return;
    }
    const int row = std::clamp(pointed_ / across + rows, 0, down - 1);
    const int column = std::clamp(pointed_ % across + columns, 0, across - 1);
    pointAt(row * across + column);
}

void PictureCanvas::dot(bool erase)
{
    const QPointF middle = toPixels(QPointF(middleOf(pointed_)));
    emit strokeBegan(erase);
    emit strokeLed(middle, middle);
    emit strokeEnded();
}

void PictureCanvas::keyPressEvent(QKeyEvent* event)
{
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (!plain || !map_.hasMap() || readOnly_) {
        QWidget::keyPressEvent(event);
        return;
    }
    const int key = event->key();
    if (key == Qt::Key_Left || key == Qt::Key_Right) {
        movePointed(0, key == Qt::Key_Left ? -1 : 1);
    } else if (key == Qt::Key_Up || key == Qt::Key_Down) {
        movePointed(key == Qt::Key_Up ? -1 : 1, 0);
    } else if (pointed_ >= 0 && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        emit picked(pointed_);
    } else if (pointed_ >= 0 && (key == Qt::Key_Insert || key == Qt::Key_Delete)) {
        dot(key == Qt::Key_Delete);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace fovea
