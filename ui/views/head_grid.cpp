// What the head grid holds and how it is painted; where maps stand is in head_grid_layout.cpp, keys and clicks are in
// head_grid_input.cpp.
#include "ui/views/head_grid.h"

#include "ui/paint/device_pixels.h"
#include "ui/paint/screen_paper.h"
#include "ui/views/heads_figure.h"
#include "ui/views/map_words.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace fovea {
namespace {

constexpr int kLeastOutlined = 40; // smaller tiles would be all outline

QString pixelsText(double pixels)
{
    return std::isfinite(pixels) ? QLocale().toString(pixels, 'f', 1) : QString();
}

QString headText(int head)
{
    return HeadGrid::tr("head %1").arg(head + 1);
}

} // namespace

HeadGrid::HeadGrid(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Maps of all heads"));
    setToolTip(
        tr("One map for each head. Click: this head's figures; double click: this head alone. Arrows and Enter do "
           "the same. A click on a cell of the picture shows whom it asks, in every block."));
}

void HeadGrid::showRows(const PicturePtr& picture, const PixelRange& range, std::vector<HeadRow> rows,
                        const MapRow& inView)
{
    const auto sameShape = [](const HeadRow& a, const HeadRow& b) {
        return a.name == b.name && a.grids.size() == b.grids.size() && a.asks == b.asks;
    };
    const bool reshaped = !std::ranges::equal(rows, rows_, sameShape);
    if (picture != picture_) {
        pixels_ = picture ? pixelImage(picture->pixels, range) : QImage();
    }
    picture_ = picture;
    rows_ = std::move(rows);
    inView_ = inView;
    newMaps_ = true;
    if (reshaped) {
        current_ = {};
        say();
        layOut();
    }
    update();
}

void HeadGrid::setLook(const MapLook& look)
{
    look_ = look;
    update();
}

void HeadGrid::say()
{
    captions_.clear();
    asked_.clear();
    for (const HeadRow& row : rows_) {
        std::vector<QString> texts(row.grids.size());
        std::ranges::transform(row.reach, texts.begin(), pixelsText);
        captions_.push_back(std::move(texts));
        asked_.emplace_back();
        for (std::size_t head = 0; head < row.peaks.size(); ++head) {
            asked_.back().push_back(asksTexts(row, head));
        }
    }
    describeCurrent();
    update();
}

QString HeadGrid::caption(int row, int head) const
{
    const auto r = static_cast<std::size_t>(row), h = static_cast<std::size_t>(head);
    return r < captions_.size() && h < captions_[r].size() ? captions_[r][h] : QString();
}

QStringList HeadGrid::asksMost(int row, int head) const
{
    const auto r = static_cast<std::size_t>(row), h = static_cast<std::size_t>(head);
    return r < asked_.size() && h < asked_[r].size() ? asked_[r][h] : QStringList();
}

void HeadGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (rows_.empty()) {
        painter.setPen(paperUnder(*this).faint);
        painter.drawText(rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Space: the maps of all heads appear here"));
        return;
    }
    if (alone()) {
        paintHeading(painter);
    } else {
        paintHeadings(painter);
    }
    for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
        for (int head = 0; head < static_cast<int>(rows_[static_cast<std::size_t>(row)].grids.size()); ++head) {
            paintTile(painter, {row, head});
        }
    }
    frames_ += newMaps_ ? 1 : 0;
    newMaps_ = false;
}

/// One layer alone: its name and what its reach would be by chance, in a line.
void HeadGrid::paintHeading(QPainter& painter) const
{
    const HeadRow& layer = rows_.front();
    const QFontMetricsF metrics(font());
    painter.setPen(paperUnder(*this).ink);
    painter.drawText(QRectF(kGap, 0, width() - kGap, line_), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(layer.reach.empty() ? layer.name
                                                            : tr("%1; how far each looks, by chance %2 px")
                                                                  .arg(layer.name, pixelsText(layer.uniformReach)),
                                        Qt::ElideRight, width() - 2 * kGap));
}

