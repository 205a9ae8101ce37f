#include "core/data/alike.h"

#include "core/tensor/check.h"
#include "core/tensor/random.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

namespace fovea {
namespace {

constexpr Index kSide = 12;        // places a side
constexpr int kMostToneApart = 16; // of 255
constexpr double kLeastCorrelation = 0.97;
constexpr double kPlain = 2;  // deviation of places, of 255: less is the noise of a wall
constexpr Index kOrders = 16; // in which similar pictures come to lie beside each other
constexpr std::size_t kResembling = 48, kInOrder = 8;
constexpr int kEnough = 4; // pairs of one picture in one list: whoever is like many is joined to them through these

/// Where the i-th of `count` equal parts of `size` pixels begins.
Index part(Index i, Index count, Index size)
{
    return i * size / count;
}

/// The mean of a rectangle of at least one pixel, of one channel.
double meanOf(const PictureBytes& picture, Index top, Index bottom, Index left, Index right, Index channel)
{
    bottom = std::max(bottom, top + 1);
    right = std::max(right, left + 1);
    std::int64_t sum = 0;
    for (Index y = top; y < bottom; ++y) {
        const std::uint8_t* row = picture.pixels + (y * picture.width + left) * picture.channels + channel;
        for (Index x = left; x < right; ++x, row += picture.channels) {
            sum += *row;
        }
    }
    return static_cast<double>(sum) / static_cast<double>((bottom - top) * (right - left));
}

/// How bright one of `down` × `across` places of a picture is.
double brightness(const PictureBytes& picture, Index row, Index down, Index column, Index across)
{
    const auto mean = [&](Index channel) {
        return meanOf(picture, part(row, down, picture.height), part(row + 1, down, picture.height),
                      part(column, across, picture.width), part(column + 1, across, picture.width), channel);
    };
    return picture.channels == 1 ? mean(0) : 0.299 * mean(0) + 0.587 * mean(1) + 0.114 * mean(2);
}

/// Joins pictures: each points to an earlier one of its group, the first to itself.
class Groups
{
public:
    explicit Groups(std::size_t size) : parents_(size) { std::iota(parents_.begin(), parents_.end(), Index{0}); }

    Index first(Index i)
    {
        while (at(i) != i) {
            at(i) = at(at(i));
            i = at(i);
        }
        return i;
    }
    void join(Index a, Index b)
    {
        a = first(a);
        b = first(b);
        at(std::max(a, b)) = std::min(a, b);
    }

private:
    Index& at(Index i) { return parents_[static_cast<std::size_t>(i)]; }

    std::vector<Index> parents_;
};

using Pair = std::pair<Index, Index>; // the earlier picture first

/// 32 questions to a picture, which of two places is brighter; other ones for each order. Pictures that are alike give most of
/// the same answers, and in some order the same first ones.
std::uint32_t keyOf(const PictureMark& mark, Index order)
{
    std::uint32_t key = 0;
    for (std::uint64_t question = 0; question < 32; ++question) {
        const std::uint64_t draw = mix(static_cast<std::uint64_t>(order) << 8 | question);
        const std::size_t one = draw % mark.places.size(), other = (draw >> 32) % mark.places.size();
        key = key << 1 | (mark.places[one] > mark.places[other] ? 1U : 0U);
    }
    return key;
}

/// The pictures of one class, those that are alike mostly beside each other.
std::vector<Index> sortedBy(Index order, const std::vector<Index>& members, std::span<const PictureMark> marks)
{
    std::vector<std::pair<std::uint32_t, Index>> keyed;
    for (const Index i : members) {
        keyed.emplace_back(keyOf(marks[static_cast<std::size_t>(i)], order), i);
    }
    std::sort(keyed.begin(), keyed.end());
    std::vector<Index> sorted;
    for (const auto& [key, i] : keyed) {
        sorted.push_back(i);
    }
    return sorted;
}

/// Pairs that are alike among those at most `reach` apart in a list.
void findPairs(const std::vector<Index>& list, std::size_t reach, std::span<const PictureMark> marks,
               std::vector<Pair>& pairs)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        int found = 0;
        for (std::size_t j = i + 1; j < std::min(list.size(), i + 1 + reach) && found < kEnough; ++j) {
            if (areAlike(marks[static_cast<std::size_t>(list[i])], marks[static_cast<std::size_t>(list[j])])) {
                pairs.push_back(std::minmax(list[i], list[j]));
                ++found;
            }
        }
    }
}

