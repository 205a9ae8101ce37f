#include "ui/export/export_preview.h"

#include "core/settings/error.h"

#include <QLabel>
#include <QLocale>
#include <QThreadPool>
#include <QVBoxLayout>

#include <algorithm>
#include <new>

namespace fovea {
namespace {

constexpr int kSoon = 120;        // milliseconds without a change before it is drawn again
constexpr qsizetype kSeen = 1200; // characters of a table
constexpr int kAround = 8;        // pixels

/// Of an animation that can be written; −1 else.
qint64 bytesExpected(const PlateFile& file)
{
    return file.kind == FileKind::Gif && refusalOf(file).isEmpty() ? expectedBytes(file) : -1;
}

} // namespace

ExportPreview::ExportPreview(QWidget* parent)
    : QWidget(parent)
    , work_(new NewestWork(*QThreadPool::globalInstance(), this))
    , picture_(new QLabel(this))
    , state_(new QLabel(this))
{
    picture_->setMinimumSize(320, 240);
    picture_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored); // as large as the room, not as the picture
    picture_->setAlignment(Qt::AlignCenter);
    picture_->setFrameShape(QFrame::StyledPanel);
    picture_->setAccessibleName(tr("what will be written"));
    state_->setAccessibleName(tr("state of the preview"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(picture_, 1);
    column->addWidget(state_);
    soon_.setSingleShot(true);
    soon_.setInterval(kSoon);
    next_.setSingleShot(true);
    connect(&soon_, &QTimer::timeout, this, &ExportPreview::draw);
    connect(&next_, &QTimer::timeout, this, &ExportPreview::advance);
    connect(work_, &NewestWork::busyChanged, this, &ExportPreview::sayState);
    sayState();
}

void ExportPreview::show(const PlateFile& file)
{
    file_ = file;
    soon_.start();
    sayState();
}

void ExportPreview::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (file_.plate) {
        soon_.start();
        sayState();
    }
}

void ExportPreview::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (file_.plate) {
        soon_.start();
    }
}

void ExportPreview::draw()
{
    if (!isVisible()) {
        return;
    }
    if (file_.kind == FileKind::Csv) {
        return ask([this, plate = file_.plate](const std::stop_token&) -> NewestWork::Answer {
            return [this, text = QString::fromStdString(plate->csv()).left(kSeen)] { takeTable(text); };
        });
    }
    const QSize room = (picture_->contentsRect().size() - QSize(kAround, kAround)) * devicePixelRatioF();
    ask([this, file = file_, room](const std::stop_token& stop) -> NewestWork::Answer {
        std::vector<QImage> pictures = previewOf(file, room, stop);
        if (stop.stop_requested()) {
            return {};
        }
        const qint64 bytes = bytesExpected(file);
        return [this, pictures, bytes] { take(pictures, bytes); }; // only while this is alive
    });
}

/// What refuses the file says so when it is written.
void ExportPreview::ask(NewestWork::Work work)
{
    ++asked_;
    work_->ask([work = std::move(work)](const std::stop_token& stop) -> NewestWork::Answer {
        try {
            return work(stop);
        } catch (const Error&) {
            return {};
        } catch (const std::bad_alloc&) {
            return {};
        }
    });
    sayState();
}

/// The first lines of it.
void ExportPreview::takeTable(const QString& text)
{
    if (file_.kind != FileKind::Csv) {
        return;
    }
    pictures_.clear();
    next_.stop();
    picture_->setText(text);
    sayState();
}

void ExportPreview::take(std::vector<QImage> pictures, qint64 bytes)
{
    if (file_.kind == FileKind::Csv) {
        return;
    }
    pictures_ = std::move(pictures);
    for (QImage& picture : pictures_) {
        picture.setDevicePixelRatio(devicePixelRatioF());
    }
    moment_ = 0;
    showMoment();
    if (bytes >= 0) {
        emit expected(bytes);
    }
}

void ExportPreview::showMoment()
{
    if (pictures_.empty()) {
        return;
    }
    picture_->setPixmap(QPixmap::fromImage(pictures_[static_cast<std::size_t>(moment_)]));
    if (moments() > 1) {
        next_.start(moment_ + 1 == moments() ? kLastTime : kMomentTime);
    } else {
        next_.stop();
    }
    sayState();
}

void ExportPreview::advance()
{
    if (moments() > 1) {
        moment_ = (moment_ + 1) % moments();
        showMoment();
    }
}

/// A line that is always there, so that nothing moves when it speaks.
void ExportPreview::sayState()
{
    const QLocale locale;
    state_->setText(
        !isNew() ? tr("drawing …")
        : moments() > 1
            ? tr("moment %1 of %2, played as in the file").arg(locale.toString(moment_ + 1), locale.toString(moments()))
            : QStringLiteral(" "));
}

} // namespace fovea
