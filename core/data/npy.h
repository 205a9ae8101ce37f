// NumPy's file of one array: 93 "NUMPY", version, length of the header, the header (a Python dictionary), the numbers.
//
// Source: NumPy Enhancement Proposal 1, "A Simple File Format for NumPy Arrays". Numbers only: objects, which such a file
// can hold too, would be pickles, and those are never read.
#pragma once

#include "core/data/labelled_images.h"

#include <filesystem>
#include <string_view>

namespace fovea {

struct NpyArray
{
    std::vector<Index> shape;
    char kind = 'u';     ///< 'u' and 'i' for integers, 'f' for floating-point numbers, 'b' for true and false
    Index bytesEach = 1; ///< of a number in the file
    bool bigEndian = false;
    std::string_view data; ///< the numbers, the last dimension contiguous; part of the bytes that were parsed

    Index count() const;
    /// Number i, whatever its type.
    double at(Index i) const;
};

/// Reads the header, and checks that the numbers are there, no more and no less. Error(Data) names file and place.
NpyArray parseNpy(std::string_view fileBytes, const std::string& name);

/// A pair of arrays: images (N × H × W), (N × H × W × 1 or 3) or (N × 1 or 3 × H × W), bytes of 0 to 255 or numbers of 0 to
/// 1 or 0 to 255; labels (N) or (N × 1), integers from 0. Error(Data) says what does not fit; the names are for errors.
LabelledImages npyPair(const NpyArray& images, const std::string& imagesName, const NpyArray& labels,
                       const std::string& labelsName);

/// The same from two files. Error(Data, Files).
LabelledImages readNpyPair(const std::filesystem::path& images, const std::filesystem::path& labels);

} // namespace fovea
