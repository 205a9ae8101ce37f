// What the curves can put on paper: one plate for each of their tabs, and one of all runs.
#pragma once

#include "app/curve_figures.h"
#include "app/run_stories.h"
#include "ui/export/plate.h"

#include <optional>
#include <vector>

namespace fovea {

struct FrozenWindow;

LearningCurves curvesIn(const RunStory& story);

inline constexpr QSizeF kPlot(12, 8); ///< centimetres

/// What there is nothing of is left out.
std::vector<Plate> curvePlates(const FrozenWindow& frozen);

// Its parts.
std::vector<Plate> gazePlates(const FrozenWindow& frozen);  // gaze_plates.cpp
std::optional<Plate> runsPlate(const FrozenWindow& frozen); // runs_plates.cpp
/// The accuracy of all runs whose curves are in view, groups of seeds as their mean; of the present one where it is alone.
CurvesFigure figureInView(const FrozenWindow& frozen);      // runs_plates.cpp
std::vector<Plate> batchPlates(const FrozenWindow& frozen); // batch_plates.cpp

} // namespace fovea
