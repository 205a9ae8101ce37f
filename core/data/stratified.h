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
///
/// Where `groups` are given, one number an image, images of one class with the same number stay in one part; then a class gives
/// fewer than its share where no group is small enough to fill it. Where none is small enough at all, which is where all are
/// alike, its last images are taken: of a film, its end. groups (images), or empty: each by itself.
TwoParts takeStratified(std::span<const std::uint8_t> labels, const std::vector<Index>& from, Index count,
                        std::uint64_t seed, std::span<const Index> groups = {});

} // namespace fovea
