#include "ui/views/gate_view.h"

#include "ui/views/gate_bars.h"
#include "ui/views/map_words.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

bool isOfChannels(const MapOfSample& map)
{
    return !map.shares && map.keys.places() == 0;
}

/// The channel whose means differ most between classes, and the classes with the least and the most of it.
struct Telling
{
    std::size_t channel = 0, least = 0, most = 0;
    double difference = 0;
};

Telling mostTelling(const ClassGates& gates)
{
    Telling best;
    const std::size_t channels = gates.byClass.empty() ? 0 : gates.byClass.front().size();
    for (std::size_t c = 0; c < channels; ++c) {
        for (std::size_t a = 0; a < gates.byClass.size(); ++a) {
            for (std::size_t b = 0; b < gates.byClass.size(); ++b) {
                const double difference = gates.byClass[b][c] - gates.byClass[a][c];
                if (difference > best.difference) { // never where a class has no image
                    best = {c, a, b, difference};
                }
            }
        }
    }
    return best;
}

} // namespace

bool hasChannelGates(const std::vector<MapOfSample>& maps)
{
    return std::ranges::any_of(maps, isOfChannels);
}

GateView::GateView(QWidget* parent)
    : QWidget(parent), choice_(new QComboBox(this)), bars_(new GateBars(this)), sentences_(new QLabel(this))
{
    choice_->setFocusPolicy(Qt::TabFocus);
    choice_->setAccessibleName(tr("Which gate"));
    choice_->setToolTip(tr("After which layer of the trunk the gate stands."));
    sentences_->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(choice_);
    column->addWidget(bars_, 1);
    column->addWidget(sentences_);
    connect(choice_, &QComboBox::activated, this, [this] {
        refresh();
        say();
    });
    offer();
}

void GateView::showScene(const Scene& scene)
{
    scene_ = scene;
    refresh();
}

void GateView::showSample(const ShownSample& sample)
{
    sample_ = sample;
    offer();
    refresh();
}

void GateView::showMeans(const std::shared_ptr<const GateMeans>& means, const QString& moment)
{
    means_ = means;
    moment_ = moment;
    refresh();
    say();
    emit resized();
}

/// Fills the choice of gates where they are others than before.
void GateView::offer()
{
    QStringList layers;
    for (const MapOfSample& map : sample_.answer ? sample_.answer->maps : std::vector<MapOfSample>()) {
        if (isOfChannels(map)) {
            layers << layerText(map.layer);
        }
    }
    if (layers != layers_ && !layers.isEmpty()) {
        const QSignalBlocker quiet(choice_);
        layers_ = layers;
        choice_->clear();
        choice_->addItems(layers_);
    }
    choice_->setVisible(layers_.size() > 1);
}

const MapOfSample* GateView::gate() const
{
    int number = choice_->currentIndex();
    if (sample_.answer) {
        for (const MapOfSample& map : sample_.answer->maps) {
            if (isOfChannels(map) && number-- == 0) {
                return &map;
            }
        }
    }
    return nullptr;
}

const ClassGates* GateView::classGates() const
{
    const MapOfSample* shown = gate();
    if (shown == nullptr || !means_) {
        return nullptr;
    }
    const auto found = std::ranges::find(means_->gates, shown->layer, &ClassGates::layer);
    const bool fits = found != means_->gates.end() && !found->byClass.empty() &&
                      static_cast<Index>(found->byClass.front().size()) == shown->weights.size();
    return fits ? &*found : nullptr;
}

void GateView::refresh()
{
    GateBarRow picture{tr("this picture"), {}};
    std::vector<GateBarRow> classes;
    if (const MapOfSample* shown = gate()) {
        picture.values.assign(shown->weights.data(), shown->weights.data() + shown->weights.size());
    }
    const ClassGates* means = classGates();
    for (std::size_t i = 0; means != nullptr && i < means->byClass.size(); ++i) {
        const auto label = static_cast<int>(i);
        classes.push_back(
            {className(scene_, label), means->byClass[i], sample_.picture && sample_.picture->label == label});
    }
    const QString title = means != nullptr
                              ? tr("class means, %1 validation images, %2")
                                    .arg(QLocale().toString(static_cast<qlonglong>(means_->images)), moment_)
                              : tr("class means: being measured …");
    bars_->showRows(std::move(picture), std::move(classes), title);
    bars_->setAccessibleName(tr("Gates of the channels"));
    bars_->setAccessibleDescription(sentences().join(QStringLiteral("; ")));
}

QStringList GateView::sentences() const
{
    QStringList all;
    if (const MapOfSample* shown = gate()) {
        all << tr("This picture: %1").arg(gateText(*shown));
    }
    if (const ClassGates* means = classGates()) {
        const Telling telling = mostTelling(*means);
        if (telling.difference > 0) {
            all << tr("Channel %1 tells classes apart most: %2 for %3, %4 for %5")
                       .arg(telling.channel + 1)
                       .arg(weightText(means->byClass[telling.least][telling.channel]),
                            className(scene_, static_cast<int>(telling.least)),
                            weightText(means->byClass[telling.most][telling.channel]),
                            className(scene_, static_cast<int>(telling.most)));
        }
    }
    return all;
}

void GateView::say()
{
    sentences_->setText(sentences().join(QLatin1Char('\n')));
}

int GateView::wantedHeight(int width) const
{
    return bars_->wantedHeight() + sentences_->heightForWidth(width) + 8 +
           (choice_->isVisibleTo(this) ? choice_->sizeHint().height() : 0);
}

} // namespace fovea
