// What generated data sets share: every sample is a function of the seed, the split and its index, so a set can grow
// without its first images changing, and the splits are disjoint by construction.
#pragma once

#include "core/data/catalog.h"
#include "core/tensor/random.h"

namespace fovea {

enum class SplitId : std::uint64_t
{
    Train = 0,
    Validation = 1,
    Test = 2
};

/// Draws one sample: the pixels into `image`; gives its label, and its evidence where the set knows it.
using DrawSample = std::function<int(Stream& stream, Index index, Real* image, Box& evidence)>;

/// `count` samples, from index `first` of their split on.
Split generate(std::uint64_t seed, std::string_view set, SplitId split, Index first, Index count, Shape image,
               bool knowsEvidence, const DrawSample& draw, ThreadPool& pool);

/// Adds a problem where a generated set is asked for no training images or without a test.
void checkGenerated(const Config& config, std::vector<Problem>& problems);

} // namespace fovea
