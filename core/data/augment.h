// Augmentation: a training image is changed a little each time it is seen, in ways that leave its label right. Which ways
// those are is the data set's to say (DataSetRow::check). Validation and test images never come here.
#pragma once

#include "core/settings/config.h"
#include "core/tensor/random.h"
#include "core/tensor/shape.h"

namespace fovea {

/// Whether anything would be changed.
bool augments(const AugmentConfig& config);

/// Changes the image in place: shift, mirror, rotation, cut-out, noise, in this order.
///
///     image (H × W × C), in the network's units   outside: the value of pixels that come into view
void augment(const AugmentConfig& config, const Shape& shape, Real outside, Stream& stream, Real* image);

} // namespace fovea
