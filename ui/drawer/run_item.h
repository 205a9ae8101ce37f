// RunItem: one line of the table of runs, a run or the mean of several seeds: its cells, its colour, and what they are sorted by.
#pragma once

#include "ui/drawer/run_row.h"

#include <QTreeWidgetItem>

namespace fovea {

/// Numbers are sorted as numbers; what is not known stands below all of them.
class RunItem : public QTreeWidgetItem
{
public:
    explicit RunItem(int run); ///< −1: several seeds

    bool operator<(const QTreeWidgetItem& other) const override;
};

/// The run of an item; −1 where it stands for several seeds.
int runOf(const QTreeWidgetItem& item);

/// The cells of a run: its name, its results, then these settings. `usual` is the type of the table.
void fillRun(QTreeWidgetItem& item, const RunRow& row, const std::vector<const Field*>& settings, Wording wording,
             const QFont& usual);
/// The cells of several seeds.
void fillSeeds(QTreeWidgetItem& item, const SeedGroup& group, const std::vector<RunRow>& rows);

} // namespace fovea
