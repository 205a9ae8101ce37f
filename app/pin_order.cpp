#include "app/pin_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fovea {
namespace {

/// Whether x is further from right than y. A loss that is no number is the worst.
bool worse(const SampleResult& x, const SampleResult& y)
{
    return std::isnan(x.loss) || std::isnan(y.loss) ? std::isnan(x.loss) && !std::isnan(y.loss) : x.loss > y.loss;
}

} // namespace

std::vector<Index> byClass(const std::vector<int>& labels, std::size_t classes, std::size_t count)
{
    std::vector<std::vector<Index>> found(classes);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        found[static_cast<std::size_t>(labels[i])].push_back(static_cast<Index>(i));
    }
    const std::size_t each = (count + classes - 1) / classes;
    std::vector<Index> order;
    for (const std::vector<Index>& ofClass : found) {
        order.insert(order.end(), ofClass.begin(),
                     ofClass.begin() + static_cast<std::ptrdiff_t>(std::min(each, ofClass.size())));
    }
    return order;
}

std::vector<Index> ranked(const std::vector<SampleResult>& results, PinOrder order)
{
    std::vector<Index> indices(results.size());
    std::iota(indices.begin(), indices.end(), Index{0});
    std::ranges::stable_sort(indices, [&](Index a, Index b) {
        const SampleResult &x = results[static_cast<std::size_t>(a)], &y = results[static_cast<std::size_t>(b)];
        return order == PinOrder::Hardest ? worse(x, y) : x.correct < y.correct;
    });
    return indices;
}

} // namespace fovea
