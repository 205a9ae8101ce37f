// The rows of the box that reads the curves at one place: a line each, or a run each, or a head each.
#pragma once

#include "ui/curves/curve_sheet.h"

#include <QColor>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace fovea {

/// A line of one run, or all lines of one of several runs, or of one head.
struct ReadingRow
{
    QColor colour;
    QString name;
    std::vector<std::pair<CurveId, double>> values;
};

/// What `run` says at x, which is the end of a pass where `onPass`.
std::vector<ReadingRow> rowsOf(const RunCurves& run, double x, bool onPass, const CurveSheet& sheet,
                               const CurveScene& scene, const CurveChoices& choices);
/// Where a gradient has too many parameters: the largest, in their order.
void keepLargest(std::vector<ReadingRow>& rows);
/// Whether heads have rows of their own below the map as a whole.
bool showsHeads(const CurveSheet& sheet, const RunCurves& run, const CurveChoices& choices);

/// The lines that the legend names, as far as they are not hidden.
std::vector<CurveId> leaders(const CurveSheet& sheet, const RunCurves& run, const CurveChoices& choices);
/// The line that is measured within a pass and stands for this one there.
std::optional<CurveId> lineWithin(const CurveId& id, const RunCurves& run);
double perPass(const RunCurves& run, Across across);

} // namespace fovea
