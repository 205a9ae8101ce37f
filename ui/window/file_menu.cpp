#include "ui/window/file_menu.h"

#include <QFileInfo>

namespace fovea {

FileMenu::FileMenu(const QList<QAction*>& open, QAction* save, QAction* saveAs, QWidget* parent) : QMenu(parent)
{
    setTitle(tr("File"));
    setToolTipsVisible(true);
    addActions(open);
    recent_ = addMenu(tr("open a recent session"));
    addSeparator();
    addAction(save);
    addAction(saveAs);
    QAction* setup = addAction(tr("save settings for a class…"));
    setup->setToolTip(
        tr("A small text file with the settings only. It opens by double click, and with fovea train --config."));
    connect(setup, &QAction::triggered, this, &FileMenu::setupAsked);
    showRecent({});
}

void FileMenu::showRecent(const QStringList& paths)
{
    recent_->clear();
    recent_->setEnabled(!paths.isEmpty());
    recent_->setToolTipsVisible(true);
    for (const QString& path : paths) {
        QString name = QFileInfo(path).fileName();
        QAction* one = recent_->addAction(name.replace(QLatin1Char('&'), QLatin1String("&&")));
        one->setToolTip(path);
        connect(one, &QAction::triggered, this, [this, path] { emit recentAsked(path); });
    }
}

} // namespace fovea
