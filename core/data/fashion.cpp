// Fashion-MNIST (Xiao, Rasul, Vollgraf 2017): 60,000 + 10,000 pictures of clothes, from a folder of IDX files.
#include "core/data/catalog.h"
#include "core/data/folders.h"
#include "core/data/idx.h"
#include "core/files/wording.h"
#include "core/settings/error.h"

#include <algorithm>

namespace fovea {
namespace {

Split part(const LabelledImages& all, Index first, Index count)
{
    const Index pixels = all.height * all.width;
    Split split;
    split.images.shape = {all.height, all.width, 1};
    split.images.bytes.assign(all.pixels.begin() + first * pixels, all.pixels.begin() + (first + count) * pixels);
    split.labels.assign(all.labels.begin() + first, all.labels.begin() + first + count);
    return split;
}

PixelScale scaleFor(const std::string& pixels, const Images& images)
{
    if (pixels == "raw") {
        return {};
    }
    if (pixels == "unit") {
        return {0, Real(1) / 255};
    }
    const PixelStatistics statistics = pixelStatistics(images);
    return {static_cast<Real>(statistics.mean), static_cast<Real>(1 / std::max(statistics.deviation, 1e-6))};
}

} // namespace

std::shared_ptr<const Dataset> makeFashion(const Config& config, ThreadPool&)
{
    const std::filesystem::path folder = dataFolder(config.data.path, "fashion-mnist");
    auto data = std::make_shared<Dataset>();
    data->key = "fashion";
    data->image = {28, 28, 1};
    data->classes = {"T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"};
    const auto read = [&](const char* images, const char* labels) {
        const std::filesystem::path file = fileOrGz(folder / images);
        LabelledImages all =
            readLabelledImages(file, fileOrGz(folder / labels), static_cast<Index>(data->classes.size()));
        if (all.height != data->image.dim(0) || all.width != data->image.dim(1)) {
            throw Error(Error::Kind::Data, shownPath(file) + " has images of " + std::to_string(all.height) + " × " +
                                               std::to_string(all.width) + " pixels; Fashion-MNIST has 28 × 28.");
        }
        return all;
    };
    {
        // Validation is the end of the training file, so that the test file stays sealed.
        const LabelledImages all = read("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
        const Index validation = std::min<Index>(config.data.validation, all.count / 2);
        const Index most = all.count - validation;
        const Index samples = config.data.samples == 0 ? most : std::min<Index>(config.data.samples, most);
        data->train = part(all, 0, samples);
        data->validation = part(all, most, validation);
    }
    const LabelledImages test = read("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");
    data->test = part(test, 0, config.data.test == 0 ? test.count : std::min<Index>(config.data.test, test.count));
    data->scale = scaleFor(config.data.pixels, data->train.images);
    return data;
}

void checkFashion(const Config&, std::vector<Problem>&)
{
    // Shifted, mirrored, turned or partly covered, a shirt is still a shirt.
}

} // namespace fovea
