// What does not fit together inside a network: each problem names the setting to change, the reason and the remedy.
#pragma once

#include "core/settings/rules.h"
#include "core/tensor/shape.h"

namespace fovea {

/// Everything that keeps the network of a configuration from being built on images of this shape (H × W × C).
std::vector<Problem> fitProblems(const Config& config, const Shape& image);

/// "1, 2, 4, 8": all divisors of n, for a remedy.
std::string divisorsOf(Index n);

} // namespace fovea
