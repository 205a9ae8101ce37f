// What lies in a folder: a data set in one of the formats that are read, told by the names of its files.
#pragma once

#include "core/data/labelled_images.h"

#include <filesystem>

namespace fovea {

/// Reads the set in a folder (or beside a file) of one of these kinds, packed with gzip where IDX files are:
///
///     train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte
///     data_batch_1.bin to data_batch_5.bin, test_batch.bin                                     CIFAR-10
///     train_images.npy, train_labels.npy, test_images.npy, test_labels.npy                     NumPy
///     x_train.npy, y_train.npy, x_test.npy, y_test.npy
///     images.npy, labels.npy
///
/// The test files may be missing. classes.txt, a name a line, names the classes; else they are numbered. Error(Data, Files)
/// says what is missing or wrong, and what is read.
FileSet readFileSet(const std::filesystem::path& where);

/// Whether one of these kinds lies there.
bool holdsFileSet(const std::filesystem::path& where);

} // namespace fovea
