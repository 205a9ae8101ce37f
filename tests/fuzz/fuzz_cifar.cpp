// Any bytes given to the reader of CIFAR-10: images from which the file's bytes can be made again, or an Error, and nothing
// else.
#include "core/data/cifar.h"
#include "tests/fuzz/target.h"

#include <string>

namespace {

/// The file of these images: each a label, then all reds, all greens, all blues.
std::string fileOf(const fovea::LabelledImages& images)
{
    constexpr std::size_t kColours = 3;
    const auto plane = static_cast<std::size_t>(images.height * images.width);
    std::string bytes;
    for (std::size_t i = 0; i < images.labels.size(); ++i) {
        bytes += static_cast<char>(images.labels[i]);
        for (std::size_t c = 0; c < kColours; ++c) {
            for (std::size_t p = 0; p < plane; ++p) {
                bytes += static_cast<char>(images.pixels[(i * plane + p) * kColours + c]);
            }
        }
    }
    return bytes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fovea;
    LabelledImages images{0, 32, 32, {}, {}, 3};
    try {
        parseCifar10(textOf(data, size), "fuzz.bin", images);
        FOVEA_CHECK(images.count == static_cast<Index>(images.labels.size()), "another number of labels");
        FOVEA_CHECK(images.pixels.size() == images.labels.size() * 3072, "another number of pixels");
        FOVEA_CHECK(std::all_of(images.labels.begin(), images.labels.end(), [](auto label) { return label < 10; }),
                    "a class that there is not");
        FOVEA_CHECK(fileOf(images) == textOf(data, size), "other images than the file's");
    } catch (const Error& error) {
        checkRefusal(error);
    }
    return 0;
}
