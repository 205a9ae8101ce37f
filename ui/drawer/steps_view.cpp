#include "ui/drawer/steps_view.h"

#include "ui/drawer/key_map.h"
#include "ui/drawer/number_strip.h"
#include "ui/drawer/steps_words.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QSlider>
#include <QSpinBox>
#include <QStackedLayout>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kStops = 20;                // of the slider each way: 10^(−1) … 10^1
constexpr std::size_t kBeforeTheMaps = 3; // strips

} // namespace

StepsView::StepsView(QWidget* parent)
    : QWidget(parent)
    , pages_(new QStackedLayout(this))
    , sentence_(new QLabel)
    , chain_(new QLabel)
    , instead_(new QLabel)
    , temperatureText_(new QLabel)
    , head_(new QSpinBox)
    , temperature_(new QSlider(Qt::Horizontal))
    , strips_{new NumberStrip(tr("query")),
              new NumberStrip(tr("key of the marked cell")),
              new NumberStrip(tr("query times key, feature by feature")),
              new NumberStrip(tr("value of the marked cell")),
              new NumberStrip(tr("weight times value of the marked cell")),
              new NumberStrip(tr("what the query is given"))}
    , maps_{new KeyMap(tr("query times key")), new KeyMap(tr("scores")), new KeyMap(tr("weights"))}
{
    auto* scroll = new QScrollArea; // a low window still shows all of it
    scroll->setWidget(makePage());
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // its parts can be reached
    instead_->setWordWrap(true);
    instead_->setAlignment(Qt::AlignCenter);
    instead_->setMargin(20);
    instead_->setAccessibleName(tr("why there is nothing to follow"));
    pages_->addWidget(scroll);
    pages_->addWidget(instead_);
    connectParts();
    keepRoomForWords();
    showSteps(nullptr);
}

QWidget* StepsView::makePage()
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(10, 4, 10, 4);
    column->setSpacing(3);
    sentence_->setWordWrap(true);
    sentence_->setAccessibleName(tr("which query asks"));
    head_->setAccessibleName(tr("head"));
    head_->setToolTip(tr("Which head is followed"));
    head_->setPrefix(tr("head "));
    head_->setMinimum(1);
    head_->setFocusPolicy(Qt::TabFocus);
    auto* top = new QHBoxLayout;
    top->addWidget(sentence_, 1);
    top->addWidget(head_);
    column->addLayout(top);
    for (std::size_t i = 0; i < kBeforeTheMaps; ++i) {
        column->addWidget(strips_[i]);
    }
    auto* maps = new QHBoxLayout;
    maps->setSpacing(14);
    for (KeyMap* map : maps_) {
        maps->addWidget(map, 1);
    }
    column->addLayout(maps, 1);
    column->addWidget(makeTemperature());
    for (std::size_t i = kBeforeTheMaps; i < strips_.size(); ++i) {
        column->addWidget(strips_[i]);
    }
    chain_->setWordWrap(true);
    chain_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    chain_->setAccessibleName(tr("the marked cell in numbers"));
    column->addWidget(chain_);
    return page;
}

/// The slider stays where it is, whatever the words beside it.
QWidget* StepsView::makeTemperature()
{
    temperatureText_->setAccessibleName(tr("temperature in words"));
    temperatureText_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    temperature_->setRange(-kStops, kStops);
    temperature_->setFocusPolicy(Qt::TabFocus);
    temperature_->setAccessibleName(tr("temperature"));
    temperature_->setToolTip(
        tr("What the scores are divided by once more before the softmax: left sharpens, right evens "
           "out. In the middle stands the network as it is."));
    temperature_->setTickPosition(QSlider::TicksBelow);
    temperature_->setTickInterval(kStops);
    auto* line = new QWidget;
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(temperature_, 1);
    row->addWidget(temperatureText_, 1);
    return line;
}

void StepsView::connectParts()
{
    for (KeyMap* map : maps_) {
        connect(map, &KeyMap::pointed, this, [this](int key) {
            pointed_ = true;
            markKey(key);
        });
    }
    for (std::size_t i = 0; i < strips_.size(); ++i) { // features of keys, and those of values
        const std::size_t first = i < kBeforeTheMaps ? 0 : kBeforeTheMaps;
        connect(strips_[i], &NumberStrip::pointed, this, [this, first](int feature) {
            for (std::size_t k = first; k < first + kBeforeTheMaps; ++k) {
                strips_[k]->mark(feature);
            }
        });
    }
    connect(temperature_, &QSlider::valueChanged, this, &StepsView::asked);
    connect(head_, &QSpinBox::valueChanged, this, &StepsView::asked);
}

/// Two lines for the chain, so that nothing moves below the pointer.
void StepsView::keepRoomForWords()
{
    chain_->setMinimumHeight(2 * chain_->fontMetrics().lineSpacing() + 2);
}

void StepsView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        keepRoomForWords();
    }
}

double StepsView::temperature() const
{
    return std::pow(10.0, static_cast<double>(temperature_->value()) / kStops);
}

int StepsView::head() const
{
    return head_->value() - 1;
}

void StepsView::setHead(int head)
{
    const QSignalBlocker quiet(head_);
    head_->setMaximum(std::max(head_->maximum(), head + 1));
    head_->setValue(head + 1);
}

void StepsView::setReplaced(bool replaced)
{
    replaced_ = replaced;
    sentence_->setText(sentence());
}

void StepsView::showSteps(const std::shared_ptr<const AttentionSteps>& steps)
{
    const bool known = steps && !steps->none;
    const bool another = !known || !steps_ || steps->asked.layer != steps_->asked.layer ||
                         steps->asked.query != steps_->asked.query || steps->count() != steps_->count();
    steps_ = steps;
    pages_->setCurrentIndex(known ? 0 : 1);
    instead_->setText(sentence());
    if (another) {
        pointed_ = false;
    }
    if (known) {
        refresh();
        markKey(pointed_ ? key_ : strongestKey(*steps));
    }
}

void StepsView::refresh()
{
    const QSignalBlocker quiet(head_);
    const auto heads = static_cast<int>(steps_->heads);
    head_->setMaximum(heads);
    head_->setSuffix(tr(" of %1").arg(heads));
    head_->setVisible(heads > 1);
    head_->setValue(static_cast<int>(steps_->asked.head) + 1);
    const auto figures = keyFigures(*steps_, key_);
    for (std::size_t i = 0; i < maps_.size(); ++i) {
        maps_[i]->showFigure(figures[i]);
    }
    temperature_->setEnabled(steps_->exponential && steps_->count() > 1);
    temperatureText_->setText(temperatureText(*steps_));
    sentence_->setText(sentence());
}

void StepsView::markKey(int key)
{
    key_ = key;
    for (KeyMap* map : maps_) {
        map->mark(key);
    }
    const auto figures = stripFigures(*steps_, key);
    for (std::size_t i = 0; i < strips_.size(); ++i) {
        strips_[i]->showFigure(figures[i]);
    }
    chain_->setText(chain());
}

QString StepsView::sentence() const
{
    if (!steps_) {
        return tr("Space: the numbers behind a map appear here");
    }
    QString asks = askingSentence(*steps_);
    if (steps_->queryGrid.places() > 0 && !steps_->fixedQuery) {
        asks = tr("%1 A click in the picture lets another cell ask.").arg(asks);
    }
    return replaced_ && !steps_->none
               ? tr("%1 The picture shows other weights in their place; these are its own.").arg(asks)
               : asks;
}

QString StepsView::chain() const
{
    return steps_ ? chainOf(*steps_, key_) : QString();
}

} // namespace fovea
