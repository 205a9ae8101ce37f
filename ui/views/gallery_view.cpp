#include "ui/views/gallery_view.h"

#include "ui/paint/figure.h"
#include "ui/views/map_rows.h"
#include "ui/views/map_words.h"
#include "ui/views/mark_legend.h"
#include "ui/views/scale_bar.h"
#include "ui/views/text_pace.h"
#include "ui/views/tile_grid.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>

#include <algorithm>

namespace fovea {
namespace {

constexpr double kUsualPixels = 13;
constexpr double kStripBarEms = 9;  // width of the colour bar beside a strip, in sizes of the type
constexpr int kRoomForMoment = 300; // logical pixels of height from which the moment has a line of its own

} // namespace

GalleryView::GalleryView(QWidget* parent)
    : QWidget(parent)
    , column_(new QBoxLayout(QBoxLayout::TopToBottom, this))
    , header_(new QBoxLayout(QBoxLayout::LeftToRight))
    , order_(new QComboBox(this))
    , bar_(new ScaleBar(this))
    , grid_(new TileGrid(this))
    , marks_(new MarkLegend(this))
    , footer_(new QLabel(this))
    , pace_(new TextPace(this))
{
    setFont(figureFont(kUsualPixels));
    order_->addItem(tr("pinned"), "pinned");
    order_->addItem(tr("by class"), "class");
    order_->addItem(tr("right or wrong"), "right_wrong");
    order_->addItem(tr("hardest"), "hardest");
    order_->setFocusPolicy(Qt::TabFocus);
    order_->setAccessibleName(tr("Order of the pictures"));
    order_->setToolTip(tr("Which pictures are shown, and in which order. Pinned: the same ones all the time."));
    footer_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    footer_->setToolTip(
        tr("Which map is drawn, or of which moment. Where there are several heads or queries, it is the mean of "
           "all of them; the page of heads shows each."));

    header_->setSpacing(8);
    header_->addWidget(order_);
    header_->addWidget(bar_, 1);
    column_->setContentsMargins(4, 1, 4, 0);
    column_->setSpacing(0);
    column_->addLayout(header_);
    column_->addWidget(grid_, 1);
    auto* below = new QHBoxLayout;
    below->setSpacing(12);
    below->addWidget(marks_);
    below->addWidget(footer_, 1);
    column_->addLayout(below);
    showBar();

    connect(order_, &QComboBox::activated, this,
            [this](int index) { emit orderAsked(order_->itemData(index).toString()); });
    connect(grid_, &TileGrid::opened, this, &GalleryView::opened);
    connect(grid_, &TileGrid::wantedCountChanged, this, &GalleryView::wantedCountChanged);
    connect(pace_, &TextPace::due, this, &GalleryView::say);
}

void GalleryView::showScene(const Scene& scene)
{
    scene_ = scene;
    grid_->showScene(scene);
    pace_->ask();
}

void GalleryView::showSamples(const std::vector<ShownSample>& samples)
{
    const bool hadMap = grid_->scale().has_value();
    if (grid_->showSamples(samples)) {
        pace_->askNow();
    }
    if (hadMap != grid_->scale().has_value() || look_.scale == ScaleKind::PerLayer) {
        showBar(); // which colour means what is never late
    }
    pace_->ask();
}

void GalleryView::markOpened(const PicturePtr& picture)
{
    grid_->markOpened(picture);
}

void GalleryView::showChosen(const QString& which)
{
    const int at = order_->findData("chosen");
    if (at >= 0) {
        order_->removeItem(at);
    }
    if (!which.isEmpty()) {
        order_->addItem(which, "chosen");
    }
    order_->setCurrentIndex(which.isEmpty() ? 0 : order_->count() - 1);
}

void GalleryView::setLook(const MapLook& look)
{
    look_ = look;
    grid_->setLook(look);
    showBar();
}

void GalleryView::setPresent(bool present, double pixels)
{
    present_ = present;
    setFont(figureFont(present ? pixels : kUsualPixels));
    order_->setVisible(!present);
    column_->setDirection(present ? QBoxLayout::RightToLeft : QBoxLayout::TopToBottom);
    bar_->setStacked(present);
    bar_->setMaximumWidth(present ? static_cast<int>(kStripBarEms * font().pixelSize()) : QWIDGETSIZE_MAX);
    grid_->setStrip(present);
    say();
}

int GalleryView::wantedCount() const
{
    return grid_->wantedCount();
}

long GalleryView::framesDrawn() const
{
    return grid_->framesDrawn();
}

void GalleryView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    say();
}

void GalleryView::say()
{
    grid_->say();
    showBar();
    bool answers = false, hits = false;
    for (const SampleTile& tile : grid_->tiles()) {
        answers = answers || tile.right();
        hits = hits || tile.hit();
    }
    marks_->showMarks(answers, hits);
    marks_->setVisible(!present_ && answers);
    const QString text = note().isEmpty() && height() >= kRoomForMoment ? scene_.moment : note();
    footer_->setText(text);
    footer_->setVisible(!present_ && !text.isEmpty());
}

void GalleryView::showBar()
{
    const auto& tiles = grid_->tiles();
    const bool answered = std::any_of(tiles.begin(), tiles.end(), [](const SampleTile& tile) {
        return tile.sample().answer && !tile.sample().answer->maps.empty();
    });
    const bool framed = std::any_of(tiles.begin(), tiles.end(), [](const SampleTile& tile) { return tile.framed(); });
    const QString instead = tiles.empty() ? QString()
                            : framed      ? tr("white frames: where it looked, from the coloured dot on")
                            : answered    ? nothingToChoose()
                                          : tr("Space: maps appear here");
    bar_->showScale(grid_->scale(), look_.style, instead);
    bar_->setVisible(!present_ || (grid_->scale() && grid_->scale() != elsewhere_));
}

void GalleryView::showScaleElsewhere(const std::optional<MapScale>& scale)
{
    if (scale != elsewhere_) {
        elsewhere_ = scale;
        showBar();
    }
}

/// What must be known to read the maps.
QString GalleryView::note() const
{
    for (const SampleTile& tile : grid_->tiles()) {
        const MapOfSample* layer = tile.sample().answer ? layerOf(*tile.sample().answer, {}) : nullptr;
        if (layer == nullptr || tile.grid().empty()) {
            continue;
        }
        if (!layer->learned) {
            return notLearned();
        }
        const bool several = layer->heads() * layer->queries() > 1;
        return !several           ? QString()
               : isMixing(*layer) ? tr("%1, mean").arg(layerText(layer->layer))
                                  : tr("mean of heads");
    }
    return {};
}

} // namespace fovea
