#include "core/files/png_text.h"

#include "core/tensor/check.h"

#include <zlib.h>

#include <cstdint>

namespace fovea {
namespace {

constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n";
constexpr std::size_t kAround = 12; // length, type and checksum of a chunk

std::string bigEndian(std::uint32_t value)
{
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
            static_cast<char>(value)};
}

std::uint32_t numberAt(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

/// Over type and content.
std::uint32_t checksum(std::string_view typeAndContent)
{
    return static_cast<std::uint32_t>(
        crc32_z(crc32_z(0, nullptr, 0), reinterpret_cast<const Bytef*>(typeAndContent.data()), typeAndContent.size()));
}

struct Chunk
{
    std::string_view type, content;
    std::size_t end = 0; ///< where the next begins
};

/// The chunk that begins there; nothing where it is cut off or damaged.
std::optional<Chunk> chunkAt(std::string_view png, std::size_t at)
{
    if (at + kAround > png.size() || numberAt(png, at) > png.size() - at - kAround) {
        return {};
    }
    const std::size_t length = numberAt(png, at);
    const Chunk chunk{png.substr(at + 4, 4), png.substr(at + 8, length), at + kAround + length};
    if (checksum(png.substr(at + 4, 4 + length)) != numberAt(png, at + 8 + length)) {
        return {};
    }
    return chunk;
}

/// What stands before the next zero byte, which is taken away with it; nothing where there is none.
std::optional<std::string_view> takeWord(std::string_view& rest)
{
    const std::size_t end = rest.find('\0');
    if (end == std::string_view::npos) {
        return {};
    }
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return word;
}

/// The text of a chunk that holds one under this key.
std::optional<std::string> textOf(const Chunk& chunk, std::string_view key)
{
    std::string_view rest = chunk.content;
    if ((chunk.type != "iTXt" && chunk.type != "tEXt") || takeWord(rest) != key) {
        return {};
    }
    if (chunk.type == "iTXt") {
        if (rest.size() < 2 || rest[0] != '\0') { // compressed: not by us
            return {};
        }
        rest.remove_prefix(2);
        if (!takeWord(rest) || !takeWord(rest)) { // language, the key in that language
            return {};
        }
    }
    return std::string(rest);
}

} // namespace

std::string withPngText(std::string_view png, std::string_view key, std::string_view text)
{
    const auto header = png.starts_with(kSignature) ? chunkAt(png, kSignature.size()) : std::nullopt;
    FOVEA_CHECK(header && header->type == "IHDR", "a whole PNG file");
    FOVEA_CHECK(!key.empty() && key.size() < 80, "a key of 1 to 79 characters");
    std::string chunk("iTXt");
    chunk.append(key).append(5, '\0').append(text); // end of key, not compressed, method, no language, no other key
    std::string whole(png.substr(0, header->end));
    whole += bigEndian(static_cast<std::uint32_t>(chunk.size() - 4)) + chunk + bigEndian(checksum(chunk));
    whole += png.substr(header->end);
    return whole;
}

std::optional<std::string> pngText(std::string_view png, std::string_view key)
{
    if (!png.starts_with(kSignature)) {
        return {};
    }
    std::size_t at = kSignature.size();
    while (const std::optional<Chunk> chunk = chunkAt(png, at)) {
        if (std::optional<std::string> text = textOf(*chunk, key)) {
            return text;
        }
        if (chunk->type == "IEND") {
            break;
        }
        at = chunk->end;
    }
    return {};
}

} // namespace fovea
