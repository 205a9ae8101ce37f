#include "core/training/class_counts.h"

#include <algorithm>

namespace fovea {

std::vector<long> classCounts(const std::vector<int>& labels, std::size_t classes, Index count)
{
    std::vector<long> counts(classes);
    const std::size_t end = count < 0 ? labels.size() : std::min(labels.size(), static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < end; ++i) {
        ++counts[static_cast<std::size_t>(labels[i])];
    }
    return counts;
}

} // namespace fovea
