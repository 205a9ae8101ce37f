// The files of Fashion-MNIST, for the data set itself and for those that put its pieces somewhere else.
#pragma once

#include "core/data/idx.h"

#include <string>
#include <vector>

namespace fovea {

enum class ClothesFile
{
    Train,
    Test
};

/// All pictures (28 × 28) of one file, from the folder `asked` or the usual places. Throws Error (Data, Files).
LabelledImages readClothes(const std::string& asked, ClothesFile which);

/// The ten classes, in the order of their labels.
std::vector<std::string> clothesNames();

} // namespace fovea
