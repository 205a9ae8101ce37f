// What plates of curves have in common: curves of a run by any of its values, their numbers as a table, and the plate itself.
#pragma once

#include "core/training/history.h"
#include "ui/export/plate.h"
#include "ui/paint/curves_figure.h"

#include <functional>
#include <vector>

namespace fovea {

struct FrozenWindow;

using ValueOf = std::function<double(const EpochRecord& pass)>;

/// A value of each pass, told apart by its name.
Curve curveOf(const std::vector<EpochRecord>& passes, const QString& name, int colour, const ValueOf& value);
bool hasValues(const Curve& curve);
/// Those that anything is known of.
std::vector<Curve> known(std::vector<Curve> curves);

/// Of the present run, against its passes.
Plate curvePlate(const FrozenWindow& frozen, const QString& key, const QString& name, CurvesFigure figure,
                 WriteTable csv);
/// The same of named curves, which all have a value for each pass: these are its table.
Plate passesPlate(const FrozenWindow& frozen, const QString& key, const QString& name, const CurvesFigure& figure);

} // namespace fovea
