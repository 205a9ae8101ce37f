// The sentence below the curves: what surprises whoever sees them first.
#pragma once

#include "ui/curves/curve_sheet.h"

#include <QString>

namespace fovea {

/// Empty where nothing needs saying.
QString curveNote(const CurveSheet& sheet, const CurveScene& scene, const CurveChoices& choices);

} // namespace fovea
