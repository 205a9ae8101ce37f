#include "ui/views/map_pager.h"

#include "ui/views/map_words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace fovea {
namespace {

constexpr int kGap = 4; // pixels

} // namespace

MapPager::MapPager(QWidget* parent)
    : QWidget(parent)
    , layer_(new QComboBox(this))
    , head_(new QComboBox(this))
    , query_(new QSpinBox(this))
    , above_(new QHBoxLayout)
    , line_(new QHBoxLayout)
{
    layer_->setFocusPolicy(Qt::TabFocus);
    layer_->setAccessibleName(tr("Layer of the map"));
    layer_->setToolTip(
        tr("Which part of the network the map comes from. Rollout follows the weights through all blocks: "
           "where the tokens that are read at the end came from."));
    head_->setFocusPolicy(Qt::TabFocus);
    head_->setAccessibleName(tr("Head of the map"));
    head_->setToolTip(tr("One head, or the mean of all. A double click on the picture shows the head that looks there "
                         "most, and another one the mean again."));
    query_->setFocusPolicy(Qt::StrongFocus);
    query_->setAccessibleName(tr("Query of the map"));
    query_->setToolTip(tr("Whose weights are shown; a click on a cell of the picture makes it the query."));
    query_->setPrefix(tr("query "));
    query_->setSpecialValueText(tr("mean of queries"));

    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(kGap);
    for (QHBoxLayout* line : {above_, line_}) {
        line->setSpacing(kGap);
        lines->addLayout(line);
    }
    line_->addWidget(layer_, 1);
    line_->addWidget(head_, 1);
    line_->addWidget(query_, 1);
    setVisible(false);

    connect(layer_, &QComboBox::activated, this, &MapPager::take);
    connect(head_, &QComboBox::activated, this, &MapPager::take);
    connect(query_, &QSpinBox::valueChanged, this, &MapPager::take);
}

void MapPager::showMaps(const std::vector<MapOfSample>& maps)
{
    const int usual = layerNumber(maps, {});
    std::vector<Offer> offers;
    for (int i = 0; i < static_cast<int>(maps.size()); ++i) {
        const MapOfSample& map = maps[static_cast<std::size_t>(i)];
        if (map.keys.places() > 0) {
            offers.push_back(
                {i == usual ? -1 : i, layerText(map.layer), static_cast<int>(map.heads()), queriesOf(map)});
        }
    }
    if (offers != offers_) {
        offers_ = std::move(offers);
        offer();
    }
}

void MapPager::setFull(bool full)
{
    full_ = full;
    if (!full && row_.layer >= 0) {
        row_ = {};
        emit chosen(row_);
    }
    offer();
}

void MapPager::setShown(bool shown)
{
    shown_ = shown;
    offer();
}

void MapPager::choose(const MapRow& row)
{
    row_ = row;
    offer();
    emit chosen(row_);
}

void MapPager::fit(int width)
{
    int most = 0, shown = 0; // all share the line alike
    for (const QWidget* choice : std::initializer_list<const QWidget*>{layer_, head_, query_}) {
        if (choice->isVisibleTo(this)) {
            most = std::max(most, choice->sizeHint().width());
            ++shown;
        }
    }
    const bool two = shown > 2 && shown * (most + kGap) - kGap > width;
    if (two != (above_->count() > 0)) {
        (two ? line_ : above_)->removeWidget(layer_);
        (two ? above_ : line_)->insertWidget(0, layer_, 1);
    }
}

/// Where the chosen layer stands among those offered; −1 where there is none.
int MapPager::chosenOffer() const
{
    const auto at = [&](int layer) {
        const auto found = std::ranges::find(offers_, layer, &Offer::layer);
        return found == offers_.end() ? -1 : static_cast<int>(found - offers_.begin());
    };
    const int chosen = at(row_.layer);
    return chosen >= 0 ? chosen : at(-1);
}

/// Fills the choices for the layer in view.
void MapPager::offer()
{
    const QSignalBlocker quiet[] = {QSignalBlocker(layer_), QSignalBlocker(head_), QSignalBlocker(query_)};
    const int chosen = chosenOffer();
    const auto [layer, name, heads, queries] =
        chosen < 0 ? Offer{-1, {}, 0, 0} : offers_[static_cast<std::size_t>(chosen)];
    row_.layer = layer;
    row_.head = row_.head < heads ? row_.head : -1;
    row_.query = row_.query < queries ? row_.query : -1;

    layer_->clear();
    for (const Offer& one : offers_) {
        layer_->addItem(one.name);
    }
    layer_->setCurrentIndex(chosen);
    const bool layers = offers_.size() > 1 && (full_ || layer >= 0);
    layer_->setVisible(layers);
    head_->clear();
    head_->addItem(tr("mean of heads"));
    for (int i = 0; i < heads; ++i) {
        head_->addItem(tr("head %1 of %2").arg(i + 1).arg(heads));
    }
    head_->setCurrentIndex(row_.head + 1);
    head_->setVisible(heads > 1);
    query_->setRange(0, queries);
    query_->setSuffix(tr(" of %1").arg(queries));
    query_->setValue(row_.query + 1);
    query_->setVisible(queries > 1);
    setVisible(shown_ && (layers || heads > 1 || queries > 1));
}

void MapPager::take()
{
    const int index = layer_->currentIndex();
    const int layer = index < 0 ? -1 : offers_[static_cast<std::size_t>(index)].layer;
    row_ = {layer, head_->currentIndex() - 1, query_->value() - 1};
    offer();
    emit chosen(row_);
}

} // namespace fovea
