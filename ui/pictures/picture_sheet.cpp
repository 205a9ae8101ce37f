#include "ui/pictures/picture_sheet.h"

#include <QPainter>

#include <algorithm>

namespace fovea {
namespace {

constexpr int kSide = 72, kGap = 10; // pixels

} // namespace

QImage pictureOf(const LabelledImages& images, Index i)
{
    const bool grey = images.channels == 1;
    const auto width = static_cast<int>(images.width), height = static_cast<int>(images.height);
    const std::uint8_t* from = images.pixels.data() + i * images.height * images.width * images.channels;
    const QImage view(from, width, height, width * (grey ? 1 : 3),
                      grey ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
    return view.copy();
}

PictureSheet::PictureSheet(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("pictures as the network will see them"));
    setToolTip(tr("Each pixel here is a pixel that the network is given"));
    setMinimumSize(2 * (kSide + kGap), kSide + 2 * kGap);
}

void PictureSheet::showPictures(const std::shared_ptr<const PictureSet>& set)
{
    set_ = set;
    label_.reset();
    byClass_.assign(set ? set->classes.size() : 0, {});
    for (Index i = 0; set && i < set->images.count; ++i) {
        byClass_[set->images.labels[static_cast<std::size_t>(i)]].push_back(i);
    }
    choose();
}

void PictureSheet::showClass(const std::optional<int>& label)
{
    label_ = label;
    choose();
}

QSize PictureSheet::cell() const
{
    return {kSide + kGap, kSide + fontMetrics().height() + kGap};
}

int PictureSheet::columns() const
{
    return std::max(1, (width() - kGap) / cell().width());
}

/// As many as there is room for; of a class that is asked for evenly from all its pictures.
void PictureSheet::choose()
{
    shown_.clear();
    const auto room = static_cast<std::size_t>(columns() * std::max(1, (height() - kGap) / cell().height()));
    if (label_ && static_cast<std::size_t>(*label_) < byClass_.size()) {
        const std::vector<Index>& all = byClass_[static_cast<std::size_t>(*label_)];
        const std::size_t count = std::min(room, all.size());
        for (std::size_t i = 0; i < count; ++i) {
            shown_.push_back(all[i * all.size() / count]);
        }
    } else {
        for (std::size_t turn = 0; shown_.size() < room; ++turn) {
            const std::size_t before = shown_.size();
            for (const std::vector<Index>& all : byClass_) {
                if (turn < all.size() && shown_.size() < room) {
                    shown_.push_back(all[turn]);
                }
            }
            if (shown_.size() == before) {
                break;
            }
        }
    }
    update();
}

QSize PictureSheet::sizeHint() const
{
    return {6 * cell().width() + kGap, 4 * cell().height() + kGap};
}

void PictureSheet::resizeEvent(QResizeEvent*)
{
    choose();
}

void PictureSheet::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (std::size_t n = 0; n < shown_.size(); ++n) {
        const auto place = static_cast<int>(n);
        const QPoint corner(kGap + place % columns() * cell().width(), kGap + place / columns() * cell().height());
        const QRect box(corner, QSize(kSide, kSide));
        painter.drawImage(box, pictureOf(set_->images, shown_[n]));
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawRect(box.adjusted(-1, -1, 0, 0));
        painter.setPen(palette().color(QPalette::WindowText));
        const std::uint8_t label = set_->images.labels[static_cast<std::size_t>(shown_[n])];
        const QString name = QString::fromStdString(set_->classes[label]);
        painter.drawText(QRect(box.left(), box.bottom() + 1, kSide, fontMetrics().height()), Qt::AlignCenter,
                         fontMetrics().elidedText(name, Qt::ElideRight, kSide));
    }
}

} // namespace fovea
