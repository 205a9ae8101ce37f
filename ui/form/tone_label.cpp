#include "ui/form/tone_label.h"

#include "ui/paint/figure.h"

#include <QEvent>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

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

void ElidedLabel::setMostLines(int lines)
{
    mostLines_ = lines;
    setWordWrap(lines > 1); // or each new text takes the height for a width out of the policy
    updateGeometry();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, ToneLabel::minimumSizeHint().height()};
}

int ElidedLabel::heightForWidth(int width) const
{
    if (mostLines_ == 1) {
        return -1;
    }
    const QMargins around = contentsMargins();
    const auto lines = std::max<qsizetype>(1, linesIn(width - around.left() - around.right()).size());
    return static_cast<int>(lines) * fontMetrics().lineSpacing() + around.top() + around.bottom();
}

/// Broken between words; what is left over for the last line ends in ….
QStringList ElidedLabel::linesIn(int width) const
{
    QStringList lines;
    QTextLayout layout(text(), font());
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1, width));
        if (lines.size() + 1 == mostLines_) {
            lines << fontMetrics().elidedText(text().mid(line.textStart()), Qt::ElideRight, width);
            break;
        }
        lines << text().mid(line.textStart(), line.textLength());
    }
    layout.endLayout();
    return lines;
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(contentsRect(), Qt::AlignVCenter | Qt::AlignLeft, linesIn(contentsRect().width()).join('\n'));
}

} // namespace fovea
