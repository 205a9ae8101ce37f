#include "ui/window/file_drop.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace fovea {

bool namesSession(const QString& path)
{
    return path.endsWith(QLatin1String(".fovea"), Qt::CaseInsensitive) ||
           path.endsWith(QLatin1String(".fovea-setup"), Qt::CaseInsensitive);
}

FileDrop::FileDrop(QWidget* window) : QObject(window)
{
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

bool FileDrop::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop) {
        return QObject::eventFilter(watched, event);
    }
    auto* drop = static_cast<QDropEvent*>(event); // which a drag that enters is, too
    for (const QUrl& url : drop->mimeData()->urls()) {
        if (url.isLocalFile() && namesSession(url.toLocalFile())) {
            drop->acceptProposedAction();
            if (event->type() == QEvent::Drop) {
                emit dropped(url.toLocalFile());
            }
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace fovea
