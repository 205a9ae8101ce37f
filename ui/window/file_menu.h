// File menu: what can be done with a session as a whole. It says what the user wants, and shows the files of late.
#pragma once

#include <QMenu>
#include <QStringList>

namespace fovea {

class FileMenu : public QMenu
{
    Q_OBJECT

public:
    /// The window's actions, with their keys: what opens something, save and save as.
    FileMenu(const QList<QAction*>& open, QAction* save, QAction* saveAs, QWidget* parent);

    /// Files of late, the newest first.
    void showRecent(const QStringList& paths);

signals:
    void recentAsked(const QString& path);
    void setupAsked(); ///< wants the settings as a file for a class

private:
    QMenu* recent_;
};

} // namespace fovea
