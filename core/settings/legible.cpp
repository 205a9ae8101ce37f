// Escaping is done on code points, so that names in any script stay readable.
#include "core/settings/legible.h"

#include <cstdint>

namespace fovea {
namespace {

struct CodePoint
{
    std::uint32_t value = 0;
    std::size_t length = 0; // bytes; 0 where the bytes are not UTF-8
};

CodePoint firstOf(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const std::uint32_t first = byte(0);
    if (first < 0x80) {
        return {first, 1};
    }
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length) {
        return {};
    }
    std::uint32_t value = first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80) {
            return {};
        }
        value = value << 6 | (byte(i) & 0x3f);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xd800 && value <= 0xdfff;
    if (overlong || surrogate || value > 0x10ffff) {
        return {};
    }
    return {value, length};
}

bool isVisible(std::uint32_t c)
{
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    const bool separatorOrDirection = (c >= 0x200e && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e);
    const bool isolate = c >= 0x2066 && c <= 0x2069;
    return !control && !separatorOrDirection && !isolate && c != 0xfeff && c != '"';
}

std::string escaped(std::string_view text, std::size_t most)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string result;
    while (!text.empty()) {
        const CodePoint point = firstOf(text);
        const std::size_t length = point.length == 0 ? 1 : point.length;
        if (result.size() + length > most) {
            result += "…";
            break;
        }
        if (point.length > 0 && isVisible(point.value)) {
            result += text.substr(0, length);
        } else {
            for (const char c : text.substr(0, length)) {
                const auto byte = static_cast<unsigned char>(c);
                result += "\\x";
                result += kDigits[byte >> 4];
                result += kDigits[byte & 15];
            }
        }
        text.remove_prefix(length);
    }
    return result;
}

} // namespace

std::string legible(std::string_view text)
{
    return escaped(text, std::string::npos);
}

std::string legibleBriefly(std::string_view text)
{
    constexpr std::size_t kMostBytes = 199;
    return escaped(text, kMostBytes);
}

} // namespace fovea
