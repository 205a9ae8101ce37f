// What the random hand does with the mouse.
#include "app/hand_draws.h"
#include "app/hand_reach.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QPointer>

namespace fovea {
namespace {

void sendMouse(QWidget* widget, QEvent::Type type, const QPoint& at, Qt::MouseButton button, Qt::MouseButtons held)
{
    QMouseEvent event(type, QPointF(at), QPointF(widget->mapToGlobal(at)), button, held, Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

void click(QWidget* widget, const QPoint& at, Qt::MouseButton button, bool twice)
{
    const QPointer<QWidget> there = widget; // a click may delete what was clicked
    sendMouse(widget, QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton);
    for (const bool second : {false, true}) {
        if (there && (!second || twice)) {
            sendMouse(there, second ? QEvent::MouseButtonDblClick : QEvent::MouseButtonPress, at, button, button);
        }
        if (there && (!second || twice)) {
            sendMouse(there, QEvent::MouseButtonRelease, at, button, Qt::NoButton);
        }
    }
}

} // namespace

std::string RandomHand::clickControl(Draws& draws)
{
    QWidget* window = inFront();
    if (auto* menu = qobject_cast<QMenu*>(window)) {
        const QList<QAction*> actions = menu->actions();
        QAction* action = actions.isEmpty() ? nullptr : actions[draws.below(actions.size())];
        menu->close();
        if (action != nullptr && action->isEnabled() && action != window_.action(Key::Quit)) {
            action->trigger();
            return "menu " + action->text().toStdString();
        }
        return "close menu";
    }
    const QList<QWidget*> controls = controlsOf(window);
    if (controls.isEmpty()) {
        return clickAnywhere(draws);
    }
    QWidget* control = controls[draws.below(controls.size())];
    const std::string name = nameOf(control);
    click(control, draws.in(control->rect()), Qt::LeftButton, draws.happens(0.1));
    return "click " + name;
}

std::string RandomHand::clickAnywhere(Draws& draws)
{
    QWidget* window = inFront();
    const auto [widget, at] = widgetAt(window, draws.in(window->rect()));
    const std::string name = nameOf(widget);
    const bool right = draws.happens(0.2), twice = draws.happens(0.2);
    click(widget, at, right ? Qt::RightButton : Qt::LeftButton, twice);
    return (right ? "right click at " : "click at ") + name;
}

std::string RandomHand::drag(Draws& draws)
{
    QWidget* window = inFront();
    const auto [widget, from] = widgetAt(window, draws.in(window->rect()));
    const std::string name = nameOf(widget);
    const QPoint to = draws.in(widget->rect());
    const QPointer<QWidget> there = widget;
    constexpr int kMoves = 6;
    sendMouse(widget, QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
    for (int i = 1; i <= kMoves && there; ++i) {
        sendMouse(there, QEvent::MouseMove, from + (to - from) * i / kMoves, Qt::NoButton, Qt::LeftButton);
    }
    if (there) {
        sendMouse(there, QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
    }
    return "drag on " + name;
}

std::string RandomHand::turnWheel(Draws& draws)
{
    QWidget* window = inFront();
    const auto [widget, at] = widgetAt(window, draws.in(window->rect()));
    const QPoint turn(0, draws.happens(0.5) ? 120 : -120);
    QWheelEvent event(at, widget->mapToGlobal(at), {}, turn, Qt::NoButton,
                      draws.happens(0.2) ? Qt::ControlModifier : Qt::NoModifier, Qt::NoScrollPhase, false);
    const std::string name = nameOf(widget);
    QApplication::sendEvent(widget, &event);
    return "wheel on " + name;
}

} // namespace fovea
