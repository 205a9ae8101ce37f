// Any bytes given to the reader of PNG and JPEG pictures: an image of bounded size, the same each time, that becomes numbers
// of the range that was asked for, or an Error. The decoders are Qt's, and not instrumented: what the fuzzer sees is our code.
#include "app/pictures.h"
#include "tests/fuzz/target.h"

namespace {

using namespace fovea;

constexpr int kLongest = 64; // pixels; decoding takes most of the time

/// The decoders' own words on what is broken.
const auto kSilent = qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});

QImage read(std::string_view bytes)
{
    return pictureFrom(bytes, "fuzz.png", kLongest);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes = textOf(data, size);
    try {
        const QImage picture = read(bytes);
        FOVEA_CHECK(!picture.isNull() && picture.format() == QImage::Format_RGB32, "no picture");
        FOVEA_CHECK(picture.width() <= kLongest && picture.height() <= kLongest, "a larger picture");
        FOVEA_CHECK(read(bytes) == picture, "another picture the second time");
        for (const Index channels : {1, 3}) {
            const Tensor pixels = pixelsOf(picture, {16, 12, channels}, {-1, 1});
            const Real* const end = pixels.data() + pixels.size();
            FOVEA_CHECK(std::all_of(pixels.data(), end, [](Real p) { return p >= -1.0001F && p <= 1.0001F; }),
                        "numbers out of range");
        }
    } catch (const Error& error) {
        checkRefusal(error);
    }
    return 0;
}
