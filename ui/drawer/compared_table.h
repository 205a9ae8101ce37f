// The compared settings as a table: what each reaches and what it costs. The same on the page and on paper.
#pragma once

#include "core/training/history.h"
#include "ui/paint/table_figure.h"

#include <QString>

#include <vector>

namespace fovea {

/// One of the compared settings, and what is known of it so far.
struct ComparedRow
{
    QString name;                 ///< in what it differs from the others
    QString ending;               ///< why it is over; empty while it is not
    double passes = 0;            ///< done
    double accuracy = kUndefined; ///< on validation, after the last pass; `error` is two standard errors of it
    double error = kUndefined;
    double best = kUndefined, loss = kUndefined;
    double spread = kUndefined, mass = kUndefined; ///< of attention, as in the table of runs
    double learned = kUndefined;                   ///< numbers
    double multiplyAdds = kUndefined;              ///< of one image forward
    double millisecondsPerBatch = kUndefined;      ///< measured while it was trained in turn with the others
};

/// What the columns say, one sentence each.
QStringList comparedHelp();
/// A row for each of the settings, in the colours of the runs 0, 1 …
TableFigure comparedTable(const std::vector<ComparedRow>& rows);

} // namespace fovea
