// Choosing a head by mouse and keyboard, and what is said of it in words.
#include "ui/views/head_grid.h"
#include "ui/views/map_words.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace fovea {

std::optional<HeadGrid::Tile> HeadGrid::tileAt(QPoint point) const
{
    for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
        for (int head = 0; head < static_cast<int>(rows_[static_cast<std::size_t>(row)].grids.size()); ++head) {
            if (tileRect(row, head).adjusted(-2, -2, 2, captionHeight(row)).contains(point)) {
                return Tile{row, head};
            }
        }
    }
    return {};
}

MapRow HeadGrid::rowOf(const Tile& tile) const
{
    const HeadRow& row = rows_[static_cast<std::size_t>(tile.row)];
    return {row.layer, row.grids.size() > 1 ? tile.head : -1, row.query};
}

/// "block 2, head 3: over 5.1 of 64 cells, largest 0.41; looks 8.1 px far in the mean, by chance 16.6"
QString HeadGrid::sentence(const Tile& tile) const
{
    const auto r = static_cast<std::size_t>(tile.row), h = static_cast<std::size_t>(tile.head);
    if (r >= rows_.size() || h >= rows_[r].grids.size() || rows_[r].grids[h].empty() || !picture_) {
        return {};
    }
    const HeadRow& row = rows_[r];
    const Tensor& grid = row.grids[h];
    MapOfSample one{
        Tensor({1, 1, grid.size()}, Reals(grid.data(), grid.data() + grid.size())), {grid.dim(0), grid.dim(1)}, {}};
    one.reach = row.reach;
    one.uniformReach = row.uniformReach;
    QStringList parts = linesAbout(one, *picture_, row.among);
    if (const QStringList asks = asksMost(tile.row, tile.head); !asks.isEmpty()) {
        parts.prepend(asks.first());
    }
    if (const QString reach = reachText(one, tile.head); !reach.isEmpty()) {
        parts << reach;
    }
    const QString name =
        row.grids.size() > 1 ? tr("%1, head %2").arg(row.name, QLocale().toString(tile.head + 1)) : row.name;
    return tr("%1: %2").arg(name, parts.join(QStringLiteral("; ")));
}

void HeadGrid::describeCurrent()
{
    setAccessibleDescription(sentence(current_));
}

void HeadGrid::step(int rows, int heads)
{
    if (rows_.empty()) {
        return;
    }
    current_.row = std::clamp(current_.row + rows, 0, static_cast<int>(rows_.size()) - 1);
    const auto most = static_cast<int>(rows_[static_cast<std::size_t>(current_.row)].grids.size()) - 1;
    current_.head = std::clamp(current_.head + heads, 0, most);
    describeCurrent();
    update();
    emit picked(rowOf(current_));
}

void HeadGrid::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return step(0, -1);
    case Qt::Key_Right:
        return step(0, 1);
    case Qt::Key_Up:
        return alone() ? step(0, -columns_) : step(-1, 0);
    case Qt::Key_Down:
        return alone() ? step(0, columns_) : step(1, 0);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() == Qt::NoModifier && !rows_.empty()) {
            emit soloed(rowOf(current_));
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void HeadGrid::mousePressEvent(QMouseEvent* event)
{
    const std::optional<Tile> tile = tileAt(event->pos());
    if (tile && event->button() == Qt::LeftButton) {
        current_ = *tile;
        step(0, 0);
    }
}

void HeadGrid::mouseDoubleClickEvent(QMouseEvent* event)
{
    const std::optional<Tile> tile = tileAt(event->pos());
    if (tile && event->button() == Qt::LeftButton) {
        emit soloed(rowOf(*tile));
    }
}

bool HeadGrid::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const std::optional<Tile> tile = tileAt(help->pos())) {
            QToolTip::showText(help->globalPos(), sentence(*tile), this, tileRect(tile->row, tile->head));
            return true;
        }
    }
    return QWidget::event(event);
}

void HeadGrid::focusInEvent(QFocusEvent*)
{
    update();
}

void HeadGrid::focusOutEvent(QFocusEvent*)
{
    update();
}

} // namespace fovea
