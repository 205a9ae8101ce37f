// Where the inspector's parts stand. The picture takes what the others leave; the bars stand beside it where it is nearly
// as large so, else below.
#include "ui/views/inspector_view.h"

#include "ui/paint/figure.h"
#include "ui/views/answer_line.h"
#include "ui/views/cost_view.h"
#include "ui/views/draw_tools.h"
#include "ui/views/gate_view.h"
#include "ui/views/gazes_view.h"
#include "ui/views/glimpse_view.h"
#include "ui/views/head_grid.h"
#include "ui/views/map_choice.h"
#include "ui/views/map_pager.h"
#include "ui/views/picture_canvas.h"
#include "ui/views/probability_bars.h"
#include "ui/views/reward_view.h"

#include <QBoxLayout>
#include <QFontMetricsF>
#include <QLabel>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kUsualPixels = 13;
constexpr int kMargin = 4, kSpacing = 3, kBesideGap = 8;
constexpr double kBesideEms = 10.2;     // width of the bars beside the picture, in sizes of the type
constexpr double kNearlyAsLarge = 0.85; // of the picture's side
constexpr double kMostBelow = 0.68;     // of the room that a picture shares with heads or gates
constexpr double kLargestShare = 0.6;   // of the width, for that picture

} // namespace

void InspectorView::makeLayout()
{
    for (QLabel* label : {place_, figures_}) {
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    place_->setToolTip(tr("The weight of the cell under the pointer."));
    figures_->setToolTip(
        tr("Spread: over how many cells the weights are spread, exp of their entropy. Hits: the largest "
           "weight lies on the object. By chance: what equal weights everywhere would give."));
    pictures_ = new QHBoxLayout;
    pictures_->setSpacing(kBesideGap);
    pictures_->addWidget(canvas_, 1);
    pictures_->addWidget(twin_, 1);
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(kMargin, 2, kMargin, 4);
    column_->setSpacing(kSpacing);
    column_->addWidget(answer_);
    column_->addWidget(pages_);
    column_->addLayout(pictures_, 1);
    column_->addWidget(heads_);
    column_->addWidget(gates_);
    column_->addWidget(cost_);
    column_->addWidget(glimpses_);
    column_->addWidget(gazes_);
    column_->addWidget(reward_);
    for (QWidget* row : std::initializer_list<QWidget*>{place_, choice_, pager_, tools_, figures_}) {
        column_->addWidget(row);
    }
    putBars(Bars::Below, 0);
}

void InspectorView::setFull(bool full)
{
    full_ = full;
    pager_->setFull(full);
    offerPages();
    showParts();
    refreshMaps();
    arrange();
}

void InspectorView::setPresent(bool present, double pixels)
{
    present_ = present;
    setFont(figureFont(present ? pixels : kUsualPixels));
    choice_->setPresent(present);
    reward_->setBrief(present);
    showParts();
    say();
    arrange();
}

void InspectorView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// The height of all rows but picture and bars.
int InspectorView::heightOfRows() const
{
    int height = 6;
    for (const QWidget* row :
         std::initializer_list<const QWidget*>{answer_, pages_, place_, choice_, pager_, tools_, figures_}) {
        height += row->isVisibleTo(this) ? std::max(row->sizeHint().height(), row->minimumHeight()) + kSpacing : 0;
    }
    return height;
}

void InspectorView::arrange()
{
    const double line = std::ceil(QFontMetricsF(font()).height());
    const int known = !scene_.knowsEvidence ? 1 : present_ ? 2 : 3, lines = known + (reaches_ && !present_ ? 1 : 0);
    figures_->setMinimumHeight(static_cast<int>(lines * line)); // the same room with and without an answer
    place_->setFixedHeight(static_cast<int>(line));

    const int across = width() - 2 * kMargin;
    pager_->fit(across);
    int down = height() - heightOfRows();
    if (page() == InspectorPage::Cost) {
        return arrangeWhole(cost_, down);
    }
    if (page() == InspectorPage::Gazes || page() == InspectorPage::Reward) {
        return arrangeWhole(page() == InspectorPage::Gazes ? static_cast<QWidget*>(gazes_) : reward_, down);
    }
    if (page() == InspectorPage::Heads || page() == InspectorPage::Gates) {
        return arrangeShared(across, down);
    }
    if (page() == InspectorPage::Glimpses) {
        const int looks = std::min(glimpses_->wantedHeight(across), std::max(80, static_cast<int>(kMostBelow * down)));
        glimpses_->setFixedHeight(looks);
        down -= looks + kSpacing;
    }
    const int barsWidth = static_cast<int>(kBesideEms * font().pixelSize());
    bars_->setForm(BarsForm::Below);
    const int below = present_ ? 0 : bars_->heightForWidth(across) + kSpacing;
    const int sideBelow = std::min(across, down - below);
    const int sideBeside = std::min(across - barsWidth - kBesideGap, down);
    putBars(sideBeside >= kNearlyAsLarge * sideBelow ? Bars::Beside : Bars::Below, barsWidth);
}

/// A page that leaves no room for the picture.
void InspectorView::arrangeWhole(QWidget* page, int down)
{
    page->setFixedHeight(std::max(200, down - kSpacing));
    bars_->hide();
}

/// The page of heads or gates: they take most of the room, picture and answers share a row above them.
void InspectorView::arrangeShared(int across, int down)
{
    const int most = std::max(80, static_cast<int>(kMostBelow * down));
    const int heads = std::clamp(heads_->wantedHeight(across, most), heads_->minimumSizeHint().height(), most);
    const int gates = std::clamp(gates_->wantedHeight(across), 120, std::max(120, most));
    heads_->setFixedHeight(heads);
    gates_->setFixedHeight(gates);
    const int room = down - (page() == InspectorPage::Heads ? heads : gates) - kSpacing;
    const int side = std::clamp(room, 60, std::max(60, static_cast<int>(kLargestShare * across)));
    putBars(Bars::Small, std::max(0, across - side - kBesideGap), side);
}

/// `height` is what there is for small ones.
void InspectorView::putBars(Bars where, int width, int height)
{
    const bool beside = where != Bars::Below, small = where == Bars::Small;
    bars_->setForm(small ? BarsForm::Small : beside ? BarsForm::Beside : BarsForm::Below);
    bars_->setMinimumWidth(beside ? width : 0);
    bars_->setMaximumWidth(beside ? width : QWIDGETSIZE_MAX);
    bars_->setMinimumHeight(0);
    bars_->setMaximumHeight(small ? height : QWIDGETSIZE_MAX);
    bars_->setMinimumHeight(small ? std::min(height, bars_->heightForWidth(width)) : 0);
    bars_->setVisible(beside || !present_);
    if (barsBeside_ == beside) {
        return;
    }
    barsBeside_ = beside;
    column_->removeWidget(bars_);
    pictures_->removeWidget(bars_);
    if (beside) {
        pictures_->addWidget(bars_, 0, Qt::AlignTop);
    } else {
        column_->addWidget(bars_);
    }
}

} // namespace fovea
