// Random images with random labels: for measurements in which only the time they take is of interest.
#pragma once

#include "core/data/dataset.h"

#include <memory>

namespace fovea {

/// `count` training images of this shape (H × W × C), each value drawn from N(0, 1), each label from 0 to classes − 1.
std::shared_ptr<Dataset> noiseImages(const Shape& image, Index count, int classes);

} // namespace fovea
