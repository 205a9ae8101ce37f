// My pictures: a folder of folders, looked at before it is used. Pictures as the network will see them, how many each class
// has, what is skipped and why, and how they are to be seen. A function of what it is handed; it reads nothing itself.
#pragma once

#include "core/data/own_pictures.h"

#include <QDialog>

#include <memory>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTimer;
class QTreeWidget;

namespace fovea {

class ElidedLabel;
class PictureSheet;
class ToneLabel;

class PicturesPage : public QDialog
{
    Q_OBJECT

public:
    explicit PicturesPage(const PictureForm& form, QWidget* parent = nullptr);

    PictureForm form() const;
    /// The pictures in view; null while they are read, and where they cannot be.
    const std::shared_ptr<const PictureSet>& pictures() const { return set_; }

public slots:
    /// A folder is being read: how many of how many files are done, of none as long as they are looked for.
    void showReading(const QString& folder, qint64 done, qint64 of);
    /// They are here. `proposed`: the settings that using them would bring.
    void showPictures(const std::shared_ptr<const fovea::PictureSet>& set, const fovea::Config& proposed);
    /// They cannot be read, or reading was cancelled.
    void showRefusal(const QString& sentence);

signals:
    void folderAsked(const QString& folder);
    void formChanged(const fovea::PictureForm& form); ///< read them again, like this
    void cancelAsked();
    void used(); ///< the pictures in view

private:
    void makeControls();
    void layOut();
    void chooseFolder();
    void fillClasses();
    void showNothing();

    std::shared_ptr<const PictureSet> set_;
    ElidedLabel* folder_;
    QSpinBox* side_;
    QComboBox *fit_, *colours_;
    QProgressBar* progress_;
    QPushButton *choose_, *cancel_, *use_, *close_;
    QTreeWidget* classes_;
    PictureSheet* sheet_;
    QLabel *summary_, *network_;
    ToneLabel* warning_;
    QLabel* skippedTitle_;
    QPlainTextEdit* skipped_;
    QTimer* soon_;
};

} // namespace fovea
