// What the curves say in numbers: the line of least, most and now, and the box at the cursor.
#pragma once

#include "ui/curves/curve_sheet.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace fovea {

/// "validation 0.102 / 0.974 / 0.968" for each line of the present run, the most important first; before the first pass
/// ends, how far it is.
QStringList readings(const CurveSheet& sheet, const CurveScene& scene, const CurveChoices& choices);

/// Where the cursor stands and what all shown runs have there.
struct CurveReading
{
    double x = 0;
    QString text;      ///< as rich text
    QString plainText; ///< the same for a screen reader
};

/// At the pass nearest to x; within a pass that is not over, at the batch nearest to x. Nothing where there are no records.
std::optional<CurveReading> readingAt(double x, const CurveSheet& sheet, const CurveScene& scene,
                                      const CurveChoices& choices);

/// The places a cursor moved by keyboard stops at: the passes of all shown runs, rising.
std::vector<double> readingStops(const CurveSheet& sheet, const CurveScene& scene, const CurveChoices& choices);

} // namespace fovea
