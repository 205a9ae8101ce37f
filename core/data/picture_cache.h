// What was read from a folder of pictures, in a file of its own, so that the next time takes a moment.
//
// A safetensors file whose name says folder and form, and whose key says which files the folder held: their names, sizes and
// times. A checksum guards every byte. Whatever is wrong with it, the answer is that there is none.
#pragma once

#include "core/data/picture_files.h"
#include "core/data/picture_folder.h"
#include "core/files/safetensors.h"

namespace fovea {

/// The pictures as they were read before; nothing where they were not, or the folder has changed, or the file is damaged.
std::optional<PictureSet> fromPictureCache(const std::filesystem::path& cache, const PictureFiles& files,
                                           const PictureForm& form);

/// What a kept file says, whatever its key and checksum are. Error (Data) where it does not fit together.
PictureSet pictureSetFrom(const Safetensors& file, const PictureForm& form);

/// Keeps them for the next time, in place of what was kept of this folder in this form. Takes away what was written first where
/// the folder of the cache grows past `mostBytes`. Where it cannot be written, it is not.
void toPictureCache(const std::filesystem::path& cache, const PictureFiles& files, const PictureSet& set,
                    std::uintmax_t mostBytes = std::uintmax_t{4} << 30);

/// The file that both speak of.
std::filesystem::path pictureCacheFile(const std::filesystem::path& cache, const std::filesystem::path& folder,
                                       const PictureForm& form);

} // namespace fovea
