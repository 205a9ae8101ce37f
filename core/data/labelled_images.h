// Images as a file holds them, and what they show: what every reader of data sets gives.
#pragma once

#include "core/tensor/real.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fovea {

struct LabelledImages
{
    Index count = 0;
    Index height = 0;
    Index width = 0;
    std::vector<std::uint8_t> pixels; ///< (count × height × width × channels), 0 … 255
    std::vector<std::uint8_t> labels; ///< (count), each below the number of classes
    Index channels = 1;               ///< 1 grey, 3 red, green and blue
    std::vector<Index> groups = {}; ///< (count): equal for near-duplicates, which stay in one split; empty: none known
};

/// A data set as somebody put it into files.
struct FileSet
{
    LabelledImages train;
    std::optional<LabelledImages> test; ///< where the files keep one apart
    std::vector<std::string> classes;
};

} // namespace fovea
