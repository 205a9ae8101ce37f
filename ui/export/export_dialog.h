// Export: what was frozen when it was asked for, put on paper: which plate, as which file, how large, light or dark, with
// which words; what will be written is seen beside it. A function of its values: it reads nothing of the window behind it.
#pragma once

#include "ui/export/plate.h"
#include "ui/paint/figure_files.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace fovea {

class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// What a file can be.
    enum class Kind
    {
        Png,
        Svg,
        Pdf,
        Gif,
        Csv
    };

    /// `stem` begins the names of files: "needle-soft-seed1". `setup` is the configuration as JSON, which pictures carry.
    ExportDialog(std::vector<Plate> plates, const QString& stem, const QByteArray& setup, QWidget* parent = nullptr);

    Kind kind() const;
    /// The size in pixels or centimetres as it is set now.
    FigureSize size() const;
    /// Whether what is set can be written; the info line says why not.
    bool possible() const;
    /// The name that is proposed: "needle-soft-seed1.png", "needle-soft-seed1-confusion.pdf".
    QString fileName() const;
    /// The file as it would be written.
    QByteArray bytes() const;

public slots:
    void choosePlate(int index);
    void chooseKind(fovea::ExportDialog::Kind kind);
    /// Asks where to, and writes.
    void save();
    /// Writes beside the window's thread; written() or failed() comes of it.
    void saveTo(const QString& path);
    void copy();

signals:
    void written(const QString& path);
    void failed(const QString& sentence);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeControls();
    QWidget* makeForm();
    void offerKinds();
    void changeUnit();
    void refresh();
    void drawPreview();
    const Plate& plate() const;
    bool drawn() const;
    PlateLook look() const;
    PaintFigure painter(const PaintPlate& paint) const;
    QByteArray gif() const;

    std::vector<Plate> plates_;
    QString stem_;
    QByteArray setup_;
    QComboBox *what_, *kind_, *unit_, *paper_;
    QDoubleSpinBox *width_, *height_;
    QSpinBox* dpi_;
    QLineEdit* title_;
    QPlainTextEdit* caption_;
    QLabel *preview_, *info_;
    QPushButton *save_, *copy_;
    QTimer soon_;
    bool pixels_ = false; ///< the unit that width and height are in
};

} // namespace fovea
