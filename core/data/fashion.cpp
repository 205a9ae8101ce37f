// Fashion-MNIST (Xiao, Rasul, Vollgraf 2017): 60,000 + 10,000 pictures of clothes, from a folder of IDX files.
#include "core/data/fashion.h"

#include "core/data/byte_images.h"
#include "core/data/catalog.h"
#include "core/data/folders.h"
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

} // namespace

std::vector<std::string> clothesNames()
{
    return {"T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"};
}

LabelledImages readClothes(const std::string& asked, ClothesFile which)
{
    const std::filesystem::path folder = dataFolder(
        asked, "fashion-mnist",
        {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"});
    const std::string name = which == ClothesFile::Train ? "train" : "t10k";
    const std::filesystem::path file = fileOrGz(folder / (name + "-images-idx3-ubyte"));
    LabelledImages all = readLabelledImages(file, fileOrGz(folder / (name + "-labels-idx1-ubyte")),
                                            static_cast<Index>(clothesNames().size()));
    if (all.height != 28 || all.width != 28) {
        throw Error(Error::Kind::Data, shownPath(file) + " has images of " + std::to_string(all.height) + " × " +
                                           std::to_string(all.width) + " pixels; Fashion-MNIST has 28 × 28.");
    }
    return all;
}

std::shared_ptr<const Dataset> makeFashion(const Config& config, ThreadPool&)
{
    auto data = std::make_shared<Dataset>();
    data->key = "fashion";
    data->image = {28, 28, 1};
    data->classes = clothesNames();
    {
        // Validation is the end of the training file, so that the test file stays sealed.
        const LabelledImages all = readClothes(config.data.path, ClothesFile::Train);
        const Index validation = std::min<Index>(config.data.validation, all.count / 2);
        const Index most = all.count - validation;
        const Index samples = config.data.samples == 0 ? most : std::min<Index>(config.data.samples, most);
        data->train = part(all, 0, samples);
        data->validation = part(all, most, validation);
    }
    const LabelledImages test = readClothes(config.data.path, ClothesFile::Test);
    data->test = part(test, 0, config.data.test == 0 ? test.count : std::min<Index>(config.data.test, test.count));
    data->scale = scaleOfBytes(config.data.pixels, data->train.images);
    return data;
}

void checkFashion(const Config&, std::vector<Problem>&)
{
    // Shifted, mirrored, turned or partly covered, a shirt is still a shirt.
}

} // namespace fovea
