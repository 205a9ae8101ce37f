// The inspector's pages: which there are, which of them comes first, and what is seen on each.
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
    const bool mixes = std::ranges::any_of(maps, isMixing);
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
    openNatural(maps);
}

/// What is large is what was chosen: heads where tokens look at each other, gates where nothing else has learned to choose, else
/// the picture with its map. Opened when a network of another kind comes; what somebody opens since stays open.
void InspectorView::openNatural(const std::vector<MapOfSample>& maps)
{
    const bool looks = std::ranges::any_of(maps, [](const MapOfSample& map) { return map.shares && map.learned; });
    const InspectorPage natural = std::ranges::any_of(maps, isMixing) ? InspectorPage::Heads
                                  : !looks && hasChannelGates(maps)   ? InspectorPage::Gates
                                                                      : InspectorPage::Picture;
    if (natural == natural_) {
        return;
    }
    natural_ = natural;
    if (natural != page()) {
        pages_->choose(natural);
        openPage(natural);
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
