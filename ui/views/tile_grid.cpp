// Where the pictures stand and what is painted anew; keys and pointer are in tile_grid_input.cpp.
#include "ui/views/tile_grid.h"

#include "ui/paint/screen_paper.h"
#include "ui/views/map_rows.h"

#include <QFontMetricsF>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kSmallTile = 96, kLargeTile = 112; // pixels; large ones from this width on:
constexpr int kWide = 700;
constexpr int kLeastGap = 6;
constexpr int kBelowImage = 2;
constexpr int kBeforeImage = 3;
constexpr int kRowGap = 3;
constexpr int kMargin = 2; // room for the frame of the current tile

} // namespace

TileGrid::TileGrid(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Pictures and where the network looks"));
    setToolTip(tr("Arrows: another picture. Enter or a click: show it large."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void TileGrid::showScene(const Scene& scene)
{
    const bool words = scene.classes != scene_.classes || scene.knowsEvidence != scene_.knowsEvidence;
    const bool repaintPictures = scene.range.low != scene_.range.low || scene.range.high != scene_.range.high;
    scene_ = scene;
    style_.looking = scene.looking;
    if (words) {
        layOut(); // a strip leaves room for the longest word
    }
    if (repaintPictures) {
        for (SampleTile& tile : tiles_) {
            const ShownSample sample = tile.sample();
            tile = SampleTile();
            tile.showSample(sample, scene_.range);
        }
        redrawAll();
    }
}

bool TileGrid::showSamples(const std::vector<ShownSample>& samples)
{
    bool moved = samples.size() != tiles_.size();
    const bool otherCount = moved;
    bool otherPictures = moved;
    tiles_.resize(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const SampleTile::Change change = tiles_[i].showSample(samples[i], scene_.range);
        newMaps_ = newMaps_ || change.map;
        moved = moved || change.any();
        otherPictures = otherPictures || change.picture;
        if (change.any()) {
            update(tileRect(static_cast<int>(i)));
        }
    }
    if (moved) {
        rescale();
    }
    if (otherCount) {
        layOut();
        makeCurrent(std::min(current_, std::max(0, shownCount() - 1)));
        update();
    }
    return otherPictures;
}

void TileGrid::setLook(const MapLook& look)
{
    style_.look = look;
    rescale();
    redrawAll();
}

void TileGrid::setStrip(bool strip)
{
    strip_ = strip;
    layOut();
}

void TileGrid::say()
{
    for (int i = 0; i < static_cast<int>(tiles_.size()); ++i) {
        if (tiles_[static_cast<std::size_t>(i)].say(scene_)) {
            update(textRect(i).adjusted(-1, -1, 1, 1));
        }
    }
    makeCurrent(current_); // its description
}

/// The scale that the maps share follows the maps.
void TileGrid::rescale()
{
    std::vector<Tensor> grids;
    for (const SampleTile& tile : tiles_) {
        grids.push_back(tile.grid());
    }
    style_.scale = sharedScale(style_.look.scale, grids, true);
    if (style_.look.scale == ScaleKind::PerLayer) {
        redrawAll(); // another range gives every map other colours
    }
}

void TileGrid::redrawAll()
{
    for (SampleTile& tile : tiles_) {
        tile.forgetDrawn();
    }
    update();
}

int TileGrid::shownCount() const
{
    return std::min(wantedCount(), static_cast<int>(tiles_.size()));
}

int TileGrid::textHeight() const
{
    return heightBelow(lines_, font());
}

/// A second line of words where a wrong answer with what it should be does not fit into one: whether there are wrong ones or not,
/// so that pictures stay where they are.
void TileGrid::layOut()
{
    const int before = wantedCount();
    lines_ = 1;
    arrange();
    if (widestWrong(scene_, font()) > textRect(0).width()) {
        lines_ = 2;
        arrange();
    }
    update();
    if (wantedCount() != before) {
        emit wantedCountChanged(wantedCount());
    }
}

void TileGrid::arrange()
{
    const int below = kBelowImage + textHeight();
    const QSize room(width() - 2 * kMargin, height() - 2 * kMargin);
    const int wanted = strip_ ? room.height() - below : width() >= kWide ? kLargeTile : kSmallTile;
    const int tile = std::max(24, wanted);
    columns_ = std::max(1, (room.width() + kLeastGap) / (std::max(tile, strip_ ? widestAnswer() : 0) + kLeastGap));
    rows_ = strip_ ? 1
                   : std::max(1, static_cast<int>(std::lround((room.height() + kRowGap) /
                                                              static_cast<double>(tile + below + kRowGap))));
    const int across = room.width() / columns_ - kLeastGap;
    const int down = (room.height() - kRowGap * (rows_ - 1)) / rows_ - below;
    const int side = std::max(8, std::min({across + 1, down, tile + tile / 4}));
    image_ = {side, side};
    step_ = {room.width() / columns_, side + below + kRowGap};
    const int all = rows_ * step_.height() - kRowGap;
    origin_ = {kMargin + (strip_ ? 0 : (step_.width() - side) / 2), std::max(0, (height() - all) / 2)};
}

/// Room that every answer finds below a picture, marks included.
int TileGrid::widestAnswer() const
{
    const QFontMetricsF metrics(font());
    double widest = 0;
    for (const QString& name : scene_.classes) {
        widest = std::max(widest, metrics.horizontalAdvance(name));
    }
    return static_cast<int>(std::ceil(widest + (scene_.knowsEvidence ? 2.6 : 1.5) * metrics.ascent()));
}

QRect TileGrid::imageRect(int i) const
{
    const QPoint corner = origin_ + QPoint(i % columns_ * step_.width(), i / columns_ * step_.height());
    return {corner, image_};
}

QRect TileGrid::textRect(int i) const
{
    const QRect image = imageRect(i);
    const int free = step_.width() - image_.width(); // on both sides of a picture, on its right side in a strip
    const int more = std::max(0, strip_ ? free - kLeastGap : free / 2 - kMargin);
    const int before = strip_ ? 0 : std::min(more, kBeforeImage); // words may begin a little before the picture
    return {image.left() - before, image.bottom() + 1 + kBelowImage, image.width() + before + more, textHeight()};
}

QRect TileGrid::tileRect(int i) const
{
    return imageRect(i).united(textRect(i)).adjusted(-kMargin, -kMargin, kMargin, kMargin);
}

int TileGrid::tileAt(QPoint point) const
{
    for (int i = 0; i < shownCount(); ++i) {
        if (tileRect(i).contains(point)) {
            return i;
        }
    }
    return -1;
}

QSize TileGrid::minimumSizeHint() const
{
    return {4 * 48, 48 + textHeight()};
}

void TileGrid::makeCurrent(int index)
{
    if (index != current_) {
        update(tileRect(current_));
        update(tileRect(index));
        current_ = index;
    }
    const auto at = static_cast<std::size_t>(current_);
    setAccessibleDescription(at < tiles_.size() ? tr("picture %1, %2").arg(current_ + 1).arg(tiles_[at].text())
                                                : QString());
}

void TileGrid::markOpened(const PicturePtr& picture)
{
    const Index opened = picture ? picture->sample : -1;
    if (opened != opened_) {
        opened_ = opened;
        update();
    }
}

bool TileGrid::isOpened(const SampleTile& tile) const
{
    return opened_ >= 0 && tile.sample().picture && tile.sample().picture->sample == opened_;
}

void TileGrid::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    style_.paper = paperUnder(*this);
    style_.font = font();
    if (tiles_.empty()) {
        painter.setPen(style_.paper.faint);
        painter.drawText(rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Space: pictures and their maps appear here"));
        return;
    }
    for (int i = 0; i < shownCount(); ++i) {
        if (!event->region().intersects(tileRect(i))) {
            continue;
        }
        tiles_[static_cast<std::size_t>(i)].paint(painter, imageRect(i), textRect(i), style_);
        const bool focus = hasFocus() && i == current_;
        if (focus || isOpened(tiles_[static_cast<std::size_t>(i)])) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(focus ? palette().color(QPalette::Highlight) : style_.paper.ink, 2));
            painter.drawRect(QRectF(imageRect(i)).adjusted(-1, -1, 1, 1));
        }
    }
    frames_ += newMaps_ ? 1 : 0;
    newMaps_ = false;
}

void TileGrid::resizeEvent(QResizeEvent*)
{
    layOut();
}

void TileGrid::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        layOut();
    } else if (event->type() == QEvent::PaletteChange) {
        update();
    }
}

} // namespace fovea
