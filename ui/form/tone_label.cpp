#include "ui/form/tone_label.h"

#include "ui/paint/figure.h"

#include <QEvent>
#include <QPainter>

namespace fovea {
namespace {

constexpr int kMiddle = 128; ///< a lighter window is a light one

QColor colourOf(ToneLabel::Tone tone, const QPalette& palette)
{
    const bool dark = palette.color(QPalette::Window).lightness() < kMiddle;
    switch (tone) {
    case ToneLabel::Tone::Ink:
        return palette.color(QPalette::Text);
    case ToneLabel::Tone::Quiet:
        return (dark ? Paper::dark() : Paper::light()).faint;
    case ToneLabel::Tone::Refusal:
        return dark ? QColor(0xff, 0x9c, 0x8a) : QColor(0xa8, 0x1e, 0x10);
    }
    return {};
}

} // namespace

ToneLabel::ToneLabel(Tone tone, QWidget* parent) : QLabel(parent), tone_(tone)
{
    takeColour();
}

void ToneLabel::setTone(Tone tone)
{
    tone_ = tone;
    takeColour();
}

void ToneLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        takeColour();
    }
}

void ToneLabel::takeColour()
{
    const QColor colour = colourOf(tone_, palette());
    if (palette().color(QPalette::WindowText) != colour) {
        QPalette own;
        own.setColor(QPalette::WindowText, colour);
        setPalette(own);
    }
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, ToneLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(contentsRect(), Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
}

} // namespace fovea
