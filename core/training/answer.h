// An answer about a network at one moment: what it says about some pictures, and where it looks.
#pragma once

#include "core/training/evaluate.h"

#include <array>
#include <memory>
#include <span>

namespace fovea {

/// A picture that somebody asks about: one of a split, or drawn, or dropped onto the window.
struct Picture
{
    Tensor pixels;                    ///< (H × W × C) as stored; the network sees (pixel − centre) · factor
    int label = -1;                   ///< its class; −1 where nobody knows
    std::optional<Evidence> evidence; ///< where the object lies, where the data knows
    int cue = -1;      ///< what the image as a whole says (Dataset::cues); −1: nothing, or nobody knows
    Index sample = -1; ///< its place in the split it comes from; −1: the user's own
};

using PicturePtr = std::shared_ptr<const Picture>;

/// One attention map of one image, copied out of the pass.
struct MapOfSample
{
    Tensor weights; ///< (heads × queries × keys)
    MapGrid keys;
    std::string layer;
    bool learned = true;
    MapGrid queryGrid = {};         ///< where the queries lie; 0 × 0 where they have no place
    Index extra = 0;                ///< tokens before the places that are no places (AttentionMap::extra)
    bool shares = true;             ///< false for gates
    bool inImage = true;            ///< false: over what a window showed (AttentionMap::inImage)
    std::vector<double> reach = {}; ///< pixels that each head looks far in the mean; only where explain() could say it
    double uniformReach = kUndefined; ///< the same for weights that are all alike

    /// Whether the queries are places of the image, too: a click can choose one.
    bool asksFromPlaces() const { return queryGrid.places() > 0 && queries() == extra + queryGrid.places(); }

    Index heads() const { return weights.dim(0); }
    Index queries() const { return weights.dim(1); }
    /// The weights of one query of one head: `keys.places()` numbers that sum to one.
    const Real* row(Index head, Index query) const
    {
        return weights.data() + (head * queries() + query) * weights.dim(2);
    }
};

/// One look of a path at one image, copied out of the pass: what a window draws.
struct GlimpseOfSample
{
    /// The sharpest square in the image: (x, y) = [a b; d e] (u, v) + (c, f), u and v from −1 to 1 over what is seen, x and y
    /// from −1 to 1 over the image. a b c d e f.
    std::array<double, 6> window{};
    Gaze middle;                  ///< in pixels
    double width = 0, height = 0; ///< of the sharpest square, in pixels; the others are 2, 4 … times as large
    Tensor seen;                  ///< (k × g × g × C): the squares, the sharpest first, as the network sees pixels
    double logPi = kUndefined;    ///< log π of the gaze; undefined where none was drawn
    double promised = kUndefined; ///< the reward that the state before it promised
    /// What the network would have said after this look, one a class; after the last one what it says.
    std::vector<double> probabilities = {};
    bool operator==(const GlimpseOfSample&) const = default;
};

struct AnswerOfSample
{
    std::vector<double> probabilities; ///< one a class
    Answer answer;
    std::vector<MapOfSample> maps;
    std::vector<GlimpseOfSample> glimpses = {}; ///< in order of time; empty where the network sees the image as a whole
};

/// What can be said about one row of a map without looking at it.
struct MapScore
{
    double spread = kUndefined;                    ///< exp of the entropy: over so many cells it is spread
    double largest = kUndefined;                   ///< the largest weight
    std::optional<EvidenceScore> evidence, chance; ///< where the picture's evidence is known and the keys lie in it
};

/// The score of row (head, query) of a map of this picture.
MapScore scoreOf(const MapOfSample& map, Index head, Index query, const Picture& picture);

/// What the network says about images as it sees them.        images (n × H × W × C)
/// `evidence` of each, where it is known, is for a network whose gazes an oracle chooses.
std::vector<AnswerOfSample> answers(const Examined& examined, const Tensor& images, MapOverride maps,
                                    std::uint64_t seed, Tape& tape, std::span<const Evidence> evidence = {});

/// What the network says about pictures as they are stored; all have the data's shape.
std::vector<AnswerOfSample> answers(const Examined& examined, const std::vector<PicturePtr>& pictures, MapOverride maps,
                                    std::uint64_t seed, Tape& tape);

/// Picture i of a split.
PicturePtr pictureOf(const Split& split, Index i);

/// Images of a split as the network sees them: those with these indices, stacked.        (n × H × W × C)
Tensor imagesOf(const Dataset& data, const Split& split, const std::vector<Index>& indices);

} // namespace fovea
