// PictureOpener: a picture of the user's own, from a dialog or a file, decoded beside the window's thread. A figure that the
// program drew carries its settings: they are what it is opened for.
#pragma once

#include "core/settings/config.h"

#include <QImage>
#include <QObject>

class QWidget;

namespace fovea {

class PictureOpener : public QObject
{
    Q_OBJECT

public:
    explicit PictureOpener(QWidget* window);

public slots:
    void choose();                  ///< lets the user pick a file
    void open(const QString& path); ///< decodes it; one of the signals comes of it

signals:
    void opened(const QImage& image);
    void setupFound(const fovea::Config& config);
    void refused(const QString& sentence);
    void folderGiven(const QString& path);  ///< it was a folder, so perhaps one of pictures
    void sessionGiven(const QString& path); ///< it was no picture, but a session or settings by its name

private:
    QWidget* window_;
};

} // namespace fovea
