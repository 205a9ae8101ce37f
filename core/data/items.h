// Items: pictures of 28 × 28 pixels, of ten kinds, to be put into a larger picture.
//
// Each split has items of its own, so what is learned from is never what is asked about, not even as clutter.
#pragma once

#include "core/data/generated.h"

namespace fovea {

inline constexpr Index kItemSide = 28;
inline constexpr int kItemClasses = 10;
/// Bytes above it, a fifth of white, belong to the item.
inline constexpr int kInk = 51;

class Items
{
public:
    virtual ~Items() = default;

    /// Draws one item of this class, of those that the split has.        pixels (28 × 28), 0 … 255
    virtual void draw(SplitId split, int label, Stream& stream, Real* pixels) const = 0;
    /// The names of the ten kinds.
    virtual std::vector<std::string> classes() const = 0;
};

/// The items of data.items. Throws Error (Data, Files) where they come from files that are missing or wrong.
std::shared_ptr<const Items> makeItems(const Config& config);

/// A digit of strokes, each drawing a little different: see stroke_digits.cpp.        pixels (28 × 28), 0 … 255
void drawDigit(int digit, Stream& stream, Real* pixels);

} // namespace fovea