/// The heads' numbers above, the layers' names to the left, and below each name what its reach would be by chance.
void HeadGrid::paintHeadings(QPainter& painter) const
{
    const Paper paper = paperUnder(*this);
    const QFontMetricsF metrics(font());
    painter.setPen(paper.faint);
    if (rowsWithReach() > 0) {
        painter.drawText(QRectF(0, 0, left_, line_), Qt::AlignLeft | Qt::AlignVCenter, tr("reach, px"));
    }
    const bool words = metrics.horizontalAdvance(headText(7)) <= side_;
    for (int head = 0; head < mostHeads(); ++head) {
        const QRect tile = tileRect(0, head);
        painter.drawText(QRectF(tile.left(), 0, tile.width(), line_), Qt::AlignHCenter | Qt::AlignVCenter,
                         words ? headText(head) : QLocale().toString(head + 1));
    }
    for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
        const HeadRow& layer = rows_[static_cast<std::size_t>(row)];
        const QRect tile = tileRect(row, 0);
        painter.setPen(paper.ink);
        painter.drawText(QRectF(0, tile.top(), left_, tile.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(layer.name, Qt::ElideRight, left_ - 2));
        if (!layer.reach.empty()) {
            painter.setPen(paper.faint);
            painter.drawText(QRectF(0, tile.bottom() + 1, left_, line_), Qt::AlignLeft | Qt::AlignVCenter,
                             tr("by chance %1").arg(pixelsText(layer.uniformReach)));
        }
    }
}

QImage HeadGrid::drawn(const Tile& tile, QSize size) const
{
    const HeadRow& row = rows_[static_cast<std::size_t>(tile.row)];
    const Tensor& grid = row.grids[static_cast<std::size_t>(tile.head)];
    if (grid.empty() || !row.scale) {
        return resized(pixels_, size);
    }
    const MapScale scale = row.scale->kind() == ScaleKind::PerImage ? MapScale::perImage(grid) : *row.scale;
    return heatmapImage(pixels_, grid, scale, look_.style, size);
}

void HeadGrid::paintTile(QPainter& painter, const Tile& tile) const
{
    const Paper paper = paperUnder(*this);
    const QRect target = tileRect(tile.row, tile.head);
    const QRectF place = paintDevicePixels(painter, target, [&](QSize size) { return drawn(tile, size); });
    const HeadRow& row = rows_[static_cast<std::size_t>(tile.row)];
    if (look_.evidence && side_ >= kLeastOutlined && picture_ && picture_->evidence) {
        paintEvidence(painter, place, pixels_.size(), *picture_->evidence);
    }
    paintAsking(painter, place, row, static_cast<std::size_t>(tile.head));
    const bool inView = row.layer == inView_.layer && (inView_.head == tile.head || row.grids.size() == 1);
    const bool focused = hasFocus() && current_.row == tile.row && current_.head == tile.head;
    if (inView || focused) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(inView ? paper.ink : palette().color(QPalette::Highlight), focused ? 3 : 2));
        painter.drawRect(QRectF(target).adjusted(-2, -2, 2, 2));
    }
    paintCaption(painter, tile);
}

/// Below the map how far it looks, and under that what the clicked place asks most.
void HeadGrid::paintCaption(QPainter& painter, const Tile& tile) const
{
    const bool reaches = alone() || !rows_[static_cast<std::size_t>(tile.row)].reach.empty();
    if (reaches) {
        paintLine(painter, tile, 0, reachTexts(tile));
    }
    paintLine(painter, tile, reaches ? 1 : 0, asksMost(tile.row, tile.head));
}

/// The first of the texts that fits below the map, else the last.
void HeadGrid::paintLine(QPainter& painter, const Tile& tile, int line, const QStringList& texts) const
{
    if (texts.isEmpty()) {
        return;
    }
    const QRect target = tileRect(tile.row, tile.head);
    const QFontMetricsF metrics(font());
    const auto fits = [&](const QString& text) { return metrics.horizontalAdvance(text) <= pitch_ - 2; };
    const auto found = std::ranges::find_if(texts, fits);
    QRectF room(0, target.bottom() + 1 + line * line_, pitch_, line_);
    room.moveCenter({target.center().x() + 0.5, room.center().y()});
    painter.setPen(paperUnder(*this).ink);
    painter.drawText(room, Qt::AlignHCenter | Qt::AlignVCenter, found != texts.end() ? *found : texts.last());
}

/// Of one layer alone also which head it is. What does not fit is left out from its end.
QStringList HeadGrid::reachTexts(const Tile& tile) const
{
    const QString reach = caption(tile.row, tile.head);
    if (alone()) {
        const QString head = headText(tile.head), number = QLocale().toString(tile.head + 1);
        return reach.isEmpty() ? QStringList{head, number}
                               : QStringList{tr("%1: %2 px").arg(head, reach), tr("%1: %2").arg(number, reach), number};
    }
    if (reach.isEmpty()) {
        return {};
    }
    const double pixels = rows_[static_cast<std::size_t>(tile.row)].reach[static_cast<std::size_t>(tile.head)];
    return {reach, QLocale().toString(std::round(pixels), 'f', 0)}; // the number alone, rounded
}

void HeadGrid::resizeEvent(QResizeEvent*)
{
    layOut();
}

void HeadGrid::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        layOut();
    }
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        update();
    }
}

} // namespace fovea
