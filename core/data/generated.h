// What generated data sets share: every sample is a function of the seed, the split and its index, so a set can grow
// without its first images changing, and the splits are disjoint by construction.
#pragma once

#include "core/data/catalog.h"
#include "core/tensor/random.h"

#include <array>
#include <string>
#include <vector>

namespace fovea {

enum class SplitId : std::uint64_t
{
    Train = 0,
    Validation = 1,
    Test = 2
};

/// Draws one sample: the pixels into `image`; gives its label, and its evidence where the set knows it.
using DrawSample = std::function<int(Stream& stream, Index index, Real* image, Evidence& evidence)>;

/// `count` samples, from index `first` of their split on.
Split generate(std::uint64_t seed, std::string_view set, SplitId split, Index first, Index count, Shape image,
               bool knowsEvidence, const DrawSample& draw, ThreadPool& pool);

/// The three splits, each sample drawn by `draw`, with its evidence; images of `data.image`. Pixels are scaled as the
/// settings have it: left as they are, or to mean 0 and deviation 1 over the training images.
void generateSplits(Dataset& data, const Config& config, const DrawSample& draw, ThreadPool& pool);

/// Red, green and blue of a hue (0 to 360), each between 0 and 1: a circle around middle grey, all of one brightness.
std::array<double, 3> colourOfHue(double degrees);

/// An augmentation that a set cannot bear, and why: a sentence.
struct Unbearable
{
    std::string_view key;
    std::string why;
};

/// Adds a problem for each of these augmentations that is on. `images`: "far corners", "odd one out".
void refuseAugmentations(const Config& config, const std::string& images, const std::vector<Unbearable>& augmentations,
                         std::vector<Problem>& problems);

/// Adds a problem where pixels that are no bytes are to be divided by 255.
void refuseUnitPixels(const Config& config, const std::string& images, std::vector<Problem>& problems);

/// Adds a problem where a generated set is asked for no training images or without a test.
void checkGenerated(const Config& config, std::vector<Problem>& problems);

} // namespace fovea
