#include "core/data/glyphs.h"

#include <cmath>

namespace fovea {
namespace {

/// A glyph from its drawing, scaled to norm 1.
Glyph glyph(const char* drawing)
{
    Glyph g{};
    double squares = 0;
    for (std::size_t i = 0; i < g.size(); ++i) {
        g[i] = drawing[i] == '#' ? 1 : 0;
        squares += g[i];
    }
    for (double& value : g) {
        value /= std::sqrt(squares);
    }
    return g;
}

} // namespace

const std::array<Glyph, kGlyphs>& glyphs()
{
    static const std::array<Glyph, kGlyphs> kAll = {
        glyph("..#.."
              "..#.."
              "#####"
              "..#.."
              "..#.."),
        glyph("#...#"
              ".#.#."
              "..#.."
              ".#.#."
              "#...#"),
        glyph("#####"
              "#...#"
              "#...#"
              "#...#"
              "#####"),
        glyph("..#.."
              ".#.#."
              "#...#"
              ".#.#."
              "..#.."),
    };
    return kAll;
}

std::vector<std::string> glyphNames()
{
    return {"plus", "cross", "square", "diamond"};
}

} // namespace fovea
