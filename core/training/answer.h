// An answer about a network at one moment: what it says about some images, and where it looks.
#pragma once

#include "core/training/evaluate.h"

namespace fovea {

/// One attention map of one image, copied out of the pass.
struct MapOfSample
{
    Tensor weights; ///< (heads × queries × keys)
    MapGrid keys;
    std::string layer;
    bool learned = true;
};

struct AnswerOfSample
{
    std::vector<double> probabilities; ///< one a class
    Answer answer;
    std::vector<MapOfSample> maps;
};

/// What the network says about images as it sees them.        images (n × H × W × C)
std::vector<AnswerOfSample> answers(const Examined& examined, const Tensor& images, MapOverride maps,
                                    std::uint64_t seed, Tape& tape);

/// Images of a split as the network sees them: those with these indices, stacked.        (n × H × W × C)
Tensor imagesOf(const Dataset& data, const Split& split, const std::vector<Index>& indices);

} // namespace fovea
