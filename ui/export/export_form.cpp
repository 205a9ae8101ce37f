#include "ui/export/export_form.h"

#include "ui/window/palettes.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <utility>

namespace fovea {
namespace {

constexpr double kInch = 2.54; // centimetres
constexpr int kPrint = 300;

void name(QWidget* control, const QString& accessible, const QString& help)
{
    control->setAccessibleName(accessible);
    control->setToolTip(help);
}

} // namespace

ExportForm::ExportForm(std::vector<Plate> plates, const QByteArray& setup, QWidget* parent)
    : QWidget(parent), setup_(setup)
{
    for (Plate& plate : plates) {
        plates_.push_back(std::make_shared<const Plate>(std::move(plate)));
    }
    makeControls();
    layOut();
    paper_->setCurrentIndex(isDark(palette()) ? 1 : 0);
    connectControls();
    choosePlate(0);
}

void ExportForm::makeControls()
{
    what_ = new QComboBox;
    name(what_, tr("what to export"), tr("What is put on paper, as it was when export was asked for"));
    what_->setMaxVisibleItems(30);
    for (const auto& each : plates_) {
        what_->addItem(each->name);
    }
    kind_ = new QComboBox;
    name(kind_, tr("kind of file"),
         tr("PNG: pixels, carries its settings. SVG, PDF: drawn sharply at any size. GIF: moves. CSV: the numbers"));
    unit_ = new QComboBox;
    unit_->addItems({tr("cm"), tr("pixels")});
    name(unit_, tr("unit of the size"), tr("Whether the size is in centimetres on paper or in pixels"));
    width_ = new QDoubleSpinBox;
    height_ = new QDoubleSpinBox;
    name(width_, tr("width"), tr("Width of the figure"));
    name(height_, tr("height"), tr("Height of the figure"));
    dpi_ = new QSpinBox;
    dpi_->setRange(30, 2400);
    dpi_->setValue(kPrint);
    name(dpi_, tr("dots per inch"), tr("300 for print, 96 for screens; type keeps its size on paper"));
    paper_ = new QComboBox;
    paper_->addItems({tr("light paper"), tr("dark paper")});
    name(paper_, tr("paper"), tr("Dark letters on white, or light ones on black"));
    title_ = new QLineEdit;
    name(title_, tr("title"), tr("Stands above the figure; empty: none"));
    caption_ = new QPlainTextEdit;
    caption_->setTabChangesFocus(true);
    caption_->setFixedHeight(96);
    name(caption_, tr("caption"),
         tr("Stands below the figure: settings, seeds, how often the test images were opened"));
    for (QWidget* control : std::initializer_list<QWidget*>{what_, kind_, unit_, paper_}) {
        control->setFocusPolicy(Qt::TabFocus);
    }
}

void ExportForm::layOut()
{
    auto* size = new QHBoxLayout;
    size->addWidget(width_);
    size->addWidget(new QLabel(QStringLiteral("×")));
    size->addWidget(height_);
    size->addWidget(unit_);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("What"), what_);
    form->addRow(tr("File"), kind_);
    form->addRow(tr("Size"), size);
    form->addRow(tr("Dots per inch"), dpi_);
    form->addRow(tr("Paper"), paper_);
    form->addRow(tr("Title"), title_);
    form->addRow(tr("Caption"), caption_);
}

void ExportForm::connectControls()
{
    connect(what_, &QComboBox::activated, this, &ExportForm::choosePlate);
    connect(kind_, &QComboBox::currentIndexChanged, this, &ExportForm::takeKind);
    connect(unit_, &QComboBox::currentIndexChanged, this, &ExportForm::changeUnit);
    connect(paper_, &QComboBox::currentIndexChanged, this, &ExportForm::changed);
    connect(width_, &QDoubleSpinBox::valueChanged, this, &ExportForm::changed);
    connect(height_, &QDoubleSpinBox::valueChanged, this, &ExportForm::changed);
    connect(dpi_, &QSpinBox::valueChanged, this, &ExportForm::changed);
    connect(title_, &QLineEdit::textChanged, this, &ExportForm::changed);
    connect(caption_, &QPlainTextEdit::textChanged, this, &ExportForm::changed);
}

