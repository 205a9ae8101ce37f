#include "ui/curves/label_rows.h"

namespace fovea {

std::vector<int> rowsOfLabels(const std::vector<LabelSpan>& spans, int rows)
{
    std::vector<int> row(spans.size(), -1);
    for (std::size_t i = spans.size(); i-- > 0;) {
        const auto taken = [&](int candidate) {
            for (std::size_t j = i + 1; j < spans.size(); ++j) {
                if (row[j] == candidate && spans[i].left < spans[j].right && spans[j].left < spans[i].right) {
                    return true;
                }
            }
            return false;
        };
        for (int candidate = 0; candidate < rows && row[i] < 0; ++candidate) {
            row[i] = taken(candidate) ? -1 : candidate;
        }
    }
    return row;
}

} // namespace fovea
