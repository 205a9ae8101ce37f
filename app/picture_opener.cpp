#include "app/picture_opener.h"

#include "app/pictures.h"
#include "core/settings/error.h"

#include <QApplication>
#include <QFileDialog>
#include <QPointer>
#include <QThreadPool>

namespace fovea {

PictureOpener::PictureOpener(QWidget* window) : QObject(window), window_(window) {}

void PictureOpener::choose()
{
    auto* dialog =
        new QFileDialog(window_, tr("A picture to show to the network"), {}, tr("Pictures (*.png *.jpg *.jpeg)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PictureOpener::open);
    dialog->open();
}

void PictureOpener::open(const QString& path)
{
    QThreadPool::globalInstance()->start([path, opener = QPointer<PictureOpener>(this)] {
        QImage image;
        QString refusal;
        try {
            image = readPicture(path.toStdString());
        } catch (const Error& error) {
            refusal = QString::fromStdString(error.what());
        }
        const auto tell = [opener, image, refusal] {
            if (opener && refusal.isEmpty()) {
                emit opener->opened(image);
            } else if (opener) {
                emit opener->refused(refusal);
            }
        };
        QMetaObject::invokeMethod(qApp, tell, Qt::QueuedConnection);
    });
}

} // namespace fovea
