#include "ui/export/export_dialog.h"

#include "ui/export/export_form.h"
#include "ui/export/export_preview.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QThreadPool>
#include <QVBoxLayout>

namespace fovea {
namespace {

QPushButton* button(const QString& text, const QString& accessible, const QString& help)
{
    auto* made = new QPushButton(text);
    made->setAccessibleName(accessible);
    made->setToolTip(help);
    made->setFocusPolicy(Qt::TabFocus);
    made->setAutoDefault(false);
    return made;
}

QString secondsText(std::size_t moments)
{
    const double milliseconds = static_cast<double>(moments - 1) * kMomentTime + kLastTime;
    return QLocale().toString(milliseconds / 1000, 'f', 1);
}

} // namespace

ExportDialog::ExportDialog(std::vector<Plate> plates, const QString& stem, const QByteArray& setup, QWidget* parent,
                           FileWriter* writer)
    : QDialog(parent)
    , stem_(stem)
    , writer_(writer != nullptr ? writer : new FileWriter(this))
    , copies_(new NewestWork(*QThreadPool::globalInstance(), this))
    , form_(new ExportForm(std::move(plates), setup))
    , preview_(new ExportPreview)
    , frozen_(new QLabel)
    , info_(new QLabel)
    , save_(button(tr("Save…"), tr("save"), tr("Asks where to, and writes the file")))
    , copy_(button(tr("Copy"), tr("copy"), tr("Puts it on the clipboard")))
    , cancel_(button(tr("Cancel"), tr("cancel"), tr("Stops the file that is being drawn; nothing is written")))
{
    setWindowTitle(tr("Export"));
    auto* row = new QHBoxLayout(this);
    row->addWidget(makeSide(), 0);
    row->addWidget(preview_, 1);
    connectParts();
    refresh();
    resize(980, 560);
}

QWidget* ExportDialog::makeSide()
{
    frozen_->setWordWrap(true);
    frozen_->setAccessibleName(tr("moment that is put on paper"));
    frozen_->hide();
    info_->setWordWrap(true);
    info_->setAccessibleName(tr("size of the file"));
    save_->setDefault(true);
    QPushButton* close = button(tr("Close"), tr("close"), tr("Back to the window (Esc)"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(save_);
    buttons->addWidget(copy_);
    buttons->addWidget(cancel_);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(frozen_);
    column->addWidget(form_);
    column->addWidget(info_);
    column->addStretch(1);
    column->addLayout(buttons);
    side->setFixedWidth(400);
    return side;
}

void ExportDialog::connectParts()
{
    connect(form_, &ExportForm::changed, this, &ExportDialog::refresh);
    connect(preview_, &ExportPreview::expected, this, [this](qint64 bytes) {
        expected_ = bytes;
        if (!outcome_) {
            say();
        }
    });
    connect(save_, &QPushButton::clicked, this, &ExportDialog::save);
    connect(copy_, &QPushButton::clicked, this, &ExportDialog::copy);
    connect(cancel_, &QPushButton::clicked, this, &ExportDialog::cancel);
    connect(writer_, &FileWriter::busyChanged, this, &ExportDialog::refreshButtons);
    connect(copies_, &NewestWork::busyChanged, this, &ExportDialog::refreshButtons);
    connect(writer_, &FileWriter::written, this, [this](const QString& path) {
        say(tr("Written: %1").arg(path));
        emit written(path);
    });
    connect(writer_, &FileWriter::failed, this, [this](const QString& sentence) {
        say(sentence);
        emit failed(sentence);
    });
    connect(writer_, &FileWriter::cancelled, this, [this] { say(tr("Cancelled: nothing was written.")); });
}

void ExportDialog::sayFrozen(const QString& sentence)
{
    frozen_->setText(sentence);
    frozen_->setVisible(!sentence.isEmpty());
}

PlateFile ExportDialog::file() const
{
    return form_->file();
}

void ExportDialog::choosePlate(int index)
{
    form_->choosePlate(index);
}

void ExportDialog::chooseKind(Kind kind)
{
    form_->chooseKind(kind);
}

QString ExportDialog::fileName() const
{
    const PlateFile now = file();
    return stem_ + (now.plate->key.isEmpty() ? QString() : QLatin1Char('-') + now.plate->key) + QLatin1Char('.') +
           endingOf(now.kind);
}

/// Something else is chosen.
void ExportDialog::refresh()
{
    expected_ = -1;
    outcome_ = false;
    preview_->show(file());
    refreshButtons();
    say();
}

bool ExportDialog::working() const
{
    return writer_->busy() || copies_->busy();
}

void ExportDialog::refreshButtons()
{
    save_->setEnabled(possible() && !working());
    copy_->setEnabled(possible() && !working() && kind() != Kind::Gif);
    cancel_->setEnabled(working());
}

/// What will be written; or why it cannot be.
void ExportDialog::say()
{
    if (working()) {
        return; // what is said of that stands until it is done
    }
    const PlateFile now = file();
    const QLocale locale;
    const QString sides = tr("%1 × %2 pixels").arg(now.size.pixels.width()).arg(now.size.pixels.height());
    const QString refusal = refusalOf(now);
    QString film = tr("%1, %2 moments, %3 seconds")
                       .arg(sides)
                       .arg(now.plate->moments.size())
                       .arg(now.plate->moments.empty() ? QString() : secondsText(now.plate->moments.size()));
    film = expected_ < 0
               ? tr("%1.").arg(film)
               : tr("%1, about %2.").arg(film, locale.formattedDataSize(expected_, 1, QLocale::DataSizeSIFormat));
    info_->setText(!refusal.isEmpty()      ? refusal
                   : now.kind == Kind::Csv ? tr("A table with a heading, for a spreadsheet.")
                   : now.kind == Kind::Gif ? film
                   : now.kind == Kind::Png ? tr("%1; dropped on the window, it brings its settings back.").arg(sides)
                                           : tr("Drawn, sharp at any size."));
}

void ExportDialog::say(const QString& outcome)
{
    outcome_ = true;
    info_->setText(outcome);
}

void ExportDialog::save()
{
    auto* dialog = new QFileDialog(this, tr("Export"), {}, QStringLiteral("*.") + endingOf(kind()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(endingOf(kind()));
    dialog->selectFile(fileName());
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::saveTo);
    dialog->open();
}

void ExportDialog::saveTo(const QString& path)
{
    if (working()) {
        return;
    }
    say(tr("Drawing and writing %1 …").arg(path));
    writer_->write(file(), path);
}

void ExportDialog::copy()
{
    if (working()) {
        return;
    }
    say(tr("Drawing for the clipboard …"));
    const PlateFile asked = file(); // stays what it was, whatever is chosen meanwhile
    copies_->ask(drawing(
        asked, [this, asked](const QByteArray& bytes, const QImage& image) { takeCopy(asked, bytes, image); },
        [this](const QString& sentence) { say(sentence); }));
}

void ExportDialog::takeCopy(const PlateFile& file, const QByteArray& bytes, const QImage& image)
{
    auto* mime = new QMimeData;
    if (file.kind == Kind::Csv) {
        mime->setText(QString::fromUtf8(bytes));
    } else if (file.kind == Kind::Svg) {
        mime->setData(QStringLiteral("image/svg+xml"), bytes);
    } else if (file.kind == Kind::Pdf) {
        mime->setData(QStringLiteral("application/pdf"), bytes);
    } else {
        mime->setImageData(image);
        mime->setData(QStringLiteral("image/png"), bytes);
    }
    QGuiApplication::clipboard()->setMimeData(mime);
    say(tr("On the clipboard."));
    emit copied();
}

void ExportDialog::cancel()
{
    const bool copying = copies_->busy();
    copies_->stop();
    writer_->cancel();
    if (copying) {
        say(tr("Cancelled: nothing was copied."));
    }
}

} // namespace fovea
