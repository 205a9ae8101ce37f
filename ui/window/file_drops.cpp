#include "ui/window/file_drops.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace fovea {
namespace {

/// The one file that is dropped; empty where it is none, or several.
QString fileIn(const QMimeData* mime)
{
    const QList<QUrl> urls = mime->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

} // namespace

FileDrops::FileDrops(QWidget* window) : QObject(window)
{
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

bool FileDrops::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop) {
        return QObject::eventFilter(watched, event);
    }
    auto* drop = static_cast<QDropEvent*>(event);
    const QString path = fileIn(drop->mimeData());
    if (path.isEmpty()) {
        return QObject::eventFilter(watched, event);
    }
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop) {
        emit dropped(path);
    }
    return true;
}

bool namesSession(const QString& path)
{
    return path.endsWith(QLatin1String(".fovea"), Qt::CaseInsensitive) ||
           path.endsWith(QLatin1String(".fovea-setup"), Qt::CaseInsensitive);
}

} // namespace fovea
