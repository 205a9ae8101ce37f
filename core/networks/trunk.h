// Trunk: the layers that turn an image into a map of features, written as a line of text.
//
//     conv 16 5x5, pool, conv 32, pool, conv 64, norm
//
// conv CHANNELS [SIZExSIZE] [stride N] [valid]   convolution, 3x3 unless said, padded unless valid, followed by a ReLU
// pool                                           the largest of each 2 x 2
// norm [GROUPS]                                  group normalisation, 8 groups unless said
#pragma once

#include "core/layers/layers.h"
#include "core/settings/config.h"

#include <string>
#include <string_view>
#include <vector>

namespace fovea {

struct Stage
{
    enum class Kind
    {
        Conv,
        Pool,
        Norm
    };
    Kind kind = Kind::Conv;
    Index channels = 0; ///< conv
    Window window = {}; ///< conv, pool
    Index groups = 8;   ///< norm
};

/// Reads the line. Throws Error (Usage) that names the setting, the word and what may stand there.
std::vector<Stage> parseTrunk(std::string_view text);

/// The shape (H × W × C) after each stage, the image's first. Throws Error (Usage) where a stage does not fit.
std::vector<Shape> trunkShapes(const std::vector<Stage>& stages, Shape image);

/// The square of pixels that one place of the trunk's map can see: r ← r + (k − 1) j, j ← j s along the layers.
struct ReceptiveField
{
    Index size = 1; ///< r, pixels a side
    Index step = 1; ///< j, pixels between neighbouring places
    /// First pixel that place 0 sees; negative where it reaches into the padding.
    Index start = 0;
};
ReceptiveField receptiveField(const std::vector<Stage>& stages);

class Trunk
{
public:
    Trunk(ParameterTable& table, const ModelConfig& config, Shape image);

    Var operator()(Pass& pass, Var image) const; // (B × H × W × C) → (B × H′ × W′ × C′)
    /// (H′ × W′ × C′)
    const Shape& output() const { return output_; }

private:
    std::vector<Stage> stages_;
    std::vector<Conv2d> convolutions_;
    std::vector<GroupNorm> norms_;
    Shape output_;
};

} // namespace fovea
