// Clutter: an item anywhere on a larger canvas, among pieces of other items.
//
//     (S × S)   D pieces of 8 × 8 pixels, cut from other items of any class, anywhere; over them the item, anywhere
//
// The item is 28 pixels a side, or half the canvas where that is less, shrunk by averaging areas. Every place that fits is
// alike likely, the last ones included. Everything is added and cut to 255. Pieces come from items of the same split, so
// nothing of a test item was ever seen, and their classes are drawn whatever the label. The evidence is the box around the
// item, the pieces are decoys.
#include "core/data/byte_images.h"
#include "core/data/items.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fovea {
namespace {

constexpr Index kPiece = 8;
constexpr Real kLeastInk = 8 * 255; ///< of a piece, so that it shows something

struct Canvas
{
    Index side;
    Real* pixels;

    /// Adds a square of a picture (`width` a row, from `from` on) at a place.
    void add(const Real* from, Index width, Index square, Index top, Index left) const
    {
        for (Index i = 0; i < square; ++i) {
            for (Index j = 0; j < square; ++j) {
                pixels[(top + i) * side + left + j] += from[i * width + j];
            }
        }
    }
};

/// A uniform place for a square on a side.
Index anywhere(Stream& stream, Index side, Index square)
{
    return static_cast<Index>(stream.below(static_cast<std::uint64_t>(side - square + 1)));
}

/// How much of pixel j of 28 lies in pixel i of n over the same length, in pixels of the 28.
Real overlap(Index i, Index j, Index n)
{
    const double scale = static_cast<double>(kItemSide) / static_cast<double>(n);
    const double from = static_cast<double>(i) * scale, at = static_cast<double>(j);
    return static_cast<Real>(std::max(0.0, std::min(from + scale, at + 1) - std::max(from, at)));
}

/// The item at n × n pixels, each the mean of the area it covers.
Reals shrunk(const Reals& item, Index n)
{
    if (n == kItemSide) {
        return item;
    }
    Reals small(static_cast<std::size_t>(n * n));
    const double scale = static_cast<double>(kItemSide) / static_cast<double>(n);
    for (Index i = 0; i < n * n; ++i) {
        const auto top = static_cast<Index>(static_cast<double>(i / n) * scale);
        const auto left = static_cast<Index>(static_cast<double>(i % n) * scale);
        Real sum = 0;
        for (Index r = top; r < std::min(kItemSide, top + 3); ++r) { // a pixel covers at most 3 × 3: scale ≤ 1.75
            for (Index c = left; c < std::min(kItemSide, left + 3); ++c) {
                sum += overlap(i / n, r, n) * overlap(i % n, c, n) * item[static_cast<std::size_t>(r * kItemSide + c)];
            }
        }
        small[static_cast<std::size_t>(i)] = sum / static_cast<Real>(scale * scale);
    }
    return small;
}

Index itemSide(Index canvas)
{
    return std::min(kItemSide, canvas / 2);
}

Reals drawItem(const Items& items, SplitId split, int label, Index side, Stream& stream)
{
    Reals item(static_cast<std::size_t>(kItemSide * kItemSide));
    items.draw(split, label, stream, item.data());
    return shrunk(item, side);
}

/// Where a piece of 8 × 8 that shows something begins in an item; the last of a few tries where all are faint.
Index pieceOf(const Reals& item, Index side, Stream& stream)
{
    Index from = 0;
    for (int tries = 0; tries < 8; ++tries) {
        from = anywhere(stream, side, kPiece) * side + anywhere(stream, side, kPiece);
        Real ink = 0;
        for (Index i = 0; i < kPiece * kPiece; ++i) {
            ink += item[static_cast<std::size_t>(from + i / kPiece * side + i % kPiece)];
        }
        if (ink >= kLeastInk) {
            break;
        }
    }
    return from;
}

Drawn draw(const Items& items, SplitId split, int pieces, const Canvas& canvas, Stream& stream, Index index)
{
    Drawn drawn{.label = static_cast<int>(index % kItemClasses)}; // balanced
    const Index side = itemSide(canvas.side);
    for (int d = 0; d < pieces; ++d) {
        const Reals other = drawItem(items, split, static_cast<int>(stream.below(kItemClasses)), side, stream);
        const Index from = pieceOf(other, side, stream);
        const Index top = anywhere(stream, canvas.side, kPiece), left = anywhere(stream, canvas.side, kPiece);
        canvas.add(other.data() + from, side, kPiece, top, left);
        drawn.decoys.boxes.push_back({top, left, kPiece, kPiece});
    }
    const Reals item = drawItem(items, split, drawn.label, side, stream);
    const Index top = anywhere(stream, canvas.side, side), left = anywhere(stream, canvas.side, side);
    canvas.add(item.data(), side, side, top, left);
    Box object = boxAround(item.data(), side, side, kInk);
    object.top += top;
    object.left += left;
    drawn.evidence = object;
    return drawn;
}

} // namespace

Shape imageOfClutter(const Config& config)
{
    return {config.data.canvas, config.data.canvas, 1};
}

std::shared_ptr<const Dataset> makeClutter(const Config& config, ThreadPool& pool)
{
    const std::shared_ptr<const Items> items = makeItems(config);
    auto data = std::make_shared<Dataset>();
    data->key = "clutter";
    data->image = imageOfClutter(config);
    data->classes = items->classes();
    const auto drawOne = [&](SplitId split, Stream& stream, Index index, Real* pixels) {
        return draw(*items, split, config.data.distractors, {config.data.canvas, pixels}, stream, index);
    };
    generateByteSplits(*data, config, drawOne, pool);
    return data;
}

void checkClutter(const Config& config, std::vector<Problem>& problems)
{
    checkGenerated(config, problems);
    std::vector<Unbearable> unbearable = {
        {"augment.shift", "items lie anywhere already, and one at the border would be shifted out."},
        {"augment.rotation", "an item in a corner would be turned out of the image."}};
    if (config.data.items == "digits") {
        unbearable.push_back({"augment.flip", "a mirrored 2 is no digit."});
    }
    if (config.augment.cutout > 8) {
        unbearable.push_back({"augment.cutout", "a square larger than 8 can hide what tells two items apart."});
    }
    refuseAugmentations(config, "clutter", unbearable, problems);
}

} // namespace fovea
