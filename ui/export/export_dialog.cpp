#include "ui/export/export_dialog.h"

#include "core/files/safe_writer.h"
#include "core/settings/error.h"
#include "ui/export/gif.h"
#include "ui/window/palettes.h"

#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QThreadPool>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kInch = 2.54;             // centimetres
constexpr int kFrame = 300, kPause = 1500; // milliseconds of an animation's moments, and of the last besides
constexpr int kLargestMoment = 2048;       // pixels a side of an animation
constexpr int kSoon = 120;                 // milliseconds without a change before the preview is drawn again

QString endingOfKind(ExportDialog::Kind kind)
{
    static const char* const kEndings[] = {"png", "svg", "pdf", "gif", "csv"};
    return QString::fromLatin1(kEndings[static_cast<int>(kind)]);
}

void name(QWidget* control, const QString& accessible, const QString& help)
{
    control->setAccessibleName(accessible);
    control->setToolTip(help);
}

} // namespace

ExportDialog::ExportDialog(std::vector<Plate> plates, const QString& stem, const QByteArray& setup, QWidget* parent)
    : QDialog(parent), plates_(std::move(plates)), stem_(stem), setup_(setup)
{
    setWindowTitle(tr("Export"));
    makeControls();
    auto* row = new QHBoxLayout(this);
    row->addWidget(makeForm(), 0);
    row->addWidget(preview_, 1);
    soon_.setSingleShot(true);
    soon_.setInterval(kSoon);
    connect(&soon_, &QTimer::timeout, this, &ExportDialog::drawPreview);
    paper_->setCurrentIndex(isDark(palette()) ? 1 : 0);
    choosePlate(0);
    resize(980, 560);
}

