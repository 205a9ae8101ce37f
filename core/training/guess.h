// Whether an accuracy is worth its name: a network that knows nothing names some class for each image all the same.
#pragma once

#include "core/training/history.h"

namespace fovea {

/// After this pass the losses on training and validation images are both those of knowing nothing,
///
///     loss = log K     K classes, chance = 1 / K
///
/// to one part in a hundred. Then the probabilities of all classes are equal but for a hair, and which of them is named is
/// the same chance for many images at once: accuracy can lie far from 1 / K, and says nothing. False where a loss is undefined.
bool isGuess(const EpochRecord& pass, double chance);

} // namespace fovea
