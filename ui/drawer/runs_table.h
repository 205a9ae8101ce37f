// The runs of the sitting as texts: cells of a run, cells of several seeds in the mean, and all of them as a table for paper.
#pragma once

#include "ui/drawer/run_row.h"
#include "ui/paint/table_figure.h"

namespace fovea {

/// "run", the results, then these settings.
QStringList runHeadings(const std::vector<const Field*>& settings, Wording wording);
/// Cells below the headings; a dash where a result is not known, or a setting does not matter.
QStringList runCells(const RunRow& row, const std::vector<const Field*>& settings, Wording wording);
/// What a group is called, and its results in the mean, "± standard deviation"; settings stay empty.
QStringList seedCells(const SeedGroup& group, const std::vector<RunRow>& rows);

/// All runs, those that differ in nothing but the seed below each other and then their mean.
TableFigure runsTable(const std::vector<RunRow>& rows, Wording wording);

} // namespace fovea
