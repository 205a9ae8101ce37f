// Dataset: images with labels, cut into three splits, and what is known of where the evidence lies.
#pragma once

#include "core/attention/attention_map.h"
#include "core/tensor/tensor.h"
#include "core/tensor/thread_pool.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

namespace fovea {

/// A rectangle of pixels: rows [top, top + height), columns [left, left + width).
struct Box
{
    Index top = 0, left = 0, height = 0, width = 0;
    bool operator==(const Box&) const = default;
};

/// Where the evidence of one image lies: what any of its boxes covers. Boxes may overlap; a pixel in two counts once.
struct Evidence
{
    std::vector<Box> boxes;

    Evidence() = default;
    Evidence(const Box& box) : boxes{box} {}
    Evidence(std::initializer_list<Box> several) : boxes(several) {}
    bool operator==(const Evidence&) const = default;
};

/// Images of one shape, one behind the other. What was read as bytes stays bytes.
struct Images
{
    Shape shape; ///< (H × W × C) of one image
    std::vector<std::uint8_t> bytes;
    Reals reals; ///< used where `bytes` is empty

    bool areBytes() const { return !bytes.empty(); }
    Index count() const { return static_cast<Index>(areBytes() ? bytes.size() : reals.size()) / shape.size(); }
};

struct Split
{
    Images images;
    std::vector<int> labels;        ///< one an image
    std::vector<Evidence> evidence; ///< one an image, or empty where nobody knows
    std::vector<Evidence> decoys;   ///< one an image: what a network could look at instead; empty where there is none
    std::vector<int> cues;          ///< one an image: what the image as a whole says (Dataset::cues); empty without

    Index size() const { return static_cast<Index>(labels.size()); }
};

/// How stored pixels become the network's input: (pixel − centre) · factor.
struct PixelScale
{
    Real centre = 0, factor = 1;
};

/// What an observer who knows how the images were made can reach on one image.
struct Bound
{
    bool correct = false; ///< whether the most probable class is right
    bool hit = false;     ///< whether the most probable cell overlaps the evidence
};

/// A further test: the test images, changed in one respect.
struct Variant
{
    std::string key;
    Split split;
};

struct Dataset
{
    std::string key;
    Shape image; ///< (H × W × C)
    std::vector<std::string> classes;
    Split train, validation, test;
    std::vector<Variant> variants;
    std::vector<std::string> cues; ///< names of what an image as a whole can say, where it says something
    PixelScale scale;

    /// The ideal observer's answers for a split, for attention on a given grid; empty where there is none.
    std::function<std::vector<Bound>(const Split&, const MapGrid&, ThreadPool&)> bounds;
};

/// Writes image i of a split as the network will see it: `out` has room for one image.
void readImage(const Images& images, Index i, const PixelScale& scale, Real* out);

/// Mean and standard deviation of all stored pixels.
struct PixelStatistics
{
    double mean = 0, deviation = 1;
};
PixelStatistics pixelStatistics(const Images& images);

} // namespace fovea
