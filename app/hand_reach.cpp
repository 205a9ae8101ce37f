#include "app/hand_reach.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QTabBar>

namespace fovea {

std::string nameOf(const QWidget* widget)
{
    if (widget == nullptr) {
        return "nothing";
    }
    std::string name = widget->metaObject()->className();
    const QString said = widget->accessibleName().isEmpty() ? widget->objectName() : widget->accessibleName();
    return said.isEmpty() ? name : name + " \"" + said.toStdString() + "\"";
}

QList<QWidget*> controlsOf(const QWidget* window)
{
    QList<QWidget*> controls;
    for (QWidget* one : window->findChildren<QWidget*>()) {
        const bool control = qobject_cast<QAbstractButton*>(one) || qobject_cast<QComboBox*>(one) ||
                             qobject_cast<QTabBar*>(one) || qobject_cast<QAbstractSlider*>(one) ||
                             qobject_cast<QAbstractSpinBox*>(one) || qobject_cast<QLineEdit*>(one) ||
                             (one->focusPolicy() & Qt::TabFocus) != 0;
        if (control && one->isVisible() && one->isEnabled() && one->window() == window) {
            controls << one;
        }
    }
    return controls;
}

std::pair<QWidget*, QPoint> widgetAt(QWidget* window, const QPoint& at)
{
    QWidget* child = window->childAt(at);
    return child != nullptr ? std::pair(child, child->mapFrom(window, at)) : std::pair(window, at);
}

} // namespace fovea
