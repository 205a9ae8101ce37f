#include "core/data/stratified.h"

#include "core/tensor/random.h"

#include <algorithm>
#include <map>

namespace fovea {

TwoParts takeStratified(std::span<const std::uint8_t> labels, const std::vector<Index>& from, Index count,
                        std::uint64_t seed)
{
    std::map<std::uint8_t, std::vector<Index>> classes;
    for (const Index i : from) {
        classes[labels[static_cast<std::size_t>(i)]].push_back(i);
    }
    TwoParts parts;
    Index left = static_cast<Index>(from.size()), wanted = std::min(count, left / 2);
    for (auto& [label, members] : classes) {
        const auto size = static_cast<Index>(members.size());
        const Index share = std::min((wanted * size + left / 2) / left, size / 2); // of what is still wanted and there
        const auto place = [&](Index i) { return mix(seed ^ mix(static_cast<std::uint64_t>(i) + 1)); };
        std::sort(members.begin(), members.end(), [&](Index a, Index b) { return place(a) < place(b); });
        parts.taken.insert(parts.taken.end(), members.begin(), members.begin() + share);
        parts.kept.insert(parts.kept.end(), members.begin() + share, members.end());
        wanted -= share;
        left -= size;
    }
    std::sort(parts.kept.begin(), parts.kept.end());
    std::sort(parts.taken.begin(), parts.taken.end());
    return parts;
}

} // namespace fovea
