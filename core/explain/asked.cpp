#include "core/explain/asked.h"

#include <algorithm>

namespace fovea {

std::vector<bool> askedFrom(const Tensor& weights, Index extra, Index place)
{
    const Index heads = weights.dim(0), tokens = weights.dim(2), N = tokens - extra;
    FOVEA_CHECK(weights.shape() == Shape({heads, tokens, tokens}) && place >= 0 && place < N,
                weights.shape().text() + " weights, asked from place " + std::to_string(place));
    std::vector<bool> asked(static_cast<std::size_t>(N));
    asked[static_cast<std::size_t>(place)] = true;
    std::vector<Index> found{place};
    for (std::size_t next = 0; next < found.size(); ++next) {
        for (Index h = 0; h < heads; ++h) {
            const Real* row = weights.data() + (h * tokens + extra + found[next]) * tokens + extra;
            for (Index n = 0; n < N; ++n) {
                if (row[n] > 0 && !asked[static_cast<std::size_t>(n)]) {
                    asked[static_cast<std::size_t>(n)] = true;
                    found.push_back(n);
                }
            }
        }
        if (static_cast<Index>(found.size()) == N) {
            return {};
        }
    }
    return asked;
}

Index choicesOf(const std::vector<bool>& asked, Index places)
{
    return asked.empty() ? places : static_cast<Index>(std::ranges::count(asked, true));
}

std::vector<int> windowsIn(const Tensor& weights, Index extra)
{
    constexpr int kNone = -1;
    std::vector<int> windows(static_cast<std::size_t>(weights.dim(2) - extra), kNone);
    int count = 0;
    for (std::size_t place = 0; place < windows.size(); ++place) {
        if (windows[place] != kNone) {
            continue;
        }
        const std::vector<bool> asked = askedFrom(weights, extra, static_cast<Index>(place));
        if (asked.empty()) {
            return {};
        }
        for (std::size_t n = 0; n < windows.size(); ++n) {
            windows[n] = asked[n] && windows[n] == kNone ? count : windows[n];
        }
        ++count;
    }
    return windows;
}

} // namespace fovea
