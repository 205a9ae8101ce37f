// The inspector's pages: which there are, what is seen on each, and the maps of all heads.
#include "ui/views/inspector_view.h"

#include "ui/views/answer_line.h"
#include "ui/views/cost_view.h"
#include "ui/views/draw_tools.h"
#include "ui/views/gate_view.h"
#include "ui/views/head_grid.h"
#include "ui/views/map_choice.h"
#include "ui/views/map_pager.h"
#include "ui/views/map_words.h"
#include "ui/views/page_choice.h"
#include "ui/views/picture_canvas.h"
#include "ui/views/text_pace.h"

#include <QLabel>

#include <algorithm>

namespace fovea {

void InspectorView::connectPages()
{
    connect(pages_, &PageChoice::picked, this, &InspectorView::openPage);
    connect(heads_, &HeadGrid::picked, pager_, &MapPager::choose);
    connect(heads_, &HeadGrid::soloed, this, [this](const MapRow& row) {
        pager_->choose(row);
        pages_->choose(InspectorPage::Picture);
        openPage(InspectorPage::Picture);
    });
    connect(gates_, &GateView::resized, this, &InspectorView::arrange);
    connect(cost_, &CostView::measureAsked, this, &InspectorView::costAsked);
}

InspectorPage InspectorView::page() const
{
    return pages_->chosen();
}

void InspectorView::openPage(InspectorPage page)
{
    showParts();
    refresh();
    say();
    arrange();
    emit gatesAsked(page == InspectorPage::Gates);
}

/// Offers the pages that the network in view has something for; without an answer those of the last.
void InspectorView::offerPages()
{
    if (!sample_.answer) {
        return;
    }
    const std::vector<MapOfSample>& maps = sample_.answer->maps;
    const bool mixes = std::ranges::any_of(maps, [](const MapOfSample& map) { return map.asksFromPlaces(); });
    const bool reaches = std::ranges::any_of(maps, [](const MapOfSample& map) { return !map.reach.empty(); });
    QList<InspectorPage> pages{InspectorPage::Picture};
    if (hasHeads(maps)) {
        pages << InspectorPage::Heads;
    }
    if (hasChannelGates(maps)) {
        pages << InspectorPage::Gates;
    }
    if (full_ && mixes) {
        pages << InspectorPage::Cost;
    }
    const bool changed = pages != pages_->offered() || reaches != reaches_ || mixes != mixes_;
    reaches_ = reaches;
    mixes_ = mixes;
    if (changed) {
        pages_->offer(pages);
        showParts();
        arrange();
    }
}

/// What is seen on the page in view.
void InspectorView::showParts()
{
    const InspectorPage page = pages_->chosen();
    const bool picture = page == InspectorPage::Picture, maps = picture || page == InspectorPage::Heads;
    canvas_->setVisible(page != InspectorPage::Cost);
    twin_->setVisible(picture && wantsUntrained() && sample_.picture);
    place_->setVisible(!present_ && page != InspectorPage::Cost);
    choice_->setVisible(maps);
    choice_->setFull(full_ && !present_ && picture);
    pager_->setShown(maps);
    tools_->setVisible(!present_ && picture);
    figures_->setVisible(maps);
    heads_->setVisible(page == InspectorPage::Heads);
    gates_->setVisible(page == InspectorPage::Gates);
    cost_->setVisible(page == InspectorPage::Cost);
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

/// "block 2, head 3", where another map is looked at than usual.
QString InspectorView::rowCaption() const
{
    const MapRow row = pager_->row();
    const MapOfSample* layer = sample_.answer ? layerOf(*sample_.answer, row) : nullptr;
    if (layer == nullptr || (row.layer < 0 && row.head < 0)) {
        return {};
    }
    const QString name = layerText(layer->layer);
    return row.head >= 0 && layer->heads() > 1 ? tr("%1, head %2").arg(name).arg(row.head + 1) : name;
}

/// Another picture: no place of it asks yet.
void InspectorView::forgetPlace()
{
    const int asked = canvas_->selected();
    canvas_->select(-1);
    MapRow row = pager_->row();
    if (asked >= 0 && row.query == asked) {
        row.query = -1;
        pager_->choose(row);
    }
}

void InspectorView::showGateMeans(const std::shared_ptr<const GateMeans>& means, const QString& moment)
{
    gates_->showMeans(means, moment);
}

void InspectorView::showCosts(const std::vector<CostCurve>& curves, bool measuring)
{
    cost_->showCosts(curves, measuring);
}

} // namespace fovea
