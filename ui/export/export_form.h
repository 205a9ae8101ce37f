// What is chosen for an exported file: which plate, as which kind, how large, light or dark, with which words. Proposes what
// fits the plate and the kind: an animation is smaller than a picture for print.
#pragma once

#include "ui/export/plate_file.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace fovea {

class ExportForm : public QWidget
{
    Q_OBJECT

public:
    ExportForm(std::vector<Plate> plates, const QByteArray& setup, QWidget* parent = nullptr);

    /// What is chosen now.
    PlateFile file() const;

public slots:
    void choosePlate(int index);
    void chooseKind(fovea::FileKind kind);

signals:
    void changed();

private:
    /// A size as it is set; each of a picture's and an animation's stays while the other is looked at.
    struct Sheet
    {
        QSizeF centimetres;
        int dpi;
    };

    void makeControls();
    void layOut();
    void connectControls();
    void offerKinds();
    void takeKind();
    void changeUnit();
    void showSheet(const Sheet& sheet);
    Sheet sheet() const;
    FileKind kind() const;
    void refresh();

    std::vector<std::shared_ptr<const Plate>> plates_;
    std::shared_ptr<const Plate> plate_;
    QByteArray setup_;
    QComboBox *what_, *kind_, *unit_, *paper_;
    QDoubleSpinBox *width_, *height_;
    QSpinBox* dpi_;
    QLineEdit* title_;
    QPlainTextEdit* caption_;
    Sheet other_{{12, 12}, 96}; ///< of an animation while a picture is set, and the other way round
    bool moving_ = false;
    bool pixels_ = false; ///< the unit that width and height are in
};

} // namespace fovea
