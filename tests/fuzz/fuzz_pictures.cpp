// Any bytes given to the reader of what was kept of a folder of pictures, its key and checksum taken as right: images that fit
// together, or an Error. As if somebody had made the file on purpose.
#include "core/data/picture_cache.h"
#include "tests/fuzz/target.h"

namespace {

using namespace fovea;

void check(const LabelledImages& images, const PictureSet& set)
{
    const auto count = static_cast<std::size_t>(images.count);
    FOVEA_CHECK(images.labels.size() == count, "another number of labels");
    FOVEA_CHECK(images.pixels.size() == count * 16, "another number of pixels");
    FOVEA_CHECK(images.groups.empty() || images.groups.size() == count, "another number of groups");
    for (const Index group : images.groups) {
        FOVEA_CHECK(group >= 0 && group < images.count, "a group that there is not");
    }
    for (const std::uint8_t label : images.labels) {
        FOVEA_CHECK(label < set.classes.size(), "a class that there is not");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const PictureForm form{4, 1, Fit::Crop};
    try {
        const PictureSet set = pictureSetFrom(Safetensors::parse(textOf(data, size), "fuzz.pictures"), form);
        check(set.images, set);
        if (set.test) {
            check(*set.test, set);
        }
        FOVEA_CHECK(set.skippedCount >= 0, "fewer than none are skipped");
    } catch (const Error& error) {
        checkRefusal(error);
    }
    return 0;
}
