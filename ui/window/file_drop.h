// FileDrop: a session, settings or a folder that is dropped anywhere on the window. Pictures go to whom they are dropped on.
#pragma once

#include <QObject>

class QWidget;

namespace fovea {

class FileDrop : public QObject
{
    Q_OBJECT

public:
    explicit FileDrop(QWidget* window);

signals:
    void dropped(const QString& path);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

/// Whether this is the name of a session or of settings.
bool namesSession(const QString& path);

} // namespace fovea
