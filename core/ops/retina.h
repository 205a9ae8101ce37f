// Retina: what is seen of an image at a place, sharp in the middle and blurred around it.
#pragma once

#include "core/autograd/tape.h"

namespace fovea {

/// k squares around each gaze, of sides g, 2g, 4g …, each brought down to g × g by averaging; outside the image is 0.
///
///     image (B × H × W × C)   gazes (R × 2), R = B·M, those of an image one behind the other
///     y (R × k × g × g × C), the sharpest first
///
/// A gaze is (x, y); −1 is the left or upper edge of the image, 1 the right or lower one. A square of side s begins at the
/// whole pixel nearest to p − s/2, p = (gaze + 1)/2 · side of the image. That choice has no derivative, so no gradient goes
/// to the gazes; what goes to the image is that of the averages.
///
/// Source: Mnih, Heess, Graves, Kavukcuoglu 2014, section 3.1.
Var retina(Tape& tape, Var image, Var gazes, Index size, Index scales);

} // namespace fovea
