// What the legend names, and what a click or a double click on a name hides.
#pragma once

#include "ui/curves/curve_sheet.h"
#include "ui/curves/curves_legend.h"

#include <vector>

namespace fovea {

/// Lines first, then runs, the present one before the others.
std::vector<LegendItem> legendItems(const CurveSheet& sheet, const CurveScene& scene, const CurveChoices& choices);

void setShown(const LegendItem& item, bool shown, CurveSheet& sheet, CurveScene& scene);

/// Only this one of its kind; once more brings the others back.
void solo(const LegendItem& item, CurveSheet& sheet, CurveScene& scene, const CurveChoices& choices);

} // namespace fovea
