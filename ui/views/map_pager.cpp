#include "ui/views/map_pager.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

namespace fovea {

MapPager::MapPager(QWidget* parent)
    : QWidget(parent), layer_(new QComboBox(this)), head_(new QComboBox(this)), query_(new QSpinBox(this))
{
    layer_->setFocusPolicy(Qt::TabFocus);
    layer_->setAccessibleName(tr("Layer of the map"));
    layer_->setToolTip(tr("Which part of the network the map comes from."));
    head_->setFocusPolicy(Qt::TabFocus);
    head_->setAccessibleName(tr("Head of the map"));
    head_->setToolTip(tr("One head, or the mean of all. A double click on the picture shows the head that looks there "
                         "most, and another one the mean again."));
    query_->setFocusPolicy(Qt::StrongFocus);
    query_->setAccessibleName(tr("Query of the map"));
    query_->setToolTip(tr("Whose weights are shown; a click on a place of the picture makes it the query."));
    query_->setPrefix(tr("query "));
    query_->setSpecialValueText(tr("mean of queries"));

    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    line->addWidget(layer_, 1);
    line->addWidget(head_, 1);
    line->addWidget(query_, 1);
    setVisible(false);

    connect(layer_, &QComboBox::activated, this, &MapPager::take);
    connect(head_, &QComboBox::activated, this, &MapPager::take);
    connect(query_, &QSpinBox::valueChanged, this, &MapPager::take);
}

void MapPager::showMaps(const std::vector<MapOfSample>& maps)
{
    QStringList layers;
    std::vector<std::pair<int, int>> sizes;
    for (const MapOfSample& map : maps) {
        layers << QString::fromStdString(map.layer);
        sizes.emplace_back(static_cast<int>(map.heads()), static_cast<int>(map.queries()));
    }
    if (layers != layers_ || sizes != sizes_) {
        layers_ = layers;
        sizes_ = sizes;
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

void MapPager::choose(const MapRow& row)
{
    row_ = row;
    offer();
    emit chosen(row_);
}

/// Fills the choices for the layer in view.
void MapPager::offer()
{
    const QSignalBlocker quiet[] = {QSignalBlocker(layer_), QSignalBlocker(head_), QSignalBlocker(query_)};
    const int layers = static_cast<int>(sizes_.size());
    const int layer = row_.layer >= 0 && row_.layer < layers ? row_.layer : layers - 1;
    const auto [heads, queries] = layer < 0 ? std::pair(0, 0) : sizes_[static_cast<std::size_t>(layer)];
    row_.head = row_.head < heads ? row_.head : -1;
    row_.query = row_.query < queries ? row_.query : -1;

    layer_->clear();
    layer_->addItems(layers_);
    layer_->setCurrentIndex(layer);
    layer_->setVisible(full_ && layers > 1);
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
    setVisible((full_ && layers > 1) || heads > 1 || queries > 1);
}

void MapPager::take()
{
    const bool last = layer_->currentIndex() == layer_->count() - 1;
    row_ = {last ? -1 : layer_->currentIndex(), head_->currentIndex() - 1, query_->value() - 1};
    offer();
    emit chosen(row_);
}

} // namespace fovea
