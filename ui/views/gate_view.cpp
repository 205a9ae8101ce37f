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

/// The channel whose means differ most between groups, and the groups with the least and the most of it.
struct Telling
{
    std::size_t channel = 0, least = 0, most = 0;
    double difference = 0;
};

Telling mostTelling(const std::vector<std::vector<double>>& groups)
{
    Telling best;
    const std::size_t channels = groups.empty() ? 0 : groups.front().size();
    for (std::size_t c = 0; c < channels; ++c) {
        for (std::size_t a = 0; a < groups.size(); ++a) {
            for (std::size_t b = 0; b < groups.size(); ++b) {
                const double difference = groups[b][c] - groups[a][c];
                if (difference > best.difference) { // never where a group has no image
                    best = {c, a, b, difference};
                }
            }
        }
    }
    return best;
}

/// A row for each group.
std::vector<GateBarRow> rowsOf(const std::vector<std::vector<double>>& means, const QStringList& names, int picture)
{
    std::vector<GateBarRow> rows;
    for (std::size_t i = 0; i < means.size(); ++i) {
        const auto number = static_cast<qsizetype>(i);
        rows.push_back({names.value(number, QString::number(i + 1)), means[i], picture == static_cast<int>(i)});
    }
    return rows;
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

const GatesFigure& GateView::figure() const
{
    return bars_->figure();
}

QString GateView::gateName() const
{
    const MapOfSample* shown = gate();
    return shown != nullptr ? layerText(shown->layer) : QString();
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
    if (const MapOfSample* shown = gate()) {
        picture.values.assign(shown->weights.data(), shown->weights.data() + shown->weights.size());
    }
    bars_->showRows(std::move(picture), groups());
    bars_->setAccessibleName(tr("Gates of the channels"));
    bars_->setAccessibleDescription(sentences().join(QStringLiteral("; ")));
}

/// Rows by cue, where the data has cues, before those by class.
std::vector<GateBarGroup> GateView::groups() const
{
    const ClassGates* means = classGates();
    if (means == nullptr) {
        return {{tr("means by class: being measured …"), {}}};
    }
    const QString measured =
        tr("mean of %1 validation images, %2").arg(QLocale().toString(static_cast<qlonglong>(means_->images)), moment_);
    const int label = sample_.picture ? sample_.picture->label : -1, cue = sample_.picture ? sample_.picture->cue : -1;
    std::vector<GateBarGroup> all;
    if (!means->byCue.empty()) {
        all.push_back({tr("by cue, %1").arg(measured), rowsOf(means->byCue, scene_.cues, cue)});
    }
    QStringList names;
    for (std::size_t i = 0; i < means->byClass.size(); ++i) {
        names << className(scene_, static_cast<int>(i));
    }
    all.push_back({all.empty() ? tr("by class, %1").arg(measured) : tr("by class, mean of the same images"),
                   rowsOf(means->byClass, names, label)});
    return all;
}

QStringList GateView::sentences() const
{
    QStringList all;
    if (const MapOfSample* shown = gate()) {
        all << tr("This picture: %1").arg(gateText(*shown));
    }
    const ClassGates* means = classGates();
    if (means == nullptr) {
        return all;
    }
    const auto naming = [](const std::vector<std::vector<double>>& of, const Telling& telling, auto name) {
        return tr("%1 for %2, %3 for %4")
            .arg(weightText(of[telling.least][telling.channel]), name(telling.least),
                 weightText(of[telling.most][telling.channel]), name(telling.most));
    };
    const Telling classes = mostTelling(means->byClass), cues = mostTelling(means->byCue);
    if (cues.difference > 0) {
        const auto name = [&](std::size_t i) { return scene_.cues.value(static_cast<qsizetype>(i)); };
        all << tr("Channel %1 tells cues apart most: %2").arg(cues.channel + 1).arg(naming(means->byCue, cues, name));
        all << tr("Classes differ by %1 at most, cues by %2")
                   .arg(weightText(classes.difference), weightText(cues.difference));
    } else if (classes.difference > 0) {
        const auto name = [&](std::size_t i) { return className(scene_, static_cast<int>(i)); };
        all << tr("Channel %1 tells classes apart most: %2")
                   .arg(classes.channel + 1)
                   .arg(naming(means->byClass, classes, name));
    }
    return all;
}

/// All of them where there is room; else the bars come first.
void GateView::say()
{
    constexpr qsizetype kFew = 2;
    const QStringList all = sentences();
    sentences_->setText(
        all.first(height() < wantedHeight(width()) ? std::min(kFew, all.size()) : all.size()).join(QLatin1Char('\n')));
}

void GateView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    say();
}

int GateView::wantedHeight(int width) const
{
    const QString all = sentences().join(QLatin1Char('\n'));
    const int text = fontMetrics().boundingRect(QRect(0, 0, width, QWIDGETSIZE_MAX), Qt::TextWordWrap, all).height();
    return bars_->wantedHeight() + text + 8 + (choice_->isVisibleTo(this) ? choice_->sizeHint().height() : 0);
}

} // namespace fovea