/// All pairs that were found in one class, sorted; each once.
std::vector<Pair> pairsOf(const std::vector<Index>& members, std::span<const PictureMark> marks, ThreadPool& pool)
{
    std::vector<std::vector<Pair>> found(kOrders + 1); // of each order, and of that of names
    pool.forEach(static_cast<Index>(found.size()), [&](Index order, int) {
        std::vector<Pair>& pairs = found[static_cast<std::size_t>(order)];
        if (order == kOrders) {
            findPairs(members, kInOrder, marks, pairs);
        } else {
            findPairs(sortedBy(order, members, marks), kResembling, marks, pairs);
        }
    });
    std::vector<Pair> all;
    for (const std::vector<Pair>& pairs : found) {
        all.insert(all.end(), pairs.begin(), pairs.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

/// Groups through others; false where one of them has more than half of the class.
bool joinThroughOthers(const std::vector<Index>& members, const std::vector<Pair>& pairs, std::vector<Index>& groups)
{
    Groups joined(groups.size());
    for (const auto& [a, b] : pairs) {
        joined.join(a, b);
    }
    std::vector<std::size_t> sizes(groups.size(), 0);
    for (const Index i : members) {
        const Index first = joined.first(i);
        groups[static_cast<std::size_t>(i)] = first;
        if (++sizes[static_cast<std::size_t>(first)] * 2 > members.size() && members.size() > 2) {
            return false;
        }
    }
    return true;
}

/// Groups of those that are like their first.
void joinDirectly(const std::vector<Index>& members, const std::vector<Pair>& pairs, std::vector<Index>& groups)
{
    for (const Index i : members) {
        groups[static_cast<std::size_t>(i)] = i;
    }
    for (const auto& [a, b] : pairs) { // by rising a: whether a leads is settled before its pairs come
        const bool leads = groups[static_cast<std::size_t>(a)] == a, free = groups[static_cast<std::size_t>(b)] == b;
        if (leads && free) {
            groups[static_cast<std::size_t>(b)] = a;
        }
    }
}

} // namespace

PictureMark markOf(const PictureBytes& picture)
{
    PictureMark mark;
    for (Index place = 0; place < kSide * kSide; ++place) {
        mark.places[static_cast<std::size_t>(place)] =
            static_cast<std::uint8_t>(std::lround(brightness(picture, place / kSide, kSide, place % kSide, kSide)));
    }
    std::size_t at = 0;
    for (Index quarter = 0; quarter < 4; ++quarter) {
        for (Index colour = 0; colour < 3; ++colour) {
            const Index row = quarter / 2, column = quarter % 2, channel = picture.channels == 1 ? 0 : colour;
            mark.tones[at++] = static_cast<std::uint8_t>(
                meanOf(picture, part(row, 2, picture.height), part(row + 1, 2, picture.height),
                       part(column, 2, picture.width), part(column + 1, 2, picture.width), channel));
        }
    }
    return mark;
}

bool areAlike(const PictureMark& a, const PictureMark& b)
{
    for (std::size_t i = 0; i < a.tones.size(); ++i) {
        if (std::abs(a.tones[i] - b.tones[i]) > kMostToneApart) {
            return false;
        }
    }
    int sumA = 0, sumB = 0, squaresA = 0, squaresB = 0, products = 0;
    for (std::size_t i = 0; i < a.places.size(); ++i) {
        const int one = a.places[i], other = b.places[i];
        sumA += one;
        sumB += other;
        squaresA += one * one;
        squaresB += other * other;
        products += one * other;
    }
    const double n = static_cast<double>(a.places.size());
    const double varianceA = squaresA / n - sumA / n * (sumA / n), varianceB = squaresB / n - sumB / n * (sumB / n);
    const double covariance = products / n - sumA / n * (sumB / n);
    return (varianceA < kPlain * kPlain && varianceB < kPlain * kPlain) ||
           covariance >= kLeastCorrelation * std::sqrt(varianceA * varianceB);
}

std::vector<Index> alikeGroups(std::span<const PictureMark> marks, std::span<const std::uint8_t> labels,
                               ThreadPool& pool)
{
    FOVEA_CHECK(marks.size() == labels.size(), "a label for each picture");
    std::vector<std::vector<Index>> classes(256);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        classes[labels[i]].push_back(static_cast<Index>(i));
    }
    std::vector<Index> groups(marks.size());
    for (const std::vector<Index>& members : classes) {
        const std::vector<Pair> pairs = pairsOf(members, marks, pool);
        if (!joinThroughOthers(members, pairs, groups)) {
            joinDirectly(members, pairs, groups);
        }
    }
    return groups;
}

} // namespace fovea
