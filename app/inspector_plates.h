// What the inspector's pages can put on paper, as they show it: the picture with the map that is looked at, its answer, what was
// seen at each look, all heads, gates, gazes, the noise of the policy gradient; and the picture's film.
#pragma once

#include "ui/export/plate.h"

#include <string>
#include <vector>

namespace fovea {

struct FrozenWindow;
struct ShownSample;

/// What there is nothing of is left out.
std::vector<Plate> inspectorPlates(const FrozenWindow& frozen);

// Its parts.
std::vector<Plate> pagePlates(const FrozenWindow& frozen); // page_plates.cpp
Plate filmPlate(const FrozenWindow& frozen);               // film_plate.cpp; needs a film and an answer
/// Where each look fell, in pixels, and how far from the object; needs a picture and an answer.
std::string looksCsv(const ShownSample& sample);

} // namespace fovea
