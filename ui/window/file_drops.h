// A file dropped anywhere on the window, where no part of it takes files itself.
#pragma once

#include <QObject>

class QWidget;

namespace fovea {

class FileDrops : public QObject
{
    Q_OBJECT

public:
    explicit FileDrops(QWidget* window);

signals:
    void dropped(const QString& path);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

/// Whether this is the name of a session or of settings.
bool namesSession(const QString& path);

} // namespace fovea
