// How far the axes reach: they hold still while a run grows, and a run that diverges does not squeeze the others.
#pragma once

#include "ui/curves/curve_frame.h"

#include <QPointF>

#include <span>

namespace fovea {

/// The least of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten that is not less than `least` > 0.
double roundTop(double least);

/// From 0 to beyond the last point in few steps, so that the first pass has room; never beyond what is planned before that
/// is reached.
CurveRange acrossRange(double last, double planned, double least);

/// What a vertical axis has to show of its lines: the values that are not beyond `most` times where their line began.
/// Linear ranges begin at 0; logarithmic ones reach from a power of ten to another.
CurveRange valueRange(std::span<const std::vector<QPointF>* const> lines, bool logarithmic);

} // namespace fovea
