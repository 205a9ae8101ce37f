// Near-duplicates: pictures that were taken in one burst, saved twice or cut a little otherwise. If one of them is learned
// and another tested, the test is a test of memory. So they are found, and stay together when a set is cut into splits.
//
// A picture's mark is the picture itself, made very small: how bright each of 12 × 12 places is, and how coloured its quarters
// are. Two pictures are alike where their tones are, and the places correlate.
#pragma once

#include "core/data/fit_picture.h"
#include "core/tensor/thread_pool.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace fovea {

struct PictureMark
{
    std::array<std::uint8_t, 144> places{}; ///< mean brightness of each, row by row
    std::array<std::uint8_t, 12> tones{};   ///< mean red, green and blue of the four quarters
    bool operator==(const PictureMark&) const = default;
};

/// The mark of a whole picture, before it is cut to a square.
PictureMark markOf(const PictureBytes& picture);

/// Whether no quarter's tone differs by more than 16 of 255, and the places correlate by .97 or more, or both are plain. A
/// picture that is moved by 3 % of its width is like itself by .97 to 1.
bool areAlike(const PictureMark& a, const PictureMark& b);

/// For each picture the number of the first that is like it, directly or through others; its own where none is. Only
/// pictures of one class are compared, and of two that are alike, both may be missed where thousands of others nearly are:
/// each is compared to some hundred that resemble it most, and to its neighbours in order (those of a
/// burst).
///
/// Where more than half of a class would hang together through others (drawn signs do, a camera that never moved), a picture
/// belongs only to one that itself is like it. marks, labels (pictures).
std::vector<Index> alikeGroups(std::span<const PictureMark> marks, std::span<const std::uint8_t> labels,
                               ThreadPool& pool);

} // namespace fovea
