// Export: what was frozen when it was asked for, put on paper. Its form says as what, its preview what that will be; workers
// draw and write, so that the window goes on. A function of its values: it reads nothing of the window behind it.
#pragma once

#include "ui/export/file_writer.h"
#include "ui/export/plate_file.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace fovea {

class ExportForm;
class ExportPreview;

class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    using Kind = FileKind;

    /// `stem` begins the names of files: "needle-soft-seed1". `setup` is the configuration as JSON, which pictures carry.
    /// The writer must outlive the dialog; null: it has its own, and closing waits for the file.
    ExportDialog(std::vector<Plate> plates, const QString& stem, const QByteArray& setup, QWidget* parent = nullptr,
                 FileWriter* writer = nullptr);

    /// Says above all else which moment it is that is put on paper.
    void sayFrozen(const QString& sentence);

    /// What is chosen now.
    PlateFile file() const;
    Kind kind() const { return file().kind; }
    /// The size in pixels or centimetres as it is set now.
    FigureSize size() const { return file().size; }
    /// Whether what is set can be written; the info line says why not.
    bool possible() const { return refusalOf(file()).isEmpty(); }
    /// The name that is proposed: "needle-soft-seed1.png", "needle-soft-seed1-confusion.pdf".
    QString fileName() const;

public slots:
    void choosePlate(int index);
    void chooseKind(fovea::ExportDialog::Kind kind);
    /// Asks where to, and writes.
    void save();
    /// Draws and writes beside the window's thread; written() or failed() comes of it, neither where it is cancelled.
    void saveTo(const QString& path);
    void copy();
    void cancel();

signals:
    void written(const QString& path);
    void failed(const QString& sentence);
    void copied();

private:
    QWidget* makeSide();
    void connectParts();
    void refresh();
    void say();
    void say(const QString& outcome);
    void refreshButtons();
    void takeCopy(const PlateFile& file, const QByteArray& bytes, const QImage& image);
    bool working() const;

    QString stem_;
    FileWriter* writer_;
    NewestWork* copies_;
    ExportForm* form_;
    ExportPreview* preview_;
    QLabel *frozen_, *info_;
    QPushButton *save_, *copy_, *cancel_;
    qint64 expected_ = -1; ///< bytes of the animation; −1: not known
    bool outcome_ = false; ///< what came of the last file stands in the info line
};

} // namespace fovea
