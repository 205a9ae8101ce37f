// A folder of pictures as a data set: found, decoded in parallel, brought to one form, near-duplicates told, and kept in a
// cache of the user's, because that takes a while.
//
// core knows no picture format. The program says once how a file becomes pixels: setPictureReader().
#pragma once

#include "core/data/fit_picture.h"
#include "core/data/labelled_images.h"
#include "core/tensor/thread_pool.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fovea {

/// As what the network sees each picture.
struct PictureForm
{
    Index side = 32;    ///< pixels
    Index channels = 1; ///< 1 grey, 3 red, green and blue
    Fit fit = Fit::Crop;
    bool operator==(const PictureForm&) const = default;
};

/// Pixels that own their memory.        (height × width × channels)
struct DecodedPicture
{
    std::vector<std::uint8_t> pixels;
    Index height = 0, width = 0, channels = 3;
};

struct PictureReader
{
    /// A file as pixels, upright; where it is large it may be reduced, its longer side to eight times `side` or more. Throws
    /// Error with a sentence that has the file's name as shownPath() gives it. Called by several threads at once.
    DecodedPicture (*decode)(const std::filesystem::path& file, Index side) = nullptr;
    std::filesystem::path cache; ///< folder of what was read before; empty: nothing is kept
    /// How many files of how many are done. Called now and then by any thread, one after the other and with rising numbers; may
    /// be empty.
    std::function<void(Index done, Index of)> tell;
};

/// From now on pictures are read like this. To be called before any thread starts that makes data sets.
void setPictureReader(PictureReader reader);
const PictureReader& pictureReader();

/// A folder of pictures that was read.
struct PictureSet
{
    PictureForm form;
    std::vector<std::string> classes;   ///< those that have pictures
    LabelledImages images;              ///< with groups of near-duplicates
    std::optional<LabelledImages> test; ///< where the folder keeps one apart
    std::vector<std::string> skipped;   ///< sentences: which files are left out, and why; the first thousand
    Index skippedCount = 0;             ///< of all of them
    bool fromCache = false;
};

/// How many pictures are near-duplicates of an earlier one.
Index alikeCount(const LabelledImages& images);

/// Reads the folder. What cannot be read is skipped and told. Ends with CalledOff where the pool's work is called off. Error
/// (Data) where there are no pictures, or they would take more than 2 GiB in this form; Error (Files) where the folder cannot
/// be read. A cache that is damaged or cannot be written is no error: the pictures are read anew.
PictureSet readPictureFolder(const std::filesystem::path& folder, const PictureForm& form, const PictureReader& reader,
                             ThreadPool& pool);

} // namespace fovea
