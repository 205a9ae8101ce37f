// What the inspector is told and hands on. Its layout is in inspector_layout.cpp, its pages in inspector_pages.cpp, its maps in
// inspector_maps.cpp, its words in inspector_words.cpp, strokes and drops in inspector_input.cpp.
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
#include "ui/views/text_pace.h"

#include <QLabel>

namespace fovea {
InspectorView::InspectorView(QWidget* parent)
    : QWidget(parent)
    , answer_(new AnswerLine(this))
    , pages_(new PageChoice(this))
    , canvas_(new PictureCanvas(this))
    , twin_(new PictureCanvas(this))
    , place_(new QLabel(this))
    , choice_(new MapChoice(this))
    , pager_(new MapPager(this))
    , tools_(new DrawTools(this))
    , figures_(new QLabel(this))
    , bars_(new ProbabilityBars(this))
    , heads_(new HeadGrid(this))
    , gates_(new GateView(this))
    , cost_(new CostView(this))
    , glimpses_(new GlimpseView(this))
    , gazes_(new GazesView(this))
    , reward_(new RewardView(this))
    , pace_(new TextPace(this))
{
    setAcceptDrops(true);
    canvas_->setAccessibleName(tr("Picture with the map of where the network looks"));
    canvas_->setToolTip(tr("Point: the weight of a cell. Click: what the cell sees. Drag: draw; with the right button "
                           "or Shift: erase. Drop or paste (Ctrl+V) a picture of your own.\n"
                           "Arrows: go from cell to cell. Enter: what it sees. Insert, Delete: draw, erase a dot."));
    canvas_->setMessage(tr("Space: a picture and its map appear here. A picture of your own can be dropped here."));
    twin_->setAccessibleName(tr("The same picture with the untrained network's map"));
    twin_->setToolTip(tr("Where the same network looked before its first batch, on the same scale."));
    twin_->setReadOnly(true);
    twin_->hide();
    makeLayout();
    connectParts();
    connectPages();
    setPresent(false, 0);
    refresh();
}

/// The parts outlive this class's own members: losing the focus on the way out, they must not speak to it any more.
InspectorView::~InspectorView()
{
    for (QObject* part : findChildren<QObject*>()) {
        disconnect(part, nullptr, this, nullptr);
    }
}

void InspectorView::connectParts()
{
    connect(pace_, &TextPace::due, this, &InspectorView::say);
    connect(choice_, &MapChoice::lookChanged, this, [this](const MapLook& look) {
        setLook(look);
        emit lookChanged(look);
    });
    connect(pager_, &MapPager::chosen, this, [this](const MapRow& row) {
        const MapOfSample* layer = sample_.answer ? layerOf(*sample_.answer, row) : nullptr;
        if (layer != nullptr && layer->asksFromPlaces()) {
            canvas_->select(row.query);
        }
        refreshMaps();
        pace_->askNow();
    });
    connect(tools_, &DrawTools::restoreAsked, this, &InspectorView::restoreAsked);
    connect(tools_, &DrawTools::untrainedAsked, this, [this](bool shown) {
        refresh();
        emit untrainedAsked(shown);
    });
    for (const PictureCanvas* canvas : {canvas_, twin_}) {
        connect(canvas, &PictureCanvas::pointedAt, this, &InspectorView::sayPlace);
    }
    connect(canvas_, &PictureCanvas::picked, this, &InspectorView::pick);
    connect(canvas_, &PictureCanvas::doubleClicked, this, &InspectorView::solo);
    connect(canvas_, &PictureCanvas::strokeBegan, this, &InspectorView::beginStroke);
    connect(canvas_, &PictureCanvas::strokeLed, this, &InspectorView::leadStroke);
    connect(canvas_, &PictureCanvas::strokeEnded, this, &InspectorView::endStroke);
}

void InspectorView::showScene(const Scene& scene)
{
    const bool otherWords =
        scene.classes != scene_.classes || scene.cues != scene_.cues || scene.knowsEvidence != scene_.knowsEvidence;
    const bool otherRange = scene.range.low != scene_.range.low || scene.range.high != scene_.range.high;
    takeStyleOf(scene);
    scene_ = scene;
    reward_->showScene(scene);
    choice_->setKnowsEvidence(scene.knowsEvidence);
    if (otherRange) {
        refresh();
    }
    if (otherWords) {
        gates_->showScene(scene);
        pace_->askNow();
        arrange(); // other words need other room
    }
    pace_->ask(); // the moment
}

/// Whether this is a picture that the stroke in view has left behind. Once it is finished, the picture before it is one
/// that somebody wants to see again.
bool InspectorView::isLate(const PicturePtr& picture) const
{
    return stroke_ && sample_.picture == stroke_->now() && stroke_->isEarlier(picture) &&
           (drawing_ || picture != stroke_->before());
}

void InspectorView::showSample(const ShownSample& sample)
{
    const PicturePtr now = sample_.picture;
    const bool late = isLate(sample.picture), other = sample.picture != now;
    sample_ = sample;
    if (late) {
        sample_.picture = now;
    } else if (other) {
        stroke_.reset();
        drawing_ = false;
        forgetPlace();
    }
    refresh();
    if (other && !late) {
        pace_->askNow(); // another picture's words would be wrong
    }
}

/// A map over the picture would mix its colours with those of the picture: where these are a cue, it is drawn as a frame in each
/// cell. What somebody chooses is kept, for each kind; the colours of the map are the same for both.
void InspectorView::takeStyleOf(const Scene& scene)
{
    if (scene.coloured == scene_.coloured) {
        return;
    }
    styles_[scene_.coloured] = look_.style;
    MapLook look = look_;
    if (const auto chosen = styles_.find(scene.coloured); chosen != styles_.end()) {
        look.style = chosen->second;
    } else {
        look.style.framed = scene.coloured;
        look.style.opacity = scene.coloured ? 1 : HeatmapStyle().opacity;
    }
    look.style.colours = look_.style.colours;
    setLook(look);
    emit lookChanged(look);
}

void InspectorView::setLook(const MapLook& look)
{
    look_ = look;
    choice_->setLook(look);
    canvas_->setLook(look);
    twin_->setLook(look);
    heads_->setLook(look);
    refreshMaps();
}

void InspectorView::toggleUntrained()
{
    tools_->toggleUntrained();
}

bool InspectorView::wantsUntrained() const
{
    return tools_->wantsUntrained();
}

long InspectorView::framesDrawn() const
{
    return canvas_->framesDrawn();
}

/// Pictures and maps at once, words in their own pace.
void InspectorView::refresh()
{
    offerPages();
    const bool twin = wantsUntrained() && sample_.picture && page() == InspectorPage::Picture;
    canvas_->showPicture(sample_.picture, scene_.range);
    twin_->showPicture(sample_.picture, scene_.range);
    twin_->setCaption(untrainedCaption());
    twin_->setVisible(twin);
    tools_->setPicture(sample_.picture != nullptr, sample_.picture && sample_.picture->sample < 0);
    if (sample_.answer) { // until the answer comes, what was chosen stays
        const bool before = pager_->isVisibleTo(this);
        pager_->showMaps(sample_.answer->maps);
        if (pager_->isVisibleTo(this) != before) {
            arrange();
        }
    }
    if (page() == InspectorPage::Gates) {
        gates_->showSample(sample_);
    }
    refreshGlimpses();
    refreshMaps();
    pace_->ask();
}

} // namespace fovea
