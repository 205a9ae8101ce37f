// Labels side by side: which row each takes so that none lies over another.
#pragma once

#include <vector>

namespace fovea {

/// From where to where a label reaches, pixels.
struct LabelSpan
{
    double left = 0, right = 0;
};

/// The row of each, 0 to `rows` − 1, or −1 where all rows are taken. The last come first: what was changed just now is read.
std::vector<int> rowsOfLabels(const std::vector<LabelSpan>& spans, int rows);

} // namespace fovea
