// What the inspector shows of a sample; its layout is in inspector_layout.cpp, its pages in inspector_pages.cpp, strokes and
// drops in inspector_input.cpp.
#include "ui/views/inspector_view.h"

#include "ui/paint/figure.h"
#include "ui/views/answer_line.h"
#include "ui/views/cost_view.h"
#include "ui/views/draw_tools.h"
#include "ui/views/gate_view.h"
#include "ui/views/head_grid.h"
#include "ui/views/map_choice.h"
#include "ui/views/map_pager.h"
#include "ui/views/map_words.h"
#include "ui/views/picture_canvas.h"
#include "ui/views/probability_bars.h"
#include "ui/views/text_pace.h"

#include <QFontMetricsF>
#include <QLabel>

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
    , pace_(new TextPace(this))
{
    setAcceptDrops(true);
    canvas_->setAccessibleName(tr("Picture with the map of where the network looks"));
    canvas_->setToolTip(
        tr("Point: the weight of a place. Click: what the place sees. Drag: draw; with the right button "
           "or Shift: erase. Drop or paste (Ctrl+V) a picture of your own.\n"
           "Arrows: go from place to place. Enter: what it sees. Insert, Delete: draw, erase a dot."));
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
    const bool otherWords = scene.classes != scene_.classes || scene.knowsEvidence != scene_.knowsEvidence;
    const bool otherRange = scene.range.low != scene_.range.low || scene.range.high != scene_.range.high;
    scene_ = scene;
    canvas_->setField(scene.field);
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
        pager_->showMaps(sample_.answer->maps);
    }
    if (page() == InspectorPage::Gates) {
        gates_->showSample(sample_);
    }
    refreshMaps();
    pace_->ask();
}

QString InspectorView::untrainedCaption() const
{
    if (!sample_.untrained) {
        return tr("untrained: asked …");
    }
    const QString said = tr("untrained: %1").arg(className(scene_, sample_.untrained->answer.label));
    const MapRow row = pager_->row();
    const MapOfSample* then = layerOf(*sample_.untrained, row);
    const MapOfSample* now = sample_.answer ? layerOf(*sample_.answer, row) : nullptr;
    return now != nullptr && then != nullptr && now->weights == then->weights ? tr("%1, same map").arg(said) : said;
}

void InspectorView::refreshMaps()
{
    refreshHeads();
    const MapRow row = pager_->row();
    const MapOfSample* layer = sample_.answer ? layerOf(*sample_.answer, row) : nullptr;
    const MapOfSample* twin = wantsUntrained() && sample_.untrained ? layerOf(*sample_.untrained, row) : nullptr;
    const bool gate = layer != nullptr && !layer->shares; // each weight on its own between 0 and 1
    std::optional<MapScale> scale =
        sharedScale(gate ? ScaleKind::Fixed : look_.scale, gridsForScale(layer, twin), false);
    if (page() == InspectorPage::Heads && look_.scale == ScaleKind::PerLayer) {
        scale = scaleAmongHeads(row);
    }
    const QString caption = rowCaption();
    canvas_->setCaption(!twin_->isVisibleTo(this) ? caption
                        : caption.isEmpty()       ? tr("now")
                                                  : tr("now: %1").arg(caption));
    const auto mapOf = [&](const MapOfSample* shown) {
        Tensor grid = shown != nullptr ? gridOf(oneRow(*shown, row)) : Tensor();
        const bool choice = !grid.empty() && MapScale::hasMap(grid.size());
        return CanvasMap{choice ? std::move(grid) : Tensor(), scale};
    };
    canvas_->showMap(mapOf(layer));
    twin_->showMap(mapOf(twin));
    choice_->showScale(scale, layer != nullptr  ? nothingToChoose()
                              : sample_.picture ? tr("Space: the map appears here")
                                                : QString());
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

void InspectorView::say()
{
    QStringList lines;
    if (sample_.picture && sample_.answer) {
        const std::optional<bool> right = isRight(*sample_.picture, *sample_.answer);
        const QString text = answerText(scene_, *sample_.picture, *sample_.answer);
        answer_->showAnswer(right ? text : tr("says %1").arg(text), right);
        if (const MapOfSample* layer = layerOf(*sample_.answer, pager_->row())) {
            lines = linesAbout(oneRow(*layer, pager_->row()), *sample_.picture);
            lines.removeAll(nothingToChoose()); // stands in place of the colour bar
            if (reaches_) {
                lines << reachText(*layer, pager_->row().head);
            }
        }
    } else {
        const bool known = sample_.picture && sample_.picture->label >= 0;
        answer_->showAnswer(known ? tr("is %1").arg(className(scene_, sample_.picture->label)) : QString(), {});
    }
    answer_->showMoment(scene_.moment);
    figures_->setText((present_ ? lines.mid(0, 2) : lines).join('\n'));
    bars_->showProbabilities(scene_.classes, sample_.answer ? sample_.answer->probabilities : std::vector<double>(),
                             sample_.picture ? sample_.picture->label : -1);
    heads_->say();
    gates_->say();
    sayPlace();
}

/// The weight under the pointer; else the moment where it has no room above, else what the pointer can do.
void InspectorView::sayPlace()
{
    const PictureCanvas* canvas = twin_->isVisible() && twin_->pointed() >= 0 ? twin_ : canvas_;
    const int place = canvas->pointed();
    if (place < 0) {
        const QString hint = !canvas_->map().hasMap() ? QString()
                             : mixes_                 ? tr("Click: whom a place asks. Drag: draw.")
                                                      : tr("Click: what a place sees. Drag: draw.");
        place_->setText(answer_->hasRoomForMoment() ? hint : scene_.moment);
        return;
    }
    const Tensor& grid = canvas->map().grid;
    const Index columns = grid.dim(1);
    const auto text = [&](bool brief) {
        return placeText(place / columns, place % columns, static_cast<double>(grid[place]), grid.size(), brief);
    };
    const bool fits = QFontMetricsF(place_->font()).horizontalAdvance(text(false)) <= place_->width();
    place_->setText(text(!fits));
    canvas_->setAccessibleDescription(text(false));
}

} // namespace fovea
