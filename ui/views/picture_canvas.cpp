// What the large picture paints; what the pointer and the keys do on it is in canvas_input.cpp.
#include "ui/views/picture_canvas.h"

#include "ui/paint/device_pixels.h"
#include "ui/paint/screen_paper.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kFrame = 2; // room for the frame of the focus, logical pixels

/// Whether two maps have the same weights on the same scale. The ends of a scale that follows the weights are not
/// compared: such a map is drawn anew.
bool looksLike(const CanvasMap& a, const CanvasMap& b)
{
    if (!a.hasMap() || !b.hasMap()) {
        return a.hasMap() == b.hasMap();
    }
    const ScaleKind kind = a.scale->kind();
    return kind == b.scale->kind() && (kind == ScaleKind::TimesUniform || kind == ScaleKind::Fixed) && a.grid == b.grid;
}

} // namespace

PictureCanvas::PictureCanvas(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PictureCanvas::showPicture(const PicturePtr& picture, const PixelRange& range)
{
    if (picture == picture_ && range.low == range_.low && range.high == range_.high) {
        return;
    }
    picture_ = picture;
    range_ = range;
    pixels_ = picture ? pixelImage(picture->pixels, range) : QImage();
    pressed_ = pressed_ && picture;
    leading_ = leading_ && picture;
    setCursor(picture && !readOnly_ ? Qt::CrossCursor : Qt::ArrowCursor);
    forgetDrawn();
}

void PictureCanvas::showMap(const CanvasMap& map)
{
    if (looksLike(map, map_)) {
        return;
    }
    newMap_ = newMap_ || (map.hasMap() && map.grid != map_.grid);
    map_ = map;
    const int places = map_.hasMap() ? static_cast<int>(map_.grid.size()) : 0;
    selected_ = selected_ < places ? selected_ : -1;
    pointed_ = pointed_ < places ? pointed_ : -1;
    forgetDrawn();
}

void PictureCanvas::showGlimpses(const std::vector<GlimpseOfSample>& looks, const GlimpseMarks& marks)
{
    newMap_ = newMap_ || (!looks.empty() && !sameWindows(looks, looks_));
    looks_ = looks;
    marks_ = marks;
    update();
}

void PictureCanvas::setLook(const MapLook& look)
{
    look_ = look;
    forgetDrawn();
}

void PictureCanvas::setField(const std::optional<ReceptiveField>& field)
{
    if (field == field_) {
        return;
    }
    field_ = field;
    update();
}

void PictureCanvas::setCaption(const QString& caption)
{
    if (caption == caption_) {
        return;
    }
    caption_ = caption;
    update();
}

void PictureCanvas::setMessage(const QString& message)
{
    message_ = message;
    update();
}

void PictureCanvas::setReadOnly(bool readOnly)
{
    readOnly_ = readOnly;
    setFocusPolicy(readOnly ? Qt::NoFocus : Qt::TabFocus);
}

void PictureCanvas::select(int place)
{
    selected_ = place;
    update();
}

void PictureCanvas::forgetDrawn()
{
    drawn_ = QImage();
    update();
}

QRect PictureCanvas::pictureRect() const
{
    if (pixels_.isNull()) {
        return {};
    }
    const int top = caption_.isEmpty() ? 0 : static_cast<int>(std::ceil(QFontMetricsF(font()).height()));
    const QRect room = rect().adjusted(kFrame, top + kFrame, -kFrame, -kFrame);
    QRect place(QPoint(0, 0), pixels_.size().scaled(room.size(), Qt::KeepAspectRatio));
    place.moveCenter(room.center());
    return place;
}

QRectF PictureCanvas::placeRect(int place) const
{
    const QRectF picture = pictureRect();
    const auto columns = static_cast<int>(map_.grid.dim(1)), rows = static_cast<int>(map_.grid.dim(0));
    const double across = picture.width() / columns, down = picture.height() / rows;
    return {picture.left() + place % columns * across, picture.top() + place / columns * down, across, down};
}

QPoint PictureCanvas::middleOf(int place) const
{
    return placeRect(place).center().toPoint();
}

QRectF PictureCanvas::seen() const
{
    if (selected_ < 0 || !map_.hasMap() || !field_) {
        return {};
    }
    const auto columns = static_cast<int>(map_.grid.dim(1));
    const auto first = [this](int place) { return static_cast<double>(field_->start + place * field_->step); };
    const auto size = static_cast<double>(field_->size);
    const QRectF whole(first(selected_ % columns), first(selected_ / columns), size, size);
    return whole.intersected(QRectF(pixels_.rect()));
}

QString PictureCanvas::seenText() const
{
    const QRectF inside = seen();
    if (inside.isNull()) {
        return {};
    }
    const QString text = tr("sees %1 × %1 pixels").arg(field_->size);
    const bool whole =
        inside.width() >= static_cast<double>(field_->size) && inside.height() >= static_cast<double>(field_->size);
    return whole ? text : tr("%1, %2 × %3 in the picture").arg(text).arg(inside.width()).arg(inside.height());
}

QImage PictureCanvas::drawn(QSize size)
{
    if (drawn_.size() != size) {
        drawn_ =
            map_.hasMap() ? heatmapImage(pixels_, map_.grid, *map_.scale, look_.style, size) : resized(pixels_, size);
    }
    return drawn_;
}

void PictureCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Paper paper = paperUnder(*this);
    painter.setFont(font());
    if (pixels_.isNull()) {
        painter.setPen(paper.faint);
        painter.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, message_);
        return;
    }
    const QRectF place = paintDevicePixels(painter, pictureRect(), [this](QSize size) { return drawn(size); });
    frames_ += newMap_ ? 1 : 0;
    newMap_ = false;
    if (!caption_.isEmpty()) {
        painter.setPen(paper.ink);
        painter.drawText(QRectF(place.left(), 0, place.width(), place.top() - 1), Qt::AlignLeft | Qt::AlignBottom,
                         QFontMetricsF(font()).elidedText(caption_, Qt::ElideRight, place.width()));
    }
    if (look_.evidence && picture_->evidence) {
        paintEvidence(painter, place, pixels_.size(), *picture_->evidence);
    }
    GlimpseMarks marks = marks_;
    marks.pixels = font().pixelSize();
    paintGlimpses(painter, place, pixels_.size(), looks_, marks);
    paintField(painter, place);
    paintPointed(painter);
}

