// Same or different: two blots in an image of 48 × 48 pixels, at least 20 pixels apart from middle to middle. Are they equal?
//
//     a blot: 5 × 5 squares, 8 to 17 of them bright, on 9 × 9 pixels: every other pixel a square, those between their mean
//     the same:  b = a        different: b is a with h squares changed, as many to bright as to dark (of odd h, one is left)
//     x = blots + noise       noise N(0, σ), for each pixel
//
// Every image has blots of its own, so none can be learned by heart. Brightness does not tell either: with even h both blots
// have equally many bright squares under both labels.
#include "core/data/generated.h"

#include <algorithm>
#include <utility>

namespace fovea {
namespace {

constexpr Index kSide = 48, kSquares = 5, kBlot = 2 * kSquares - 1, kApart = 20;
constexpr int kFewest = 8, kMost = 17;

using Blot = std::array<int, kSquares * kSquares>; ///< 1: bright

int brightIn(const Blot& blot)
{
    return static_cast<int>(std::count(blot.begin(), blot.end(), 1));
}

Blot anyBlot(Stream& stream)
{
    Blot blot{};
    do {
        for (int& square : blot) {
            square = static_cast<int>(stream.below(2));
        }
    } while (brightIn(blot) < kFewest || brightIn(blot) > kMost);
    return blot;
}

/// Turns `count` of the squares that are `from` in the original into the other kind, whichever.
void turn(Blot& blot, int from, int count, const Blot& original, Stream& stream)
{
    std::vector<std::size_t> squares;
    for (std::size_t i = 0; i < original.size(); ++i) {
        if (original[i] == from) {
            squares.push_back(i);
        }
    }
    stream.shuffle(squares);
    for (int i = 0; i < count; ++i) {
        blot[squares[static_cast<std::size_t>(i)]] = 1 - from;
    }
}

/// A blot that differs from `blot` in exactly h squares.
Blot changed(const Blot& blot, int h, Stream& stream)
{
    const int bright = brightIn(blot);
    const bool gains = bright == kFewest || (bright < kMost && stream.below(2) == 0); // the one left over of odd h
    Blot other = blot;
    turn(other, 1, h / 2 + (gains ? 0 : h % 2), blot, stream);
    turn(other, 0, h / 2 + (gains ? h % 2 : 0), blot, stream);
    return other;
}

/// The blot's brightness at a pixel of it: a square's, or the mean of the squares beside it.
double brightness(const Blot& blot, Index i, Index j)
{
    const auto square = [&](Index row, Index column) {
        return blot[static_cast<std::size_t>(row * kSquares + column)];
    };
    const Index row = i / 2, column = j / 2, below = (i + 1) / 2, right = (j + 1) / 2;
    return (square(row, column) + square(row, right) + square(below, column) + square(below, right)) / 4.0;
}

void paintBlot(const Blot& blot, const Box& box, Real* image)
{
    for (Index i = 0; i < kBlot; ++i) {
        for (Index j = 0; j < kBlot; ++j) {
            image[(box.top + i) * kSide + box.left + j] += static_cast<Real>(brightness(blot, i, j));
        }
    }
}

/// Two boxes far enough apart.
std::pair<Box, Box> places(Stream& stream)
{
    const auto any = [&] {
        constexpr std::uint64_t kPlaces = kSide - kBlot + 1;
        const auto top = static_cast<Index>(stream.below(kPlaces)), left = static_cast<Index>(stream.below(kPlaces));
        return Box{top, left, kBlot, kBlot};
    };
    while (true) {
        const Box a = any(), b = any();
        const Index down = a.top - b.top, across = a.left - b.left;
        if (down * down + across * across >= kApart * kApart) {
            return {a, b};
        }
    }
}

int draw(Stream& stream, Index index, const DataConfig& data, Real* image, Evidence& evidence)
{
    const int same = static_cast<int>(index % 2); // balanced
    const auto [one, two] = places(stream);
    for (Index i = 0; i < kSide * kSide; ++i) {
        image[i] = static_cast<Real>(data.noise * stream.normal());
    }
    const Blot blot = anyBlot(stream);
    paintBlot(blot, one, image);
    paintBlot(same == 1 ? blot : changed(blot, data.changed, stream), two, image);
    evidence = {one, two};
    return same;
}

} // namespace

std::shared_ptr<const Dataset> makePair(const Config& config, ThreadPool& pool)
{
    auto data = std::make_shared<Dataset>();
    data->key = "pair";
    data->image = {kSide, kSide, 1};
    data->classes = {"different", "the same"};
    const auto drawOne = [settings = config.data](Stream& stream, Index index, Real* image, Evidence& evidence) {
        return draw(stream, index, settings, image, evidence);
    };
    generateSplits(*data, config, drawOne, pool);
    return data;
}

void checkPair(const Config& config, std::vector<Problem>& problems)
{
    checkGenerated(config, problems);
    refuseUnitPixels(config, "same or different", problems);
    refuseAugmentations(config, "same or different",
                        {{"augment.shift", "a blot at the border would be shifted out, and nothing left to compare."},
                         {"augment.rotation", "a blot near a corner would turn out of the image."},
                         {"augment.cutout", "it could cover the squares in which two blots differ."}},
                        problems);
}

} // namespace fovea
