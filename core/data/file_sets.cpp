#include "core/data/file_sets.h"

#include "core/data/cifar.h"
#include "core/data/folders.h"
#include "core/data/idx.h"
#include "core/data/npy.h"
#include "core/files/read_whole.h"
#include "core/files/wording.h"
#include "core/settings/error.h"

#include <algorithm>
#include <sstream>

namespace fovea {
namespace fs = std::filesystem;

namespace {

/// Four files that make a set; `read` reads images and their labels.
struct Kind
{
    const char *images, *labels, *testImages, *testLabels;
    LabelledImages (*read)(const fs::path& images, const fs::path& labels);
};

LabelledImages readIdxPair(const fs::path& images, const fs::path& labels)
{
    constexpr Index kAnyClass = 256;
    return readLabelledImages(images, labels, kAnyClass);
}

constexpr Kind kKinds[] = {
    {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
     readIdxPair},
    {"train-images.idx3-ubyte", "train-labels.idx1-ubyte", "t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte",
     readIdxPair},
    {"train_images.npy", "train_labels.npy", "test_images.npy", "test_labels.npy", readNpyPair},
    {"x_train.npy", "y_train.npy", "x_test.npy", "y_test.npy", readNpyPair},
    {"images.npy", "labels.npy", "", "", readNpyPair},
};

bool isFile(const fs::path& file)
{
    std::error_code ignored;
    return fs::is_regular_file(file, ignored);
}

FileSet readKind(const fs::path& folder, const Kind& kind)
{
    const auto file = [&](const char* name) { return fileOrGz(folder / name); };
    FileSet set;
    set.train = kind.read(file(kind.images), file(kind.labels));
    if (*kind.testImages != '\0' && isFile(file(kind.testImages))) {
        set.test = kind.read(file(kind.testImages), file(kind.testLabels));
    }
    return set;
}

/// The names in classes.txt, a line each; empty where there is no such file.
std::vector<std::string> namesIn(const fs::path& folder)
{
    constexpr std::size_t kMost = std::size_t{1} << 16, kMostClasses = 256; // a label is a byte
    std::vector<std::string> names;
    if (const fs::path file = folder / "classes.txt"; isFile(file)) {
        std::istringstream lines(readWhole(file, kMost));
        for (std::string line; std::getline(lines, line);) {
            line.erase(line.find_last_not_of(" \t\r") + 1);
            names.push_back(legibleBriefly(line));
        }
        if (names.size() > kMostClasses) {
            throw Error(Error::Kind::Data, shownPath(file) + " names " + std::to_string(names.size()) +
                                               " classes; there can be at most " + std::to_string(kMostClasses) +
                                               ". Leave out those that no image shows.");
        }
    }
    return names;
}

int classesOf(const FileSet& set)
{
    const auto last = [](const LabelledImages& images) {
        return images.labels.empty() ? 0 : *std::max_element(images.labels.begin(), images.labels.end());
    };
    return 1 + std::max(last(set.train), set.test ? last(*set.test) : std::uint8_t{0});
}

/// Names for all classes that occur.
void nameClasses(FileSet& set, const fs::path& folder)
{
    const auto count = static_cast<std::size_t>(classesOf(set));
    if (count < 2) {
        throw Error(Error::Kind::Data, "All images in " + shownPath(folder) +
                                           " show the same class, so there is nothing to tell apart. Choose a set "
                                           "with two classes or more.");
    }
    const std::vector<std::string> names = namesIn(folder);
    if (!names.empty() && names.size() < count) {
        throw Error(Error::Kind::Data, shownPath(folder / "classes.txt") + " names " + std::to_string(names.size()) +
                                           " classes, but labels go up to " + std::to_string(count - 1) +
                                           ", counted from 0. Add a line for each of them.");
    }
    set.classes = names;
    for (std::size_t i = names.size(); i < count; ++i) {
        set.classes.push_back(std::to_string(i));
    }
}

[[noreturn]] void refuse(const fs::path& folder)
{
    std::error_code ignored;
    const bool there = fs::is_directory(folder, ignored);
    throw Error(
        Error::Kind::Data,
        (there ? "In " + shownPath(folder) + " lies no data set that can be read"
               : "There is no folder " + shownPath(folder)) +
            ". Name a folder with the IDX files of MNIST (train-images-idx3-ubyte, train-labels-idx1-ubyte), with "
            "CIFAR-10's binary files (data_batch_1.bin), with images.npy and labels.npy, or with PNG and JPEG pictures in folders that "
            "have the names of their classes: data.path=FOLDER.");
}

} // namespace

bool holdsFileSet(const fs::path& where)
{
    const fs::path folder = isFile(where) ? where.parent_path() : where;
    return holdsCifar10(folder) || holdsCifar10(folder / "cifar-10-batches-bin") ||
           std::any_of(std::begin(kKinds), std::end(kKinds),
                       [&](const Kind& kind) { return isFile(fileOrGz(folder / kind.images)); });
}

FileSet readFileSet(const fs::path& where)
{
    const fs::path folder = isFile(where) ? where.parent_path() : where;
    for (const fs::path& place : {folder, folder / "cifar-10-batches-bin"}) {
        if (holdsCifar10(place)) {
            return readCifar10(place);
        }
    }
    for (const Kind& kind : kKinds) {
        if (isFile(fileOrGz(folder / kind.images))) {
            FileSet set = readKind(folder, kind);
            nameClasses(set, folder);
            return set;
        }
    }
    refuse(folder);
}

} // namespace fovea