FileKind ExportForm::kind() const
{
    return static_cast<FileKind>(kind_->currentData().toInt());
}

void ExportForm::choosePlate(int index)
{
    what_->setCurrentIndex(index);
    plate_ = plates_.at(static_cast<std::size_t>(index));
    offerKinds();
    const int dpi = moving_ ? other_.dpi : dpi_->value(), moving = moving_ ? dpi_->value() : other_.dpi;
    moving_ = kind() == FileKind::Gif;
    const Sheet picture{plate_->centimetres, dpi}, animation{plate_->momentCentimetres, moving};
    other_ = moving_ ? picture : animation;
    showSheet(moving_ ? animation : picture);
    const QSignalBlocker quietTitle(title_), quietCaption(caption_);
    title_->setText(plate_->title);
    title_->setCursorPosition(0); // of a long one the beginning is seen
    caption_->setPlainText(plate_->caption);
    refresh();
}

/// What this plate can be written as; the kind that was chosen stays where it can.
void ExportForm::offerKinds()
{
    const int before = kind_->count() > 0 ? kind_->currentData().toInt() : 0;
    const QSignalBlocker quiet(kind_);
    kind_->clear();
    const auto offer = [this](FileKind each, const QString& text) { kind_->addItem(text, static_cast<int>(each)); };
    offer(FileKind::Png, tr("PNG, pixels"));
    offer(FileKind::Svg, tr("SVG, drawn"));
    offer(FileKind::Pdf, tr("PDF, drawn"));
    if (!plate_->moments.empty()) {
        offer(FileKind::Gif, tr("GIF, moving"));
    }
    if (plate_->csv) {
        offer(FileKind::Csv, tr("CSV, numbers"));
    }
    kind_->setCurrentIndex(std::max(0, kind_->findData(before)));
}

void ExportForm::chooseKind(FileKind kind)
{
    kind_->setCurrentIndex(std::max(0, kind_->findData(static_cast<int>(kind))));
}

/// An animation has a size of its own.
void ExportForm::takeKind()
{
    if (moving_ != (kind() == FileKind::Gif)) {
        moving_ = !moving_;
        const Sheet before = sheet();
        showSheet(std::exchange(other_, before));
    }
    refresh();
}

ExportForm::Sheet ExportForm::sheet() const
{
    const double centimetres = pixels_ ? kInch / dpi_->value() : 1;
    return {QSizeF(width_->value(), height_->value()) * centimetres, dpi_->value()};
}

void ExportForm::showSheet(const Sheet& sheet)
{
    const QSignalBlocker quietWidth(width_), quietHeight(height_), quietDpi(dpi_);
    const double unit = pixels_ ? sheet.dpi / kInch : 1;
    for (QDoubleSpinBox* side : {width_, height_}) {
        side->setDecimals(pixels_ ? 0 : 1);
        side->setRange(pixels_ ? 16 : 0.5, pixels_ ? kLargestFigure : 200);
    }
    dpi_->setValue(sheet.dpi);
    width_->setValue(sheet.centimetres.width() * unit);
    height_->setValue(sheet.centimetres.height() * unit);
}

void ExportForm::changeUnit()
{
    const Sheet now = sheet();
    pixels_ = unit_->currentIndex() == 1;
    showSheet(now);
    emit changed();
}

PlateFile ExportForm::file() const
{
    const FigureSize size = pixels_ ? FigureSize::ofPixels(static_cast<int>(width_->value()),
                                                           static_cast<int>(height_->value()), dpi_->value())
                                    : FigureSize::ofCentimetres(width_->value(), height_->value(), dpi_->value());
    const PlateLook look{paper_->currentIndex() == 1 ? Paper::dark() : Paper::light(), title_->text(),
                         caption_->toPlainText()};
    return {plate_, kind(), size, look, setup_};
}

/// A table has neither size nor paper.
void ExportForm::refresh()
{
    const bool drawn = kind() != FileKind::Csv;
    for (QWidget* control : std::initializer_list<QWidget*>{width_, height_, unit_, dpi_, paper_, title_, caption_}) {
        control->setEnabled(drawn);
    }
    emit changed();
}

} // namespace fovea
