// The maps that the inspector shows, and the scale that those share which are seen together.
#include "ui/views/inspector_view.h"

#include "ui/views/head_grid.h"
#include "ui/views/map_choice.h"
#include "ui/views/map_pager.h"
#include "ui/views/map_words.h"
#include "ui/views/picture_canvas.h"

#include <algorithm>

namespace fovea {
namespace {

/// Both maps as one list of weights: their common range.
Tensor joined(const std::vector<Tensor>& grids)
{
    Reals weights;
    for (const Tensor& grid : grids) {
        weights.insert(weights.end(), grid.data(), grid.data() + grid.size());
    }
    const auto count = static_cast<Index>(weights.size());
    return {Shape{count}, std::move(weights)};
}

} // namespace

/// Beside bars of channels the picture stands alone: its colours may be what the gate follows.
void InspectorView::refreshMaps()
{
    refreshHeads();
    sayFollowed();
    const MapRow row = pager_->row();
    const bool mapsHere = page() == InspectorPage::Picture || page() == InspectorPage::Heads;
    const auto over = [&](const std::optional<AnswerOfSample>& answer) { // a map of what a window showed lies elsewhere
        const MapOfSample* map = answer ? layerOf(*answer, row) : nullptr;
        return map != nullptr && map->inImage ? map : nullptr;
    };
    const MapOfSample* layer = mapsHere ? over(sample_.answer) : nullptr;
    const MapOfSample* twin = wantsUntrained() ? over(sample_.untrained) : nullptr;
    const bool gate = layer != nullptr && !layer->shares; // each weight on its own between 0 and 1
    const MapOfSample* either = layer != nullptr ? layer : twin;
    std::optional<MapScale> scale = sharedScale(gate ? ScaleKind::Fixed : look_.scale, gridsForScale(layer, twin),
                                                false, either != nullptr ? askedIn(*either, row) : std::vector<bool>());
    if (page() == InspectorPage::Heads && look_.scale != ScaleKind::PerImage) {
        if (const auto among = scaleAmongHeads(row)) {
            scale = among;
        }
    }
    const QString caption = mapsHere ? rowCaption() : QString();
    canvas_->setCaption(!twin_->isVisibleTo(this) ? caption
                        : caption.isEmpty()       ? tr("now")
                                                  : tr("now: %1").arg(caption));
    const auto mapOf = [&](const MapOfSample* shown) {
        Tensor grid = shown != nullptr ? gridOf(oneRow(*shown, row)) : Tensor();
        const bool choice = !grid.empty() && MapScale::hasMap(grid.size());
        return CanvasMap{choice ? std::move(grid) : Tensor(), scale};
    };
    canvas_->showMap(mapOf(layer));
    canvas_->setField(layer != nullptr ? fieldOf(scene_, *layer) : std::nullopt);
    twin_->showMap(mapOf(twin));
    const bool framed = sample_.answer && !sample_.answer->glimpses.empty();
    choice_->showScale(scale, framed             ? tr("white frames: where it looked")
                              : layer != nullptr ? nothingToChoose()
                              : sample_.picture  ? tr("Space: the map appears here")
                                                 : QString());
    emit scaleShown(choice_->isVisibleTo(this) ? scale : std::nullopt);
}

/// The maps whose weights span the scale: with the untrained network's beside, both share one.
std::vector<Tensor> InspectorView::gridsForScale(const MapOfSample* layer, const MapOfSample* twin) const
{
    const MapRow row = pager_->row();
    std::vector<Tensor> grids;
    for (const MapOfSample* map : {layer, twin}) {
        if (map != nullptr) {
            const std::vector<Tensor> more =
                look_.scale == ScaleKind::PerLayer ? gridsOf(*map) : std::vector<Tensor>{gridOf(oneRow(*map, row))};
            grids.insert(grids.end(), more.begin(), more.end());
        }
    }
    return look_.scale == ScaleKind::PerImage && grids.size() > 1 ? std::vector<Tensor>{joined(grids)} : grids;
}

/// Where the network weighs nothing, no layer is followed: whoever follows says so.
void InspectorView::sayFollowed()
{
    if (!sample_.answer) {
        return;
    }
    StepsAsked now;
    const MapRow row = pager_->row();
    if (const MapOfSample* layer = layerOf(*sample_.answer, row)) {
        const bool places = layer->asksFromPlaces();
        const Index middle = layer->queryGrid.h / 2 * layer->queryGrid.w + layer->queryGrid.w / 2;
        const Index query = row.query >= 0 ? row.query : places ? middle : 0;
        now = {layer->layer, row.head, query + (places ? layer->extra : 0)};
    }
    if (now != followed_) {
        followed_ = now;
        emit followed(now);
    }
}

void InspectorView::refreshHeads()
{
    if (page() != InspectorPage::Heads) {
        return;
    }
    const std::vector<MapOfSample> none;
    const std::vector<MapOfSample>& maps = sample_.answer ? sample_.answer->maps : none;
    MapRow row = pager_->row();
    const std::size_t before = heads_->rows().size();
    std::vector<HeadRow> rows = headRows(maps, full_, canvas_->selected(), row, look_.scale);
    row.layer = layerNumber(maps, row);
    heads_->showRows(sample_.picture, scene_.range, std::move(rows), row);
    if (heads_->rows().size() != before) {
        arrange();
    }
}

/// On the page of the heads all maps share one scale: that of the layer's row in the grid.
std::optional<MapScale> InspectorView::scaleAmongHeads(const MapRow& row) const
{
    const int layer = sample_.answer ? layerNumber(sample_.answer->maps, row) : -1;
    const auto found = std::ranges::find(heads_->rows(), layer, &HeadRow::layer);
    return found != heads_->rows().end() ? found->scale : std::nullopt;
}

} // namespace fovea
