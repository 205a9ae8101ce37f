// The columns of the table of runs: as wide as what stands in them, and as many as there is room for.
#include "ui/drawer/runs_view.h"

#include <QHeaderView>
#include <QTreeWidget>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

// Pixels to which a name gives way before columns do, and what a setting says where that is not enough.
constexpr int kLeastName = 170, kLeastSetting = 90;

/// What gives way where the table is narrow, the first one first. Accuracy stays, and the settings that tell runs apart.
constexpr double RunRow::*kGiveWay[] = {&RunRow::mass, &RunRow::hit,  &RunRow::spread, &RunRow::trainAccuracy,
                                        &RunRow::loss, &RunRow::best, &RunRow::passes};

int columnOf(double RunRow::*result)
{
    const auto found = std::ranges::find(resultColumns(), result, &ResultColumn::value);
    return static_cast<int>(found - resultColumns().begin()) + 1;
}

} // namespace

void RunsView::fitColumns()
{
    for (int column = 0; column < tree_->columnCount(); ++column) {
        tree_->resizeColumnToContents(column);
    }
    widenColumns();
}

/// Cells that have grown are not cut; columns that were made wider stay so. What is known of no run takes no room. Where there
/// is not enough of it, names are cut, then columns go, and come back in a wider window; at last settings are cut.
void RunsView::widenColumns()
{
    for (int column = 0; column < tree_->columnCount(); ++column) {
        const bool setting = column > static_cast<int>(resultColumns().size());
        const bool empty = column > 0 && !setting && std::ranges::none_of(rows_, [column](const RunRow& row) {
                               return std::isfinite(row.*resultColumns()[static_cast<std::size_t>(column - 1)].value);
                           });
        tree_->setColumnHidden(column, empty && !rows_.empty());
        if (!tree_->isColumnHidden(column) &&
            static_cast<QAbstractItemView*>(tree_)->sizeHintForColumn(column) > tree_->columnWidth(column)) {
            tree_->resizeColumnToContents(column);
        }
    }
    const auto missing = [this] { return tree_->header()->length() - tree_->viewport()->width(); };
    const int name = tree_->columnWidth(0), least = std::min(name, kLeastName);
    for (double RunRow::*const result : kGiveWay) {
        if (missing() > name - least) {
            tree_->setColumnHidden(columnOf(result), true);
        }
    }
    if (missing() > 0) { // the whole name stands in the tooltip
        tree_->setColumnWidth(0, std::max(least, name - missing()));
    }
    for (int column = static_cast<int>(resultColumns().size()) + 1; column < tree_->columnCount(); ++column) {
        const int width = tree_->columnWidth(column);
        if (missing() > 0) { // likewise
            tree_->setColumnWidth(column, std::max(std::min(width, kLeastSetting), width - missing()));
        }
    }
}

void RunsView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

} // namespace fovea
