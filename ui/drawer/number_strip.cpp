#include "ui/drawer/number_strip.h"

#include "ui/paint/screen_paper.h"
#include "ui/paint/ticks.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFocusRect>

#include <algorithm>
#include <utility>

namespace fovea {
namespace {

constexpr std::size_t kSpoken = 8; // numbers of a description

} // namespace

NumberStrip::NumberStrip(const QString& name, QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setAccessibleName(name);
    setToolTip(tr("A bar for each feature, up where it is positive; pointing at one, or going there with the arrows, "
                  "marks it in its neighbours and says its number."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void NumberStrip::showFigure(StripFigure figure)
{
    figure.marked = figure_.marked;
    figure_ = std::move(figure);
    QStringList first;
    for (std::size_t i = 0; i < std::min(kSpoken, figure_.numbers.size()); ++i) {
        first << shortNumber(figure_.numbers[i]);
    }
    setAccessibleDescription(first.join(QStringLiteral(", ")) + QLatin1Char(' ') + figure_.sum);
    update();
}

void NumberStrip::mark(int feature)
{
    if (feature != figure_.marked) {
        figure_.marked = feature;
        update();
    }
}

void NumberStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintStrip(painter, rect(), figure_, font(), paperUnder(*this));
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

void NumberStrip::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF first = stripColumn(figure_, 0, rect(), font());
    const double at = event->position().x() - first.left();
    const int feature = first.isEmpty() || at < 0 ? -1 : static_cast<int>(at / first.width());
    const int found = feature < static_cast<int>(figure_.numbers.size()) ? feature : -1;
    if (found != figure_.marked) {
        emit pointed(found);
    }
}

void NumberStrip::leaveEvent(QEvent*)
{
    emit pointed(-1);
}

void NumberStrip::keyPressEvent(QKeyEvent* event)
{
    const int by = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (by == 0 || event->modifiers() != Qt::NoModifier) {
        QWidget::keyPressEvent(event);
        return;
    }
    const int to = figure_.marked + by;
    if (to >= 0 && to < static_cast<int>(figure_.numbers.size())) {
        emit pointed(to);
    }
}

void NumberStrip::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void NumberStrip::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace fovea
