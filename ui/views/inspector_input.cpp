// What the user does to the picture in the inspector: draw, pick a place, solo a head, drop or paste another picture.
#include "ui/views/inspector_view.h"

#include "ui/views/draw_tools.h"
#include "ui/views/head_grid.h"
#include "ui/views/map_pager.h"
#include "ui/views/picture_canvas.h"
#include "ui/views/text_pace.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QUrl>

#include <utility>

namespace fovea {
namespace {

/// The file that is dropped or pasted; empty: none.
QString fileIn(const QMimeData* mime)
{
    const QList<QUrl> urls = mime->urls();
    return !urls.isEmpty() && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}

} // namespace

void InspectorView::beginStroke(bool erase)
{
    if (!sample_.picture) {
        return;
    }
    stroke_.emplace(sample_.picture, static_cast<Real>(erase ? scene_.background : scene_.range.high), tools_->brush());
    drawing_ = true;
}

void InspectorView::leadStroke(const QPointF& from, const QPointF& to)
{
    if (!drawing_) {
        return;
    }
    sample_.picture = stroke_->lead(from, to);
    refresh();
    emit drawn(sample_.picture);
}

void InspectorView::endStroke()
{
    if (std::exchange(drawing_, false)) {
        emit strokeFinished(stroke_->before(), stroke_->now());
    }
}

/// A click: what the place sees; where places ask, it becomes the query.
void InspectorView::pick(int place)
{
    const MapOfSample* layer = sample_.answer ? layerOf(*sample_.answer, pager_->row()) : nullptr;
    canvas_->select(place == canvas_->selected() ? -1 : place);
    if (layer != nullptr && layer->asksFromPlaces()) {
        MapRow row = pager_->row();
        row.query = canvas_->selected();
        pager_->choose(row);
    } else {
        refreshHeads();
        heads_->say();
        sayPlace();
    }
}

/// A double click: the head that gives this place the most, or the mean of all heads again.
void InspectorView::solo(int place)
{
    MapRow row = pager_->row();
    const MapOfSample* layer = sample_.answer ? layerOf(*sample_.answer, row) : nullptr;
    if (layer == nullptr || layer->heads() <= 1) {
        return;
    }
    const bool alone = row.head >= 0;
    row.head = -1;
    if (!alone) {
        double most = -1;
        for (int head = 0; head < layer->heads(); ++head) {
            const auto weight = static_cast<double>(oneRow(*layer, {row.layer, head, row.query}).weights[place]);
            if (weight > most) {
                most = weight;
                row.head = head;
            }
        }
    }
    pager_->choose(row);
}

bool InspectorView::take(const QMimeData* mime)
{
    if (mime == nullptr) {
        return false;
    }
    if (const QString path = fileIn(mime); !path.isEmpty()) {
        emit fileDropped(path);
        return true;
    }
    const QImage image = mime->hasImage() ? qvariant_cast<QImage>(mime->imageData()) : QImage();
    if (image.isNull()) {
        return false;
    }
    emit imageDropped(image);
    return true;
}

void InspectorView::paste()
{
    take(QGuiApplication::clipboard()->mimeData());
}

void InspectorView::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasImage() || !fileIn(event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void InspectorView::dropEvent(QDropEvent* event)
{
    if (take(event->mimeData())) {
        event->acceptProposedAction();
    }
}

} // namespace fovea
