// Evidence scores: does a map look where the evidence is? Only asked where the data knows.
//
// A map's cells are laid evenly over the image. A score is worth nothing without the score of chance, so each has one.
#pragma once

#include "core/data/dataset.h"

namespace fovea {

struct EvidenceScore
{
    double hit = 0;       ///< pointing: whether the largest cell overlaps any box; equal cells share
    double strictHit = 0; ///< whether the centre of the largest cell lies in a box; equal cells share
    double mass = 0;      ///< weight on the evidence: each cell's weight times the share of it that boxes cover
};

/// The score of one map: `weights` has one number a cell, row by row, summing to one.
/// All NaN where a weight is not finite.
EvidenceScore evidenceScore(const Real* weights, const MapGrid& grid, const Shape& image, const Evidence& evidence);

/// The same for a map that knows nothing: every cell alike likely to be the largest, uniform weight. By enumeration.
EvidenceScore evidenceChance(const MapGrid& grid, const Shape& image, const Evidence& evidence);

/// Entropy of a map, in nats: 0 on one cell, log N where uniform. exp of it is the number of cells looked at.
double entropy(const Real* weights, Index count);

} // namespace fovea
