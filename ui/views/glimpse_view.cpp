#include "ui/views/glimpse_view.h"

#include "ui/views/glimpse_strip.h"
#include "ui/views/glimpse_words.h"

#include <QBoxLayout>
#include <QFontMetricsF>
#include <QLabel>
#include <QToolButton>

#include <cmath>

namespace fovea {
namespace {

constexpr int kLines = 4; // of words: always as many, so that nothing jumps while it is played
constexpr int kSpacing = 3;

} // namespace

bool hasGlimpses(const AnswerOfSample& answer)
{
    return !answer.glimpses.empty();
}

GlimpseView::GlimpseView(QWidget* parent)
    : QWidget(parent), strip_(new GlimpseStrip(this)), row_(new QWidget(this)), words_(new QLabel(this))
{
    auto* row = new QHBoxLayout(row_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    back_ = addButton(tr("◀ back"), tr("Glimpses: one look back"), tr("The look before"));
    play_ = addButton(tr("▶ play"), tr("Glimpses: play"), tr("One look after the other, as the network made them"));
    on_ = addButton(tr("next ▶"), tr("Glimpses: next look"), tr("The next look"));
    all_ = addButton(tr("all"), tr("Glimpses: all looks"), tr("All looks at once"));
    words_->setWordWrap(true);
    words_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    words_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    words_->setToolTip(tr("How far a look fell from the middle of the object; by chance: anywhere in the picture."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpacing);
    column->addWidget(strip_, 1);
    column->addWidget(row_);
    column->addWidget(words_);
    step_.setInterval(kLookEvery);
    connect(&step_, &QTimer::timeout, this, &GlimpseView::advance);
    connect(strip_, &GlimpseStrip::picked, this, &GlimpseView::pick);
    connect(strip_, &GlimpseStrip::playAsked, this, &GlimpseView::play);
    connect(back_, &QToolButton::clicked, this,
            [this] { pick(current() < 0 ? strip_->count() - 1 : std::max(0, current() - 1)); });
    connect(on_, &QToolButton::clicked, this, [this] { pick(std::min(strip_->count() - 1, current() + 1)); });
    connect(play_, &QToolButton::clicked, this, &GlimpseView::play);
    connect(all_, &QToolButton::clicked, this, [this] { pick(-1); });
}

QToolButton* GlimpseView::addButton(const QString& text, const QString& name, const QString& help)
{
    auto* button = new QToolButton(row_);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(help);
    button->setFocusPolicy(Qt::TabFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    row_->layout()->addWidget(button);
    return button;
}

void GlimpseView::showSample(const ShownSample& sample, const Scene& scene)
{
    const bool other = sample.picture != sample_.picture;
    sample_ = sample;
    scene_ = scene;
    strip_->showLooks(sample, scene);
    row_->setVisible(strip_->count() > 1);
    if (other && current() >= 0) {
        stop();
        go(-1);
    }
}

int GlimpseView::current() const
{
    return strip_->current();
}

const std::vector<double>* GlimpseView::probabilities() const
{
    if (current() < 0 || !sample_.answer) {
        return nullptr;
    }
    const std::vector<double>& said = sample_.answer->glimpses[static_cast<std::size_t>(current())].probabilities;
    return said.empty() ? nullptr : &said;
}

void GlimpseView::go(int look)
{
    strip_->setCurrent(look);
    say();
    emit looked(current());
}

void GlimpseView::pick(int look)
{
    stop();
    go(look);
}

void GlimpseView::play()
{
    if (playing()) {
        stop();
        return;
    }
    if (strip_->count() > 1) {
        go(current() < 0 || current() + 1 == strip_->count() ? 0 : current());
        play_->setText(tr("■ stop"));
        step_.start();
    }
}

void GlimpseView::advance()
{
    if (current() + 1 < strip_->count()) {
        go(current() + 1);
    } else { // the last one has been seen as long as the others
        stop();
        go(-1);
    }
}

void GlimpseView::stop()
{
    step_.stop();
    play_->setText(tr("▶ play"));
}

void GlimpseView::hideEvent(QHideEvent*)
{
    stop(); // nobody sees it
}

void GlimpseView::say()
{
    words_->setText(linesAboutLook(scene_, sample_, current()).join(QLatin1Char('\n')));
    words_->setMinimumHeight(static_cast<int>(std::ceil(kLines * QFontMetricsF(font()).height())));
}

int GlimpseView::wantedHeight(int width) const
{
    return strip_->wantedHeight(width) + (row_->isVisibleTo(this) ? row_->sizeHint().height() + kSpacing : 0) +
           static_cast<int>(std::ceil(kLines * QFontMetricsF(font()).height())) + kSpacing;
}

} // namespace fovea
