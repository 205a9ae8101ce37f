// IDX, the format of MNIST and Fashion-MNIST: 00 00, type, number of dimensions, the sizes (big-endian), the bytes.
//
// Plain or gzip, decided by what a file says, not by its name. Source: LeCun, Cortes, Burges, "The MNIST database".
#pragma once

#include "core/data/labelled_images.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fovea {

/// Unsigned bytes, the last dimension contiguous.
struct IdxArray
{
    std::vector<Index> sizes; ///< 1 to 4 of them, none zero
    std::vector<std::uint8_t> bytes;
};

/// Reads an IDX file of unsigned bytes, of at most 1 GiB packed and unpacked. Error(Files) where it cannot be read,
/// Error(Data) where it is not exactly what its header says.
IdxArray readIdx(const std::filesystem::path& path);

/// The same from a file's bytes; `name` is the file's name for errors. Memory grows with what is really there.
IdxArray parseIdx(std::string_view fileBytes, const std::string& name);

/// Reads images (count × height × width) with their labels (count). Error(Data) where the shapes or counts do not fit, or
/// a label is not in 0 … classes − 1.
LabelledImages readLabelledImages(const std::filesystem::path& imagesPath, const std::filesystem::path& labelsPath,
                                  Index classes);

} // namespace fovea
