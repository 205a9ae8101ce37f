// In which order pictures of the validation split are pinned.
#pragma once

#include "core/training/evaluate.h"

#include <vector>

namespace fovea {

/// Which pictures of the validation split are pinned.
enum class PinOrder
{
    First,      ///< as the data has them
    ByClass,    ///< the same number of each class
    WrongFirst, ///< what the network gets wrong now
    Hardest,    ///< those with the largest loss
    Chosen,     ///< those that somebody asked for, one by one
};

/// The same number of each class, as far as the first images of the split go round.
std::vector<Index> byClass(const std::vector<int>& labels, std::size_t classes, std::size_t count);

/// By what was measured on each: the hardest first, or the wrong ones first.
std::vector<Index> ranked(const std::vector<SampleResult>& results, PinOrder order);

} // namespace fovea
