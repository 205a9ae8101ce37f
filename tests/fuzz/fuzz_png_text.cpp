// Any bytes given to the reader of a picture's own settings: a text that is in the file and comes back from a picture that it
// is written into, or nothing.
#include "core/files/png_text.h"
#include "tests/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fovea;
    const std::string_view bytes = textOf(data, size);
    const std::optional<std::string> text = pngText(bytes, kSetupKey);
    if (!text) {
        return 0;
    }
    FOVEA_CHECK(bytes.find(*text) != std::string_view::npos, "a text that is not in the file");
    if (bytes.substr(12, 4) == "IHDR") {
        const std::string with = withPngText(bytes, "Another key", *text);
        FOVEA_CHECK(pngText(with, "Another key") == text && pngText(with, kSetupKey) == text, "another text came back");
    }
    return 0;
}
