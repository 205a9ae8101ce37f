// How many images of each class there are: what an accuracy has to be compared with.
#pragma once

#include "core/tensor/real.h"

#include <cstddef>
#include <vector>

namespace fovea {

/// Training images, the first of them, that are measured after each epoch: as many as there are, up to this.
inline constexpr Index kMeasuredAfterEpoch = 5000;

/// How many of the first `count` labels (all where count < 0) are of each class.
std::vector<long> classCounts(const std::vector<int>& labels, std::size_t classes, Index count = -1);

} // namespace fovea
