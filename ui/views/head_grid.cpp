// What the head grid holds and how it is painted; keys and clicks are in head_grid_input.cpp.
#include "ui/views/head_grid.h"

#include "ui/paint/device_pixels.h"
#include "ui/paint/marks.h"
#include "ui/paint/screen_paper.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kGap = 4;            // between tiles, room for the frame of the one in view
constexpr int kLabelGap = 8;       // between a layer's name and its maps
constexpr int kLeastOutlined = 40; // smaller tiles would be all outline
constexpr int kLargestTile = 200, kLeastTile = 20;

/// A ring on the place that asks: no outline, which would be taken for the object's.
void paintAsking(QPainter& painter, const QRectF& place)
{
    const double radius = std::clamp(0.3 * std::min(place.width(), place.height()), 2.5, 7.0);
    painter.setBrush(Qt::white);
    painter.setPen(QPen(Qt::black, 1.5));
    painter.drawEllipse(place.center(), radius, radius);
}

QString pixelsText(double pixels)
{
    return std::isfinite(pixels) ? QLocale().toString(pixels, 'f', 1) : QString();
}

} // namespace

HeadGrid::HeadGrid(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Maps of all heads"));
    setToolTip(
        tr("One map for each head. Click: this head's figures; double click: this head alone. Arrows and Enter do "
           "the same. A click on a place of the picture shows whom its token asks, in every block."));
}

void HeadGrid::showRows(const PicturePtr& picture, const PixelRange& range, std::vector<HeadRow> rows,
                        const MapRow& inView)
{
    const auto sameShape = [](const HeadRow& a, const HeadRow& b) {
        return a.name == b.name && a.grids.size() == b.grids.size();
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
    for (const HeadRow& row : rows_) {
        std::vector<QString> texts(row.grids.size());
        std::ranges::transform(row.reach, texts.begin(), pixelsText);
        captions_.push_back(std::move(texts));
    }
    describeCurrent();
    update();
}

QString HeadGrid::caption(int row, int head) const
{
    const auto r = static_cast<std::size_t>(row), h = static_cast<std::size_t>(head);
    return r < captions_.size() && h < captions_[r].size() ? captions_[r][h] : QString();
}

int HeadGrid::mostHeads() const
{
    std::size_t most = 1;
    for (const HeadRow& row : rows_) {
        most = std::max(most, row.grids.size());
    }
    return static_cast<int>(most);
}

int HeadGrid::rowsWithReach() const
{
    return static_cast<int>(std::ranges::count_if(rows_, [](const HeadRow& row) { return !row.reach.empty(); }));
}

int HeadGrid::captionHeight(int row) const
{
    return rows_[static_cast<std::size_t>(row)].reach.empty() ? 0 : line_;
}

/// The side of a map such that all heads fit beside and all layers below each other.
double HeadGrid::sideFor(double width, double height) const
{
    const auto rows = static_cast<double>(std::max<std::size_t>(1, rows_.size()));
    const double across = (width - left_ - kGap) / mostHeads() - kGap;
    const double down = (height - top_ - kGap - rowsWithReach() * line_) / rows - kGap;
    return std::clamp(std::floor(std::min(across, down)), double(kLeastTile), double(kLargestTile));
}

void HeadGrid::layOut()
{
    const QFontMetricsF metrics(font());
    line_ = static_cast<int>(std::ceil(metrics.height()));
    top_ = line_;
    double widest = rowsWithReach() > 0 ? metrics.horizontalAdvance(tr("by chance %1").arg(QStringLiteral("88.8"))) : 0;
    for (const HeadRow& row : rows_) {
        widest = std::max(widest, metrics.horizontalAdvance(row.name));
    }
    left_ = static_cast<int>(std::min(std::ceil(widest) + kLabelGap, 0.4 * width()));
    side_ = static_cast<int>(sideFor(width(), height()));
}

int HeadGrid::wantedHeight(int width) const
{
    const double side = sideFor(width, 1e6);
    return top_ + kGap + static_cast<int>(rows_.size()) * (static_cast<int>(side) + kGap) + rowsWithReach() * line_;
}

QRect HeadGrid::tileRect(int row, int head) const
{
    int top = top_;
    for (int above = 0; above < row; ++above) {
        top += side_ + kGap + captionHeight(above);
    }
    return {left_ + kGap + head * (side_ + kGap), top, side_, side_};
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
    paintHeadings(painter);
    for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
        for (int head = 0; head < static_cast<int>(rows_[static_cast<std::size_t>(row)].grids.size()); ++head) {
            paintTile(painter, {row, head});
        }
    }
    frames_ += newMaps_ ? 1 : 0;
    newMaps_ = false;
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
    const bool words = metrics.horizontalAdvance(tr("head %1").arg(8)) <= side_;
    for (int head = 0; head < mostHeads(); ++head) {
        const QRect tile = tileRect(0, head);
        painter.drawText(QRectF(tile.left(), 0, tile.width(), line_), Qt::AlignHCenter | Qt::AlignVCenter,
                         words ? tr("head %1").arg(head + 1) : QLocale().toString(head + 1));
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
    if (row.asked) {
        const Tensor& grid = row.grids.front();
        const double w = place.width() / static_cast<double>(grid.dim(1)),
                     h = place.height() / static_cast<double>(grid.dim(0));
        const Index columns = grid.dim(1);
        paintAsking(painter, QRectF(place.left() + static_cast<double>(row.query % columns) * w,
                                    place.top() + static_cast<double>(row.query / columns) * h, w, h));
    }
    const bool inView = row.layer == inView_.layer && (inView_.head == tile.head || row.grids.size() == 1);
    const bool focused = hasFocus() && current_.row == tile.row && current_.head == tile.head;
    if (inView || focused) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(inView ? paper.ink : palette().color(QPalette::Highlight), focused ? 3 : 2));
        painter.drawRect(QRectF(target).adjusted(-2, -2, 2, 2));
    }
    if (const auto h = static_cast<std::size_t>(tile.head); h < row.reach.size()) {
        const QString text = caption(tile.row, tile.head);
        const bool fits = QFontMetricsF(font()).horizontalAdvance(text) <= side_ - 2;
        painter.setPen(paper.ink);
        painter.drawText(QRectF(target.left() - kGap / 2.0, target.bottom() + 1, target.width() + kGap, line_),
                         Qt::AlignHCenter | Qt::AlignVCenter,
                         fits ? text : QLocale().toString(std::round(row.reach[h]), 'f', 0));
    }
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
