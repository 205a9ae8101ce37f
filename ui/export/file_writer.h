// Writes exported files beside the window's thread. It outlives the dialog that asked: what was to be saved is saved, and
// somebody is told where that failed.
#pragma once

#include "ui/export/newest_work.h"
#include "ui/export/plate_file.h"

#include <QThreadPool>

namespace fovea {

class FileWriter : public QObject
{
    Q_OBJECT

public:
    explicit FileWriter(QObject* parent = nullptr);
    /// Waits until a file that is being written is on the disk.
    ~FileWriter() override;

    /// One at a time: not while it is busy.
    void write(const PlateFile& file, const QString& path);
    bool busy() const { return work_.busy(); }

public slots:
    void cancel();

signals:
    void written(const QString& path);
    void failed(const QString& sentence);
    void cancelled();
    void busyChanged(bool busy);

private:
    QThreadPool pool_; ///< of one worker
    NewestWork work_;
};

/// The file made by a worker: `done` with its bytes and, of a PNG, the image; or `refused` with a sentence; or neither where it
/// was stopped.
NewestWork::Work drawing(const PlateFile& file, std::function<void(const QByteArray& bytes, const QImage& image)> done,
                         std::function<void(const QString& sentence)> refused);

} // namespace fovea
