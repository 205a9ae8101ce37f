// What a folder of pictures asks of the settings: as what the network sees them, and a network that suits their size and number.
#pragma once

#include "core/data/picture_folder.h"
#include "core/settings/config.h"

#include <string>
#include <vector>

namespace fovea {

/// Pictures of a class from which on there is something to learn and something to test: below, the user is warned.
inline constexpr Index kFewPictures = 40;

/// As what a configuration's network sees pictures.
PictureForm pictureForm(const Config& config);

/// How many pictures each class has, those of the test counted too.        (classes)
std::vector<Index> picturesOfClasses(const PictureSet& set);

/// The classes more than half of whose pictures are near-duplicates of one.
std::vector<std::size_t> classesAlike(const PictureSet& set);

/// Settings to begin with: all pictures of that folder, a sixth of them for validation; convolutions that leave about 8 × 8
/// places to look at, wider for 20,000 pictures or more; fewer passes the more pictures there are, some 1,500 batches in all;
/// below 1,000 also dropout and small shifts, because such a set is learned by heart at once.
Config configForPictures(const PictureSet& set, const std::string& path, std::uint64_t seed);

} // namespace fovea
