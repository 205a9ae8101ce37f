// Any bytes given to the reader of NumPy's arrays: an array that is what its header says, or an Error, and nothing else. Where
// a second file begins within the bytes, the two are images and labels.
#include "core/data/npy.h"
#include "tests/fuzz/target.h"

namespace {

using namespace fovea;

void checkArray(const NpyArray& array)
{
    FOVEA_CHECK(array.count() * array.bytesEach == static_cast<Index>(array.data.size()), "bytes do not fit the sizes");
    for (Index i = 0; i < array.count(); ++i) {
        const double value = array.at(i);
        FOVEA_CHECK(array.kind == 'f' || (value >= -0x1p63 && value <= 0x1p64), "an integer that is none");
        FOVEA_CHECK(array.kind != 'b' || value == 0 || value == 1, "neither true nor false");
    }
}

void checkImages(const LabelledImages& images)
{
    FOVEA_CHECK(images.count > 0 && (images.channels == 1 || images.channels == 3), "no images");
    FOVEA_CHECK(images.count == static_cast<Index>(images.labels.size()), "another number of labels");
    FOVEA_CHECK(images.count * images.height * images.width * images.channels ==
                    static_cast<Index>(images.pixels.size()),
                "another number of pixels");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes = textOf(data, size);
    const std::size_t second = std::min(bytes.find("\x93NUMPY", 1), size);
    try {
        const NpyArray first = parseNpy(bytes.substr(0, second), "images.npy");
        checkArray(first);
        if (second < size) {
            const NpyArray labels = parseNpy(bytes.substr(second), "labels.npy");
            checkArray(labels);
            checkImages(npyPair(first, "images.npy", labels, "labels.npy"));
        }
    } catch (const Error& error) {
        checkRefusal(error);
    }
    return 0;
}
