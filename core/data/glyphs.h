// Glyphs: four small signs of equal strength, which needle and coloured noise hide.
#pragma once

#include "core/tensor/real.h"

#include <array>
#include <string>
#include <vector>

namespace fovea {

inline constexpr Index kGlyph = 5; ///< pixels a side
inline constexpr int kGlyphs = 4;

/// Pixels row by row, their squares summing to one.
using Glyph = std::array<double, kGlyph * kGlyph>;

/// Plus, cross, square, diamond. Each equals its mirror image.
const std::array<Glyph, kGlyphs>& glyphs();
std::vector<std::string> glyphNames();

} // namespace fovea
