// CIFAR-10's binary files: records of 3,073 bytes, which are a label and then 32 × 32 reds, greens and blues.
//
// Source: Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images", and the page that offers the files.
#pragma once

#include "core/data/labelled_images.h"

#include <filesystem>
#include <string_view>

namespace fovea {

/// Whether a folder holds the first file of the set.
bool holdsCifar10(const std::filesystem::path& folder);

/// data_batch_1.bin to data_batch_5.bin, as many as there are, and test_batch.bin. Error(Data, Files) names the file, the
/// place and what to do.
FileSet readCifar10(const std::filesystem::path& folder);

/// The records of one file, colours last, appended to `to`; `name` is the file's name for errors.
void parseCifar10(std::string_view fileBytes, const std::string& name, LabelledImages& to);

} // namespace fovea
