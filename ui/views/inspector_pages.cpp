// The inspector's pages: which there are, which of them comes first, and what is seen on each.
#include "ui/views/inspector_view.h"

#include "ui/views/answer_line.h"
#include "ui/views/cost_view.h"
#include "ui/views/draw_tools.h"
#include "ui/views/gate_view.h"
#include "ui/views/gazes_view.h"
#include "ui/views/glimpse_view.h"
#include "ui/views/head_grid.h"
#include "ui/views/map_choice.h"
#include "ui/views/map_pager.h"
#include "ui/views/map_words.h"
#include "ui/views/page_choice.h"
#include "ui/views/picture_canvas.h"
#include "ui/views/probability_bars.h"
#include "ui/views/reward_view.h"
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
    connect(glimpses_, &GlimpseView::looked, this, [this] {
        refreshGlimpses();
        say();
    });
    connect(reward_, &RewardView::measureAsked, this, [this] {
        reward_->showMeasuring();
        emit varianceAsked();
    });
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
    askForPage(page);
}

/// What the page in view needs measured, and that the others do not any more.
void InspectorView::askForPage(InspectorPage page)
{
    emit gatesAsked(page == InspectorPage::Gates);
    emit gazesAsked(page == InspectorPage::Gazes);
    if (page == InspectorPage::Reward && !reward_->isMeasured()) {
        reward_->showMeasuring();
        emit varianceAsked();
    }
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
    if (hasGlimpses(*sample_.answer)) {
        pages << InspectorPage::Glimpses << InspectorPage::Gazes;
    }
    if (scene_.looking.mechanism == "glimpses") {
        pages << InspectorPage::Reward;
    }
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
    openNatural(*sample_.answer);
}

/// What is large is what was chosen: the parts of the picture where those are looked at, heads where tokens look at each other, gates where nothing else has learned to choose, else
/// the picture with its map. Opened when a network of another kind comes; what somebody opens since stays open.
void InspectorView::openNatural(const AnswerOfSample& answer)
{
    const std::vector<MapOfSample>& maps = answer.maps;
    const bool looks = std::ranges::any_of(maps, [](const MapOfSample& map) { return map.shares && map.learned; });
    const InspectorPage natural = hasGlimpses(answer)                   ? InspectorPage::Glimpses
                                  : std::ranges::any_of(maps, isMixing) ? InspectorPage::Heads
                                  : !looks && hasChannelGates(maps)     ? InspectorPage::Gates
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
    const bool alone = page == InspectorPage::Cost || page == InspectorPage::Gazes ||
                       page == InspectorPage::Reward; // no picture beside it
    canvas_->setVisible(!alone);
    twin_->setVisible(picture && wantsUntrained() && sample_.picture);
    place_->setVisible(!present_ && !alone);
    choice_->setVisible(maps);
    choice_->setFull(full_ && !present_ && picture);
    pager_->setShown(maps);
    tools_->setVisible(!present_ && picture);
    figures_->setVisible(maps);
    heads_->setVisible(page == InspectorPage::Heads);
    gates_->setVisible(page == InspectorPage::Gates);
    cost_->setVisible(page == InspectorPage::Cost);
    glimpses_->setVisible(page == InspectorPage::Glimpses);
    gazes_->setVisible(page == InspectorPage::Gazes);
    reward_->setVisible(page == InspectorPage::Reward);
    if (alone) {
        bars_->hide();
    }
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

void InspectorView::showGazes(const std::shared_ptr<const GazeSurvey>& survey, const QString& moment)
{
    gazes_->showSurvey(survey, moment);
    arrange();
}

void InspectorView::showVariance(const std::optional<std::array<double, kBaselines>>& variance, const QString& moment)
{
    reward_->showVariance(variance, moment);
    if (!variance && page() == InspectorPage::Reward && isVisible()) { // of another network: this one's is wanted too
        askForPage(InspectorPage::Reward);
    }
    arrange();
}

/// The frames of where the network looked: on the page of glimpses as the player has it, beside the twin all of them.
void InspectorView::refreshGlimpses()
{
    const bool own = page() == InspectorPage::Glimpses;
    const std::vector<GlimpseOfSample> none;
    if (own) {
        glimpses_->showSample(sample_, scene_);
    }
    const int current = own ? glimpses_->current() : -1;
    const bool here = (own || page() == InspectorPage::Picture) && sample_.answer;
    GlimpseMarks marks{scene_.looking, current < 0 ? -1 : current + 1, current};
    canvas_->showGlimpses(here ? sample_.answer->glimpses : none, marks);
    twin_->showGlimpses(here && sample_.untrained ? sample_.untrained->glimpses : none, {scene_.looking});
}

void InspectorView::showCosts(const std::vector<CostCurve>& curves, bool measuring)
{
    cost_->showCosts(curves, measuring);
}

const std::vector<CostCurve>& InspectorView::costs() const
{
    return cost_->curves();
}

} // namespace fovea
