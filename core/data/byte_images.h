// Data sets that are drawn as pictures: pixels of 0 to 255, kept as bytes, a quarter of the memory of numbers.
#pragma once

#include "core/data/generated.h"

namespace fovea {

/// What is known of one drawn image.
struct Drawn
{
    int label = 0;
    Evidence evidence = {};
    Evidence decoys = {};
    int cue = -1; ///< −1 where the set has no cues
};

/// Draws one sample, whose pixels are 0 before. They are rounded and cut to 0 … 255 afterwards.
using DrawBytes = std::function<Drawn(Stream& stream, Index index, Real* image)>;

/// `count` samples of a split. With the same seed, set and split, sample i comes from the same stream.
Split generateBytes(std::uint64_t seed, std::string_view set, SplitId split, Index count, Shape image,
                    const DrawBytes& draw, ThreadPool& pool);

/// Draws one sample of a split.
using DrawOfSplit = std::function<Drawn(SplitId split, Stream& stream, Index index, Real* image)>;

/// All three splits, as many samples as the settings ask for, and the scale of their pixels; `data` has its key and its
/// shape already.
void generateByteSplits(Dataset& data, const Config& config, const DrawOfSplit& draw, ThreadPool& pool);

/// How bytes become the network's input: data.pixels, standardised by these images.
PixelScale scaleOfBytes(const std::string& pixels, const Images& images);

/// The smallest box around all pixels of a picture (height × width) whose bytes are above `least`; empty where none is.
Box boxAround(const Real* pixels, Index height, Index width, int least);

} // namespace fovea
