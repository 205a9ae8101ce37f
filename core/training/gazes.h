// Gazes in pixels, and how far they are from what they should find.
#pragma once

#include "core/data/dataset.h"
#include "core/networks/network.h"

#include <span>

namespace fovea {

/// A place in the image, in pixels from its left upper corner.
struct Gaze
{
    double x = 0, y = 0;
    bool operator==(const Gaze&) const = default;
};

/// The middle of what a network saw at each time, on row `row` of its paths.
std::vector<Gaze> gazesOf(const Output& output, Index row, const Shape& image);

/// Pixels from a gaze to the middle of the nearest part of the evidence.
double distanceTo(const Evidence& evidence, const Gaze& gaze);

/// The middles of the evidence of some images, for an oracle: (n × parts × 2) on the tape, from −1 to 1; those with fewer
/// parts repeat them, those without have the middle of the image. Not valid where none has any.
Var middlesOf(Tape& tape, std::span<const Evidence> evidence, const Shape& image);

/// The same for samples of a split. Not valid where it knows none.
Var evidenceOf(Tape& tape, const Split& split, std::span<const Index> samples);

} // namespace fovea
