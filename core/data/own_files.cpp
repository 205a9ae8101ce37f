// Data sets of the user's own files, brought to one size, with splits of their own.
#include "core/data/byte_images.h"
#include "core/data/file_sets.h"
#include "core/data/fit_picture.h"
#include "core/data/own_pictures.h"
#include "core/data/picture_files.h"
#include "core/data/stratified.h"
#include "core/files/wording.h"
#include "core/settings/choices.h"
#include "core/settings/error.h"

#include <numeric>

namespace fovea {
namespace {

std::vector<Index> all(const LabelledImages& images)
{
    std::vector<Index> indices(static_cast<std::size_t>(images.count));
    std::iota(indices.begin(), indices.end(), Index{0});
    return indices;
}

/// So many of them, or all where `count` is 0 or more than there are; every class in proportion.
std::vector<Index> atMost(const LabelledImages& images, const std::vector<Index>& from, int count, std::uint64_t seed)
{
    if (count == 0 || count >= static_cast<int>(from.size())) {
        return from;
    }
    const auto left = static_cast<Index>(from.size()) - count;
    const bool few = count <= left; // a part is at most a half, so the smaller one is taken
    TwoParts parts = takeStratified(images.labels, from, few ? count : left, seed);
    return few ? parts.taken : parts.kept;
}

/// Those images as the network will see them.
Split splitOf(const LabelledImages& images, const std::vector<Index>& which, const Config& config, ThreadPool& pool)
{
    Split split;
    split.images.shape = imageOfOwnFiles(config);
    const auto size = static_cast<std::size_t>(split.images.shape.size());
    split.images.bytes.resize(which.size() * size);
    const Fit fit = pictureForm(config).fit;
    const Index pixels = images.height * images.width * images.channels;
    pool.forEach(static_cast<Index>(which.size()), [&](Index i, int) {
        const PictureBytes picture{images.pixels.data() + which[static_cast<std::size_t>(i)] * pixels, images.height,
                                   images.width, images.channels};
        fitPicture(picture, fit, split.images.shape.dim(0), split.images.shape.dim(2),
                   std::span(split.images.bytes).subspan(static_cast<std::size_t>(i) * size, size));
    });
    for (const Index i : which) {
        split.labels.push_back(images.labels[static_cast<std::size_t>(i)]);
    }
    return split;
}

/// The pictures in folders, where the path has some and no files of another format.
FileSet readOwnFiles(const Config& config, ThreadPool& pool)
{
    if (holdsFileSet(config.data.path) || !holdsPictureFolders(config.data.path)) {
        return readFileSet(config.data.path);
    }
    PictureSet set = readPictureFolder(config.data.path, pictureForm(config), pictureReader(), pool);
    if (set.classes.size() < 2) {
        throw Error(Error::Kind::Data, "All pictures in " + shownPath(config.data.path) + " are of one class, " +
                                           shown(set.classes.front()) +
                                           ", so there is nothing to tell apart. Put those of another class into a "
                                           "folder beside it.");
    }
    return {std::move(set.images), std::move(set.test), std::move(set.classes)};
}

} // namespace

std::vector<Choice> colourChoices()
{
    return {{"grey", "grey", "1 channel", "One number a pixel: its brightness."},
            {"colour", "red, green, blue", "3 channels", "Three numbers a pixel."}};
}

std::vector<Choice> fitChoices()
{
    return {{"crop", "its middle", "crop", "The largest square in the middle of a picture; what lies outside is lost."},
            {"whole", "all of it", "fit", "The whole picture, between black bars where it is no square."}};
}

Shape imageOfOwnFiles(const Config& config)
{
    return {config.data.side, config.data.side, config.data.colours == "colour" ? 3 : 1};
}

std::shared_ptr<const Dataset> makeOwnFiles(const Config& config, ThreadPool& pool)
{
    const FileSet files = readOwnFiles(config, pool);
    auto data = std::make_shared<Dataset>();
    data->key = "files";
    data->image = imageOfOwnFiles(config);
    data->classes = files.classes;
    std::vector<Index> rest = all(files.train);
    if (files.test) {
        data->test =
            splitOf(*files.test, atMost(*files.test, all(*files.test), config.data.test, config.seed), config, pool);
    } else {
        const int sixth = static_cast<int>(files.train.count / 6);
        TwoParts parts = takeStratified(files.train.labels, rest, config.data.test == 0 ? sixth : config.data.test,
                                        hash("test") ^ config.seed, files.train.groups);
        data->test = splitOf(files.train, parts.taken, config, pool);
        rest = std::move(parts.kept);
    }
    const TwoParts parts = takeStratified(files.train.labels, rest, config.data.validation,
                                          hash("validation") ^ config.seed, files.train.groups);
    data->validation = splitOf(files.train, parts.taken, config, pool);
    data->train = splitOf(files.train, atMost(files.train, parts.kept, config.data.samples, config.seed), config, pool);
    data->scale = scaleOfBytes(config.data.pixels, data->train.images);
    return data;
}

void checkOwnFiles(const Config& config, std::vector<Problem>& problems)
{
    if (config.data.path.empty()) {
        problems.push_back({"data.path", "data.path is empty, but images of your own lie in a folder: name it."});
    }
}

} // namespace fovea
