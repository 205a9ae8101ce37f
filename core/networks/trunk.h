// Trunk: the layers that turn an image into a map of features, written as a line of text.
//
//     conv 16 5x5, pool, conv 32, pool, conv 64, norm
//
// conv CHANNELS [SIZExSIZE] [stride N] [valid]   convolution, 3x3 unless said, padded unless valid, followed by a ReLU
// pool                                           the largest of each 2 x 2
// norm [GROUPS]                                  group normalisation, 8 groups unless said
// patches SIZE                                   cuts the map into squares, each one place with all their pixels
// gate                                           where the gate of the settings stands; it changes no other layer
#pragma once

#include "core/attention/gate.h"
#include "core/attention/pool.h"
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
        Norm,
        Patches,
        Gate
    };
    Kind kind = Kind::Conv;
    Index channels = 0; ///< conv
    Window window = {}; ///< conv, pool, patches
    Index groups = 8;   ///< norm
};

/// Whether a layer looks at pixels of its own, and so starts a further depth of the trunk.
inline bool startsDepth(const Stage& stage)
{
    return stage.kind == Stage::Kind::Conv || stage.kind == Stage::Kind::Patches;
}

/// Reads the line. Throws Error (Usage) that names the setting, the word and what may stand there.
std::vector<Stage> parseTrunk(std::string_view text);

/// The layers of a trunk as it is built: where there is a gate but no place for it in the line, it stands at the end.
std::vector<Stage> trunkStages(const Config& config);

/// The shape (H × W × C) after each stage, the image's first. Throws Error (Usage) where a stage does not fit.
std::vector<Shape> trunkShapes(const std::vector<Stage>& stages, Shape image);

/// The square of pixels that one place of the trunk's map can see: r ← r + (k − 1) j, j ← j s along the layers. A gate adds
/// to it what its means and windows see; that is not counted.
struct ReceptiveField
{
    Index size = 1; ///< r, pixels a side
    Index step = 1; ///< j, pixels between neighbouring places
    /// First pixel that place 0 sees; negative where it reaches into the padding.
    Index start = 0;
    bool operator==(const ReceptiveField&) const = default;
};
ReceptiveField receptiveField(const std::vector<Stage>& stages);

/// What one place sees of the image, at the end of each depth of the trunk, and how many places there are.
struct DepthField
{
    Index h = 0, w = 0; ///< places
    ReceptiveField field;
};
std::vector<DepthField> depthFields(const std::vector<Stage>& stages, const Shape& image);

/// What a trunk gives.
struct TrunkOutput
{
    Var map;                         ///< (B × H′ × W′ × C′)
    std::vector<Tokens> depths;      ///< what each convolution, with what follows it, made; the last one is `map`
    std::vector<AttentionMap> gates; ///< in order
};

class Trunk
{
public:
    Trunk(ParameterTable& table, const Config& config, Shape image);

    TrunkOutput operator()(Pass& pass, Var image) const; // (B × H × W × C)
    /// (H′ × W′ × C′)
    const Shape& output() const { return output_; }
    /// Channels of each depth.
    const std::vector<Index>& depths() const { return depths_; }

private:
    bool endsDepth(std::size_t stage) const;

    std::vector<Stage> stages_;
    std::vector<Conv2d> convolutions_;
    std::vector<GroupNorm> norms_;
    std::vector<std::unique_ptr<Gate>> gates_;
    std::vector<Index> depths_;
    Shape output_;
};

} // namespace fovea
