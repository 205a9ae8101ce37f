#include "ui/curves/legend_entry.h"

#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kWidestName = 19; // times the type's size
constexpr int kPadding = 4;

} // namespace

LegendEntry::LegendEntry(QWidget* parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
}

void LegendEntry::setItem(const LegendItem& item, const Paper& paper, double textPixels)
{
    item_ = item;
    paper_ = paper;
    textPixels_ = textPixels;
    setFont(figureFont(textPixels));
    setText(item.text);
    const QString state = item.shown ? tr("shown") : tr("hidden");
    setAccessibleName(tr("%1, %2").arg(item.text, state));
    setAccessibleDescription(item.help);
    const QString keys = !item.canBeRenamed()
                             ? tr("Click: hide or show. Double click or Shift+Enter: only this one.")
                             : tr("Click: hide or show. Double click or Shift+Enter: only this one. F2: rename.");
    setToolTip(QStringLiteral("<p><b>%1</b></p><p>%2</p><p>%3</p>")
                   .arg(item.text.toHtmlEscaped(), item.help.toHtmlEscaped(), keys.toHtmlEscaped()));
    updateGeometry();
    update();
}

double LegendEntry::swatchWidth() const
{
    return item_.swatch ? 2 * textPixels_ : 0;
}

QSize LegendEntry::sizeHint() const
{
    const QFontMetricsF metrics(font());
    const double name = std::min(metrics.horizontalAdvance(text()) + 1, kWidestName * textPixels_);
    return {static_cast<int>(std::ceil(name + swatchWidth())) + 3 * kPadding, static_cast<int>(metrics.height()) + 4};
}

void LegendEntry::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = item_.shown ? paper_.ink : paper_.faint;
    if (item_.swatch) {
        CurveStyle style = item_.style;
        style.colour = item_.shown ? style.colour : paper_.faint;
        painter.setPen(style.pen());
        const double middle = height() / 2.0;
        const QLineF line(kPadding, middle, kPadding + swatchWidth(), middle);
        painter.drawLine(line);
        paintMark(painter, style, line.center(), 0.5 * textPixels_);
    }
    QFont font = this->font();
    font.setStrikeOut(!item_.shown);
    painter.setFont(font);
    painter.setPen(ink);
    const QRectF room = QRectF(rect()).adjusted(2 * kPadding + swatchWidth(), 0, -kPadding + 1, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetricsF(font).elidedText(text(), Qt::ElideRight, room.width()));
    if (hasFocus() || underMouse()) {
        painter.setPen(QPen(hasFocus() ? paper_.ink : paper_.grid, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
}

/// The first click of the two has toggled; the second says what is meant.
void LegendEntry::mouseDoubleClickEvent(QMouseEvent*)
{
    emit soloed();
}

void LegendEntry::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_F2 && item_.canBeRenamed()) {
        emit renameAsked();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
               event->modifiers().testFlag(Qt::ShiftModifier)) {
        emit soloed();
    } else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        focusNextPrevChild(event->key() == Qt::Key_Right);
    } else {
        QAbstractButton::keyPressEvent(event);
    }
}

void LegendEntry::contextMenuEvent(QContextMenuEvent* event)
{
    emit menuAsked(event->globalPos());
}

} // namespace fovea
