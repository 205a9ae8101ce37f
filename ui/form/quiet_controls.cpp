#include "ui/form/quiet_controls.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QWheelEvent>

namespace fovea {

QuietSlider::QuietSlider(QWidget* parent) : QSlider(Qt::Horizontal, parent)
{
    setFocusPolicy(Qt::TabFocus);
}

void QuietSlider::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

void QuietSlider::mouseReleaseEvent(QMouseEvent* event)
{
    QSlider::mouseReleaseEvent(event);
    emit letGo();
}

void QuietSlider::keyReleaseEvent(QKeyEvent* event)
{
    QSlider::keyReleaseEvent(event);
    if (!event->isAutoRepeat()) {
        emit letGo();
    }
}

void QuietSlider::focusOutEvent(QFocusEvent* event)
{
    QSlider::focusOutEvent(event);
    emit letGo();
}

QuietCombo::QuietCombo(QWidget* parent) : QComboBox(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(8);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void QuietCombo::showPopup()
{
    constexpr int kAroundText = 40; // margins and a scroll bar
    view()->setMinimumWidth(view()->sizeHintForColumn(0) + kAroundText);
    QComboBox::showPopup();
}

void QuietCombo::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

} // namespace fovea
