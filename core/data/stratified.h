// Cutting labelled images into splits by chance, but with every class in each split in the same proportion.
#pragma once

#include "core/tensor/real.h"

#include <cstdint>
#include <span>
#include <vector>

namespace fovea {

/// Two parts of a set, as indices in rising order.
struct TwoParts
{
    std::vector<Index> kept, taken;
};

/// Takes about `count` of the images, at most half of each class, each class in proportion to its size. Which ones is drawn
/// from the seed, for each image by itself: the same images with the same seed are cut alike every time. labels (images).
TwoParts takeStratified(std::span<const std::uint8_t> labels, const std::vector<Index>& from, Index count,
                        std::uint64_t seed);

} // namespace fovea
