#include "ui/drawer/key_map.h"

#include "ui/paint/screen_paper.h"
#include "ui/paint/ticks.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionFocusRect>

#include <algorithm>
#include <utility>

namespace fovea {

KeyMap::KeyMap(const QString& name, QWidget* parent) : QWidget(parent)
{
    figure_.title = name;
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setAccessibleName(name);
    setToolTip(tr("Point at a cell, or go from cell to cell with the arrows: its part is marked everywhere."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void KeyMap::showFigure(KeyFigure figure)
{
    figure.marked = figure_.marked;
    figure_ = std::move(figure);
    describe();
    update();
}

void KeyMap::mark(int key)
{
    figure_.marked = key;
    describe();
    update();
}

void KeyMap::describe()
{
    const int key = figure_.marked;
    const bool known = key >= 0 && key < figure_.count();
    setAccessibleDescription(
        known ? tr("key %1: %2").arg(key + 1).arg(shortNumber(figure_.numbers[static_cast<std::size_t>(key)]))
              : QString());
}

QRectF KeyMap::cellRect(int key) const
{
    return cells().rect(key);
}

void KeyMap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintKeys(painter, rect(), figure_, font(), paperUnder(*this));
    if (hasFocus()) {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

void KeyMap::mouseMoveEvent(QMouseEvent* event)
{
    if (const int key = cells().at(event->position()); key >= 0 && key != figure_.marked) {
        emit pointed(key);
    }
}

void KeyMap::mousePressEvent(QMouseEvent* event)
{
    mouseMoveEvent(event);
}

void KeyMap::keyPressEvent(QKeyEvent* event)
{
    const int columns = cells().columns();
    const std::pair<int, int> steps[] = {
        {Qt::Key_Left, -1}, {Qt::Key_Right, 1}, {Qt::Key_Up, -columns}, {Qt::Key_Down, columns}};
    for (const auto& [key, by] : steps) {
        if (event->key() == key && event->modifiers() == Qt::NoModifier) {
            const int to = std::max(0, figure_.marked) + by;
            if (to >= 0 && to < figure_.count()) {
                emit pointed(to);
            }
            return;
        }
    }
    QWidget::keyPressEvent(event);
}

void KeyMap::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void KeyMap::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace fovea
