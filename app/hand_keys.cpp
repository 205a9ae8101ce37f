// What the random hand does with the keyboard.
#include "app/hand_draws.h"
#include "app/hand_reach.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>

namespace fovea {

/// What the keys of the window ask for, but its end.
std::string RandomHand::askByKey(Draws& draws)
{
    const int count = static_cast<int>(Key::Quit);
    const auto key = static_cast<Key>(draws.below(count));
    QAction* action = window_.action(key);
    if (inFront() == &window_ && action->isEnabled()) {
        action->trigger();
        return "key " + action->shortcut().toString().toStdString();
    }
    return "no key";
}

std::string RandomHand::pressKey(Draws& draws)
{
    static constexpr int kKeys[] = {Qt::Key_Tab,  Qt::Key_Backtab,  Qt::Key_Left,   Qt::Key_Right, Qt::Key_Up,
                                    Qt::Key_Down, Qt::Key_Return,   Qt::Key_Escape, Qt::Key_Space, Qt::Key_Home,
                                    Qt::Key_End,  Qt::Key_PageDown, Qt::Key_Delete, Qt::Key_Plus,  Qt::Key_Minus};
    QWidget* window = inFront();
    const QPointer<QWidget> target = window->focusWidget() != nullptr ? window->focusWidget() : window;
    const int key = kKeys[draws.below(std::ssize(kKeys))];
    const std::string name = nameOf(target);
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        if (target) {
            QKeyEvent event(type, key, Qt::NoModifier);
            QApplication::sendEvent(target, &event);
        }
    }
    return "press " + std::to_string(key) + " on " + name;
}

std::string RandomHand::type(Draws& draws)
{
    static const QString kTexts[] = {"0,004",
                                     "0.01",
                                     "1e9",
                                     "-5",
                                     "",
                                     "abc",
                                     "0",
                                     "3",
                                     "conv 8, pool",
                                     "64",
                                     "1e-30",
                                     "nan",
                                     "ı İ ß",
                                     "conv 9999 99x99",
                                     QString(300, QLatin1Char('9'))};
    QList<QWidget*> boxes;
    for (QWidget* one : controlsOf(inFront())) {
        if (qobject_cast<QLineEdit*>(one) || qobject_cast<QPlainTextEdit*>(one)) {
            boxes << one;
        }
    }
    if (boxes.isEmpty()) {
        return "nothing to type in";
    }
    const QPointer<QWidget> box = boxes[draws.below(boxes.size())];
    const QString text = kTexts[draws.below(std::ssize(kTexts))];
    const std::string name = nameOf(box);
    box->setFocus();
    if (auto* line = qobject_cast<QLineEdit*>(box)) {
        line->selectAll();
    }
    for (const QChar& letter : text) {
        if (box) {
            QKeyEvent event(QEvent::KeyPress, 0, Qt::NoModifier, QString(letter));
            QApplication::sendEvent(box, &event);
        }
    }
    if (box) {
        QKeyEvent event(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
        QApplication::sendEvent(box, &event);
    }
    return "type " + text.left(20).toStdString() + " into " + name;
}

} // namespace fovea
