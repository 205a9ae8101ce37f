// Keys and pointer on the gallery's pictures: arrows go from one to the next, Enter and a click open one, and pointing at
// one tells all that can be said of it.
#include "ui/views/tile_grid.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QToolTip>

namespace fovea {

void TileGrid::keyPressEvent(QKeyEvent* event)
{
    const int last = shownCount() - 1;
    int next = current_;
    switch (event->key()) {
    case Qt::Key_Left:
        next = current_ - 1;
        break;
    case Qt::Key_Right:
        next = current_ + 1;
        break;
    case Qt::Key_Up:
        next = current_ - columns_;
        break;
    case Qt::Key_Down:
        next = current_ + columns_;
        break;
    case Qt::Key_Home:
        next = 0;
        break;
    case Qt::Key_End:
        next = last;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers().testFlag(Qt::ControlModifier) || last < 0) {
            break; // Ctrl+Enter runs
        }
        emit opened(current_);
        return;
    default:
        break;
    }
    if (next == current_) {
        QWidget::keyPressEvent(event);
    } else if (next >= 0 && next <= last) {
        makeCurrent(next);
    }
}

void TileGrid::mousePressEvent(QMouseEvent* event)
{
    const int index = tileAt(event->position().toPoint());
    if (index >= 0 && event->button() == Qt::LeftButton) {
        makeCurrent(index);
        emit opened(index);
    }
}

bool TileGrid::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip) {
        return QWidget::event(event);
    }
    const auto* help = static_cast<QHelpEvent*>(event);
    const int index = tileAt(help->pos());
    if (index < 0) {
        QToolTip::hideText();
        return true;
    }
    const SampleTile& tile = tiles_[static_cast<std::size_t>(index)];
    QToolTip::showText(help->globalPos(), (QStringList(tile.text()) + tile.lines()).join('\n').trimmed(), this,
                       tileRect(index));
    return true;
}

void TileGrid::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update(tileRect(current_));
}

void TileGrid::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update(tileRect(current_));
}

} // namespace fovea
