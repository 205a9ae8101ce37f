#include "ui/window/on_a_screen.h"

#include <QGuiApplication>
#include <QRegion>
#include <QScreen>
#include <QWidget>

namespace fovea {
namespace {

/// On one screen, or across some.
bool isWhollySeen(const QWidget& window)
{
    QRegion hidden(window.frameGeometry());
    for (const QScreen* screen : QGuiApplication::screens()) {
        hidden -= screen->availableGeometry();
    }
    return hidden.isEmpty();
}

void bringBack(QWidget& window)
{
    const QScreen* screen = QGuiApplication::primaryScreen();
    if (screen == nullptr) {
        return; // none is left; the next one that comes is looked at again
    }
    const QRect room = screen->availableGeometry();
    const QMargins frame(window.geometry().left() - window.frameGeometry().left(),
                         window.geometry().top() - window.frameGeometry().top(),
                         window.frameGeometry().right() - window.geometry().right(),
                         window.frameGeometry().bottom() - window.geometry().bottom());
    const QSize size = window.size().boundedTo(room.marginsRemoved(frame).size());
    window.setGeometry(QRect(room.marginsRemoved(frame).topLeft(), size));
}

} // namespace

void keepOnAScreen(QWidget* window)
{
    const auto look = [window] {
        if (window->isVisible() && !window->isMinimized() && !isWhollySeen(*window)) {
            bringBack(*window);
        }
    };
    // Later, when Qt has told the window which screen it is on now.
    QObject::connect(qApp, &QGuiApplication::screenRemoved, window, look, Qt::QueuedConnection);
    QObject::connect(qApp, &QGuiApplication::screenAdded, window, look, Qt::QueuedConnection);
}

} // namespace fovea