void ExportDialog::makeControls()
{
    what_ = new QComboBox;
    name(what_, tr("what to export"), tr("What is put on paper, as it was when export was asked for"));
    for (const Plate& each : plates_) {
        what_->addItem(each.name);
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
    dpi_->setValue(300);
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
    preview_ = new QLabel;
    preview_->setMinimumSize(320, 240);
    preview_->setAlignment(Qt::AlignCenter);
    preview_->setFrameShape(QFrame::StyledPanel);
    preview_->setAccessibleName(tr("what will be written"));
    info_ = new QLabel;
    info_->setWordWrap(true);
    info_->setAccessibleName(tr("size of the file"));
    save_ = new QPushButton(tr("Save…"));
    save_->setDefault(true);
    name(save_, tr("save"), tr("Asks where to, and writes the file"));
    copy_ = new QPushButton(tr("Copy"));
    name(copy_, tr("copy"), tr("Puts it on the clipboard"));
    for (QWidget* control : std::initializer_list<QWidget*>{what_, kind_, unit_, paper_, save_, copy_}) {
        control->setFocusPolicy(Qt::TabFocus);
    }

    connect(what_, &QComboBox::activated, this, &ExportDialog::choosePlate);
    connect(kind_, &QComboBox::currentIndexChanged, this, &ExportDialog::refresh);
    connect(unit_, &QComboBox::currentIndexChanged, this, &ExportDialog::changeUnit);
    connect(paper_, &QComboBox::currentIndexChanged, this, &ExportDialog::refresh);
    connect(width_, &QDoubleSpinBox::valueChanged, this, &ExportDialog::refresh);
    connect(height_, &QDoubleSpinBox::valueChanged, this, &ExportDialog::refresh);
    connect(dpi_, &QSpinBox::valueChanged, this, &ExportDialog::refresh);
    connect(title_, &QLineEdit::textChanged, this, &ExportDialog::refresh);
    connect(caption_, &QPlainTextEdit::textChanged, this, &ExportDialog::refresh);
    connect(save_, &QPushButton::clicked, this, &ExportDialog::save);
    connect(copy_, &QPushButton::clicked, this, &ExportDialog::copy);
    connect(this, &ExportDialog::written, this,
            [this](const QString& path) { info_->setText(tr("Written: %1").arg(path)); });
    connect(this, &ExportDialog::failed, info_, &QLabel::setText);
}

QWidget* ExportDialog::makeForm()
{
    auto* close = new QPushButton(tr("Close"));
    name(close, tr("close"), tr("Back to the window (Esc)"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* size = new QHBoxLayout;
    size->addWidget(width_);
    size->addWidget(new QLabel(QStringLiteral("×")));
    size->addWidget(height_);
    size->addWidget(unit_);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(save_);
    buttons->addWidget(copy_);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* inside = new QWidget;
    auto* form = new QFormLayout(inside);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("What"), what_);
    form->addRow(tr("File"), kind_);
    form->addRow(tr("Size"), size);
    form->addRow(tr("Dots per inch"), dpi_);
    form->addRow(tr("Paper"), paper_);
    form->addRow(tr("Title"), title_);
    form->addRow(tr("Caption"), caption_);
    form->addRow(info_);
    form->addRow(buttons);
    inside->setFixedWidth(400);
    return inside;
}

const Plate& ExportDialog::plate() const
{
    return plates_.at(static_cast<std::size_t>(what_->currentIndex()));
}

ExportDialog::Kind ExportDialog::kind() const
{
    return static_cast<Kind>(kind_->currentData().toInt());
}

/// Whether the file is a picture, and not a table.
bool ExportDialog::drawn() const
{
    return kind() != Kind::Csv;
}

void ExportDialog::choosePlate(int index)
{
    what_->setCurrentIndex(index);
    offerKinds();
    const double unit = pixels_ ? dpi_->value() / kInch : 1;
    const QSignalBlocker quietWidth(width_), quietHeight(height_), quietTitle(title_), quietCaption(caption_);
    for (QDoubleSpinBox* side : {width_, height_}) {
        side->setDecimals(pixels_ ? 0 : 1);
        side->setRange(pixels_ ? 16 : 0.5, pixels_ ? kLargestFigure : 200);
    }
    width_->setValue(plate().centimetres.width() * unit);
    height_->setValue(plate().centimetres.height() * unit);
    title_->setText(plate().title);
    caption_->setPlainText(plate().caption);
    refresh();
}

/// What this plate can be written as; the kind that was chosen stays where it can.
void ExportDialog::offerKinds()
{
    const int before = kind_->count() > 0 ? kind_->currentData().toInt() : 0;
    const QSignalBlocker quiet(kind_);
    kind_->clear();
    const auto offer = [this](Kind kind, const QString& text) { kind_->addItem(text, static_cast<int>(kind)); };
    offer(Kind::Png, tr("PNG, pixels"));
    offer(Kind::Svg, tr("SVG, drawn"));
    offer(Kind::Pdf, tr("PDF, drawn"));
    if (!plate().moments.empty()) {
        offer(Kind::Gif, tr("GIF, moving"));
    }
    if (!plate().csv.empty()) {
        offer(Kind::Csv, tr("CSV, numbers"));
    }
    kind_->setCurrentIndex(std::max(0, kind_->findData(before)));
}

void ExportDialog::chooseKind(Kind kind)
{
    kind_->setCurrentIndex(std::max(0, kind_->findData(static_cast<int>(kind))));
}

void ExportDialog::changeUnit()
{
    const bool pixels = unit_->currentIndex() == 1;
    if (pixels == pixels_) {
        return;
    }
    const double factor = pixels ? dpi_->value() / kInch : kInch / dpi_->value();
    const QSizeF now(width_->value() * factor, height_->value() * factor);
    pixels_ = pixels;
    const QSignalBlocker quietWidth(width_), quietHeight(height_);
    for (QDoubleSpinBox* side : {width_, height_}) {
        side->setDecimals(pixels ? 0 : 1);
        side->setRange(pixels ? 16 : 0.5, pixels ? kLargestFigure : 200);
    }
    width_->setValue(now.width());
    height_->setValue(now.height());
    refresh();
}

FigureSize ExportDialog::size() const
{
    return pixels_ ? FigureSize::ofPixels(static_cast<int>(width_->value()), static_cast<int>(height_->value()),
                                          dpi_->value())
                   : FigureSize::ofCentimetres(width_->value(), height_->value(), dpi_->value());
}

bool ExportDialog::possible() const
{
    const QSize pixels = size().pixels;
    const int most = kind() == Kind::Gif ? kLargestMoment : kLargestFigure;
    const bool rasterised = kind() == Kind::Png || kind() == Kind::Gif;
    return !rasterised || std::max(pixels.width(), pixels.height()) <= most;
}

QString ExportDialog::fileName() const
{
    return stem_ + (plate().key.isEmpty() ? QString() : QLatin1Char('-') + plate().key) + QLatin1Char('.') +
           endingOfKind(kind());
}

PlateLook ExportDialog::look() const
{
    return {paper_->currentIndex() == 1 ? Paper::dark() : Paper::light(), title_->text(), caption_->toPlainText()};
}

PaintFigure ExportDialog::painter(const PaintPlate& paint) const
{
    return [paint, look = look()](QPainter& painter, const QRectF& area) { paint(painter, area, look); };
}

QByteArray ExportDialog::gif() const
{
    std::vector<QImage> frames;
    for (const PaintPlate& moment : plate().moments) {
        frames.push_back(renderFigure(size(), painter(moment), look().paper.background));
    }
    return gifBytes(frames, kFrame, kPause);
}

QByteArray ExportDialog::bytes() const
{
    const FigureNotes notes{title_->text(), setup_};
    switch (kind()) {
    case Kind::Csv:
        return QByteArray::fromStdString(plate().csv);
    case Kind::Gif:
        return gif();
    case Kind::Svg:
        return figureBytes(FigureFormat::Svg, size(), painter(plate().paint), look().paper.background, notes);
    case Kind::Pdf:
        return figureBytes(FigureFormat::Pdf, size(), painter(plate().paint), look().paper.background, notes);
    case Kind::Png:
        break;
    }
    return figureBytes(FigureFormat::Png, size(), painter(plate().paint), look().paper.background, notes);
}

void ExportDialog::refresh()
{
    for (QWidget* control : std::initializer_list<QWidget*>{width_, height_, unit_, dpi_, paper_, title_, caption_}) {
        control->setEnabled(drawn());
    }
    const QSize pixels = size().pixels;
    const QString sides = tr("%1 × %2 pixels").arg(pixels.width()).arg(pixels.height());
    info_->setText(!possible()
                       ? tr("%1: too large for such a file. Take fewer centimetres or dots per inch.").arg(sides)
                   : kind() == Kind::Csv ? tr("A table with a heading, for a spreadsheet.")
                   : kind() == Kind::Gif ? tr("%1, %2 moments").arg(sides).arg(plate().moments.size())
                   : kind() == Kind::Png ? tr("%1; dropped on the window, it brings its settings back.").arg(sides)
                                         : tr("Drawn, sharp at any size."));
    save_->setEnabled(possible());
    copy_->setEnabled(possible() && kind() != Kind::Gif);
    soon_.start();
}

void ExportDialog::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    soon_.start();
}

/// The figure as it will be, as large as there is room for: its letters keep their proportion to it.
void ExportDialog::drawPreview()
{
    if (!drawn()) {
        constexpr qsizetype kSeen = 1200; // characters
        preview_->setText(QString::fromStdString(plate().csv).left(kSeen));
        return;
    }
    const QSizeF logical = size().logical();
    const QSizeF room = QSizeF(preview_->contentsRect().size() - QSize(8, 8)) * devicePixelRatioF();
    const double scale = std::min(room.width() / logical.width(), room.height() / logical.height());
    QImage image((logical * scale).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    image.fill(look().paper.background);
    {
        QPainter on(&image);
        on.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        on.scale(scale, scale);
        painter(plate().paint)(on, QRectF(QPointF(0, 0), logical));
    }
    image.setDevicePixelRatio(devicePixelRatioF());
    preview_->setPixmap(QPixmap::fromImage(image));
}

void ExportDialog::save()
{
    auto* dialog = new QFileDialog(this, tr("Export"), {}, QStringLiteral("*.") + endingOfKind(kind()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(endingOfKind(kind()));
    dialog->selectFile(fileName());
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::saveTo);
    dialog->open();
}

void ExportDialog::saveTo(const QString& path)
{
    info_->setText(tr("Writing …"));
    QThreadPool::globalInstance()->start([path, made = bytes(), dialog = QPointer<ExportDialog>(this)] {
        QString refusal;
        try {
            writeSafely(path.toStdString(), {made.data(), static_cast<std::size_t>(made.size())});
        } catch (const Error& error) {
            refusal = QString::fromStdString(error.what());
        }
        const auto tell = [dialog, path, refusal] {
            if (dialog && refusal.isEmpty()) {
                emit dialog->written(path);
            } else if (dialog) {
                emit dialog->failed(refusal);
            }
        };
        QMetaObject::invokeMethod(qApp, tell, Qt::QueuedConnection);
    });
}

void ExportDialog::copy()
{
    auto* mime = new QMimeData;
    if (kind() == Kind::Csv) {
        mime->setText(QString::fromStdString(plate().csv));
    } else if (kind() == Kind::Svg) {
        mime->setData(QStringLiteral("image/svg+xml"), bytes());
    } else if (kind() == Kind::Pdf) {
        mime->setData(QStringLiteral("application/pdf"), bytes());
    } else {
        const QByteArray png = bytes();
        mime->setImageData(QImage::fromData(png, "PNG"));
        mime->setData(QStringLiteral("image/png"), png);
    }
    QGuiApplication::clipboard()->setMimeData(mime);
    info_->setText(tr("On the clipboard."));
}

} // namespace fovea