/// What the selected place sees: dashed, so that it is not taken for the object. How large that is stands beside the picture.
void PictureCanvas::paintField(QPainter& painter, const QRectF& place) const
{
    const QRectF inside = seen();
    if (inside.isNull()) {
        return;
    }
    const double across = place.width() / pixels_.width(), down = place.height() / pixels_.height();
    const QRectF outline(place.left() + inside.left() * across, place.top() + inside.top() * down,
                         inside.width() * across, inside.height() * down);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::black, 3));
    painter.drawRect(outline.adjusted(1.5, 1.5, -1.5, -1.5));
    QPen dashes(Qt::white, 1.6);
    dashes.setDashPattern({4, 3});
    painter.setPen(dashes);
    painter.drawRect(outline.adjusted(1.5, 1.5, -1.5, -1.5));
}

/// The focus: the place under the keyboard's cursor, or a frame around the whole.
void PictureCanvas::paintPointed(QPainter& painter) const
{
    if (!hasFocus()) {
        return;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Highlight), kFrame));
    painter.drawRect(QRectF(pictureRect()).adjusted(-1, -1, 1, 1));
    if (pointed_ >= 0 && map_.hasMap()) {
        const QRectF frame = placeRect(pointed_).adjusted(1, 1, -1, -1);
        painter.setPen(QPen(Qt::black, 4));
        painter.drawRect(frame);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(frame);
    }
}

} // namespace fovea
