#include "core/data/stratified.h"

#include "core/tensor/random.h"

#include <algorithm>
#include <map>

namespace fovea {
namespace {

using Group = std::vector<Index>; // images that stay together

/// The images of each class as groups, in the order in which the seed has them.
std::map<std::uint8_t, std::vector<Group>> shuffledGroups(std::span<const std::uint8_t> labels,
                                                          const std::vector<Index>& from, std::uint64_t seed,
                                                          std::span<const Index> groups)
{
    const auto numberOf = [&](Index i) { return groups.empty() ? i : groups[static_cast<std::size_t>(i)]; };
    std::map<std::pair<std::uint8_t, Index>, Group> together;
    for (const Index i : from) {
        together[{labels[static_cast<std::size_t>(i)], numberOf(i)}].push_back(i);
    }
    std::map<std::uint8_t, std::vector<Group>> classes;
    for (auto& [name, group] : together) {
        classes[name.first].push_back(std::move(group));
    }
    const auto place = [&](const Group& group) {
        return mix(seed ^ mix(static_cast<std::uint64_t>(numberOf(group.front())) + 1));
    };
    for (auto& [label, members] : classes) {
        std::sort(members.begin(), members.end(), [&](const Group& a, const Group& b) { return place(a) < place(b); });
    }
    return classes;
}

/// Puts the groups of a class into the two parts: those that still fit into its share are taken.
void take(const std::vector<Group>& members, Index share, TwoParts& parts)
{
    Group taken, kept;
    for (const Group& group : members) {
        const bool fits = std::ssize(taken) + std::ssize(group) <= share;
        Group& part = fits ? taken : kept;
        part.insert(part.end(), group.begin(), group.end());
    }
    if (taken.empty()) {
        std::sort(kept.begin(), kept.end());
        taken.assign(kept.end() - share, kept.end());
        kept.resize(kept.size() - taken.size());
    }
    parts.taken.insert(parts.taken.end(), taken.begin(), taken.end());
    parts.kept.insert(parts.kept.end(), kept.begin(), kept.end());
}

} // namespace

TwoParts takeStratified(std::span<const std::uint8_t> labels, const std::vector<Index>& from, Index count,
                        std::uint64_t seed, std::span<const Index> groups)
{
    TwoParts parts;
    Index left = static_cast<Index>(from.size()), wanted = std::min(count, left / 2);
    for (const auto& [label, members] : shuffledGroups(labels, from, seed, groups)) {
        Index size = 0;
        for (const Group& group : members) {
            size += static_cast<Index>(group.size());
        }
        const Index share = std::min((wanted * size + left / 2) / left, size / 2); // of what is still wanted and there
        take(members, share, parts);
        wanted -= share;
        left -= size;
    }
    std::sort(parts.kept.begin(), parts.kept.end());
    std::sort(parts.taken.begin(), parts.taken.end());
    return parts;
}

} // namespace fovea
